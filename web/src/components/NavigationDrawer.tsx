// The navigation of narrow screens.
import { useText } from '../text/i18n';
import { NavigationLinks } from './NavigationLinks';
import { SideDrawer } from './SideDrawer';

interface NavigationDrawerProps {
  onClose: () => void;
}

export function NavigationDrawer({ onClose }: NavigationDrawerProps) {
  const { t } = useText();
  return (
    <SideDrawer
      title="Leadlight"
      position="start"
      size="small"
      bodyClassName="ll-nav-drawer"
      onClose={onClose}
    >
      <nav aria-label={t('nav.label')}>
        <NavigationLinks onChoose={onClose} />
      </nav>
    </SideDrawer>
  );
}
