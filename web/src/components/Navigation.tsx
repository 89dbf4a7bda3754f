// The pages there are. At the left, or on narrow screens in a drawer.
import { lazy, Suspense } from 'react';
import { useText } from '../text/i18n';
import { NavigationLinks } from './NavigationLinks';
import './Navigation.css';

const NavigationDrawer = lazy(async () => ({
  default: (await import('./NavigationDrawer')).NavigationDrawer,
}));

interface NavigationProps {
  /** Whether the drawer of narrow screens is open. */
  open: boolean;
  onClose: () => void;
}

export function Navigation({ open, onClose }: NavigationProps) {
  const { t } = useText();
  return (
    <>
      <nav className="ll-nav" aria-label={t('nav.label')}>
        <NavigationLinks />
      </nav>
      {open && (
        <Suspense fallback={null}>
          <NavigationDrawer onClose={onClose} />
        </Suspense>
      )}
    </>
  );
}
