// Chooses some of a few: closed, a line that says which; its list, and the code of it, come when it is first opened.
//
// Keyboard and screen reader: a combobox; Enter, Space and the arrows open its list.
import { ChevronDownRegular } from '@fluentui/react-icons';
import { lazy, Suspense, useId, useState, type ReactNode } from 'react';
import './ManyOf.css';

const OpenedManyOf = lazy(async () => ({ default: (await import('./OpenedManyOf')).OpenedManyOf }));

export interface ManyOfProps {
  label: string;
  options: readonly { value: string; text: string; shown?: ReactNode }[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  className?: string;
}

/** What is chosen, in words. */
export const wordsOf = ({ options, chosen }: ManyOfProps) =>
  chosen.map((value) => options.find((one) => one.value === value)?.text ?? value).join(', ');

export function ManyOf(props: ManyOfProps) {
  const { label, className = '' } = props;
  const [used, setUsed] = useState(false);
  const words = wordsOf(props);
  const listId = useId();
  const closed = (
    <button
      type="button"
      role="combobox"
      aria-expanded={false}
      aria-haspopup="listbox"
      aria-controls={listId}
      aria-label={label}
      className={`ll-many ${className}`}
      onClick={() => setUsed(true)}
      onKeyDown={(event) => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
        event.preventDefault();
        setUsed(true);
      }}
    >
      <span className={words ? 'll-many-words' : 'll-many-words ll-many-none'}>{words || label}</span>
      <ChevronDownRegular className="ll-many-mark" aria-hidden />
    </button>
  );
  return used ? (
    <Suspense fallback={closed}>
      <OpenedManyOf {...props} />
    </Suspense>
  ) : (
    closed
  );
}
