// A button with a menu. The menu is made, and its code fetched, when it is first opened: a page has dozens of them, of which
// hardly one is opened.
//
// Keyboard: Enter, Space and the arrow down open it, then it is any menu. Screen reader: a button that says it has a menu.
import {
  cloneElement,
  lazy,
  Suspense,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type ReactNode,
} from 'react';

const OpenedMenu = lazy(async () => ({ default: (await import('./OpenedMenu')).OpenedMenu }));

/** One thing to choose. */
export interface MenuChoice {
  text: string;
  icon?: ReactElement;
  onClick: () => void;
  disabled?: boolean;
  /** Of one of several that exclude each other: whether it is the one. */
  checked?: boolean;
  lang?: string;
}
/** Choices of a kind, under what they are called. */
export interface MenuGroup {
  title: string;
  choices: readonly MenuChoice[];
}
export type MenuEntry = MenuChoice | MenuGroup | 'divider';

/** What a trigger of a menu takes. */
interface TriggerProps {
  onClick?: () => void;
  onKeyDown?: (event: KeyboardEvent) => void;
  'aria-haspopup'?: 'menu';
  'aria-expanded'?: boolean;
}

export interface MenuButtonProps {
  /** The button. */
  trigger: ReactElement<TriggerProps>;
  /** Asked for when it is open. */
  entries: () => readonly MenuEntry[];
  /** Stands above the entries. */
  head?: ReactNode;
  align?: 'start' | 'end';
  className?: string;
}

export function MenuButton(props: MenuButtonProps) {
  const [used, setUsed] = useState(false);
  const open = () => setUsed(true);
  const closed = cloneElement(props.trigger, {
    onClick: open,
    onKeyDown: (event) => {
      if (event.key !== 'ArrowDown') return;
      event.preventDefault();
      open();
    },
    'aria-haspopup': 'menu',
    'aria-expanded': false,
  });
  return used ? (
    <Suspense fallback={closed}>
      <OpenedMenu {...props} />
    </Suspense>
  ) : (
    closed
  );
}
