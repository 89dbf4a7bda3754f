// The dark bar: product name, search, language, appearance, the person.
import { Button } from '@fluentui/react-components';
import {
  KeyboardRegular,
  NavigationRegular,
  SignOutRegular,
  WeatherMoonRegular,
  WeatherSunnyRegular,
} from '@fluentui/react-icons';
import type { RefObject } from 'react';
import { Link } from 'react-router';
import { useSession, useUser } from '../data/session';
import { useText } from '../text/i18n';
import { IconButton } from './IconButton';
import { Initials } from './Initials';
import { LanguageMenu } from './LanguageMenu';
import { LeadSearch } from './LeadSearch';
import { Logo } from './Logo';
import { MenuButton } from './MenuButton/MenuButton';
import { QuickCreate } from './QuickCreate/QuickCreate';
import { useAppearance } from './ThemeProvider';
import './TopBar.css';

interface TopBarProps {
  searchRef: RefObject<HTMLInputElement | null>;
  /** Opens the navigation on narrow screens. */
  onMenu: () => void;
  /** Shows the keyboard shortcuts. */
  onHelp: () => void;
}

export function TopBar({ searchRef, onMenu, onHelp }: TopBarProps) {
  const { t } = useText();
  const { appearance, setAppearance } = useAppearance();
  const other = appearance === 'light' ? 'dark' : 'light';

  return (
    <header className="ll-bar">
      <Button
        appearance="subtle"
        className="ll-bar-button ll-bar-menu"
        icon={<NavigationRegular />}
        aria-label={t('bar.menu')}
        onClick={onMenu}
      />
      <Link to="/leads" className="ll-bar-home" aria-label="Leadlight">
        <Logo className="ll-bar-logo" />
        <span className="ll-bar-name">Leadlight</span>
      </Link>
      <LeadSearch inputRef={searchRef} />
      <div className="ll-bar-tools">
        <QuickCreate />
        <LanguageMenu iconOnly className="ll-bar-button" />
        <IconButton
          label={t(`bar.to_${other}`)}
          appearance="subtle"
          className="ll-bar-button"
          icon={other === 'dark' ? <WeatherMoonRegular /> : <WeatherSunnyRegular />}
          onClick={() => setAppearance(other)}
        />
        <UserMenu onHelp={onHelp} />
      </div>
    </header>
  );
}

function UserMenu({ onHelp }: { onHelp: () => void }) {
  const { t } = useText();
  const { signOut } = useSession();
  const user = useUser();
  const name = user.fullname || user.name;
  return (
    <MenuButton
      trigger={
        <Button appearance="subtle" className="ll-bar-button" aria-label={t('bar.user', { name })}>
          <Initials name={name} />
        </Button>
      }
      head={
        <div className="ll-bar-person">
          <div className="ll-bar-person-name">{name}</div>
          <div className="ll-muted">{user.roles.map((role) => t(`role.${roleKey(role)}`)).join(', ')}</div>
        </div>
      }
      entries={() => [
        'divider',
        { text: t('shortcuts.title'), icon: <KeyboardRegular />, onClick: onHelp },
        { text: t('bar.sign_out'), icon: <SignOutRegular />, onClick: () => void signOut() },
      ]}
    />
  );
}

function roleKey(role: string): string {
  if (role === 'Administrator') return 'administrator';
  return role === 'Sales manager' ? 'manager' : 'salesperson';
}
