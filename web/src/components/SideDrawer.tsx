// A pane that slides in from a side: its title with a way to close it, what stands under that, the body, the buttons.
//
// Keyboard: Esc closes. Screen reader: a dialog by its title.
import {
  Button,
  DrawerBody,
  DrawerFooter,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { useText } from '../text/i18n';

interface SideDrawerProps {
  title: string;
  open?: boolean;
  position?: 'start' | 'end';
  size?: 'small' | 'medium';
  className?: string;
  bodyClassName?: string;
  /** Under the title, above what scrolls. */
  head?: ReactNode;
  /** Buttons, below what scrolls. */
  foot?: ReactNode;
  children: ReactNode;
  onClose: () => void;
}

export function SideDrawer(props: SideDrawerProps) {
  const { title, open = true, position = 'end', size = 'medium', className, bodyClassName } = props;
  const { head, foot, children, onClose } = props;
  const { t } = useText();
  return (
    <OverlayDrawer
      open={open}
      position={position}
      size={size}
      className={className}
      onOpenChange={(_, data) => !data.open && onClose()}
      aria-label={title}
    >
      <DrawerHeader>
        <DrawerHeaderTitle
          action={
            <Button
              appearance="subtle"
              aria-label={t('action.close')}
              icon={<DismissRegular />}
              onClick={onClose}
            />
          }
        >
          {title}
        </DrawerHeaderTitle>
        {head}
      </DrawerHeader>
      <DrawerBody className={bodyClassName}>{children}</DrawerBody>
      {foot && <DrawerFooter className="ll-drawer-foot">{foot}</DrawerFooter>}
    </OverlayDrawer>
  );
}
