// The navigation of narrow screens.
import {
  Button,
  DrawerBody,
  DrawerHeader,
  DrawerHeaderTitle,
  OverlayDrawer,
} from '@fluentui/react-components';
import { DismissRegular } from '@fluentui/react-icons';
import { useText } from '../text/i18n';
import { NavigationLinks } from './NavigationLinks';

interface NavigationDrawerProps {
  onClose: () => void;
}

export function NavigationDrawer({ onClose }: NavigationDrawerProps) {
  const { t } = useText();
  return (
    <OverlayDrawer open position="start" size="small" onOpenChange={(_, data) => !data.open && onClose()}>
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
          Leadlight
        </DrawerHeaderTitle>
      </DrawerHeader>
      <DrawerBody className="ll-nav-drawer">
        <nav aria-label={t('nav.label')}>
          <NavigationLinks onChoose={onClose} />
        </nav>
      </DrawerBody>
    </OverlayDrawer>
  );
}
