// The dark bar: product name, search, language, appearance, the person.
import {
  Button,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  Tooltip,
} from '@fluentui/react-components';
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
import { Initials } from './Initials';
import { LanguageMenu } from './LanguageMenu';
import { LeadSearch } from './LeadSearch';
import { Logo } from './Logo';
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
        <Tooltip content={t(`bar.to_${other}`)} relationship="label">
          <Button
            appearance="subtle"
            className="ll-bar-button"
            icon={other === 'dark' ? <WeatherMoonRegular /> : <WeatherSunnyRegular />}
            onClick={() => setAppearance(other)}
          />
        </Tooltip>
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
    <Menu positioning="below-end">
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" className="ll-bar-button" aria-label={t('bar.user', { name })}>
          <Initials name={name} />
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <div className="ll-bar-person">
          <div className="ll-bar-person-name">{name}</div>
          <div className="ll-muted">{user.roles.map((role) => t(`role.${roleKey(role)}`)).join(', ')}</div>
        </div>
        <MenuList>
          <MenuDivider />
          <MenuItem icon={<KeyboardRegular />} onClick={onHelp}>
            {t('shortcuts.title')}
          </MenuItem>
          <MenuItem icon={<SignOutRegular />} onClick={() => void signOut()}>
            {t('bar.sign_out')}
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function roleKey(role: string): string {
  if (role === 'Administrator') return 'administrator';
  return role === 'Sales manager' ? 'manager' : 'salesperson';
}
