// The list of pages, in groups.
import {
  BrainCircuitFilled,
  BrainCircuitRegular,
  PeopleListFilled,
  PeopleListRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { useText } from '../text/i18n';

interface NavigationLinksProps {
  /** Whether this person may see the models. */
  withModels: boolean;
  /** Called when a page was chosen. */
  onChoose?: () => void;
}

export function NavigationLinks({ withModels, onChoose }: NavigationLinksProps) {
  const { t } = useText();
  return (
    <>
      <p className="ll-nav-group">{t('nav.work')}</p>
      <ul className="ll-nav-list">
        <Item to="/leads" icon={<PeopleListRegular />} active={<PeopleListFilled />} onChoose={onChoose}>
          {t('nav.leads')}
        </Item>
      </ul>
      {withModels && (
        <>
          <p className="ll-nav-group">{t('nav.models')}</p>
          <ul className="ll-nav-list">
            <Item
              to="/models/lead"
              icon={<BrainCircuitRegular />}
              active={<BrainCircuitFilled />}
              onChoose={onChoose}
            >
              {t('nav.lead_scoring')}
            </Item>
          </ul>
        </>
      )}
    </>
  );
}

interface ItemProps {
  to: string;
  icon: ReactNode;
  active: ReactNode;
  onChoose?: () => void;
  children: ReactNode;
}

function Item({ to, icon, active, onChoose, children }: ItemProps) {
  return (
    <li>
      <NavLink to={to} className="ll-nav-link" onClick={onChoose}>
        {({ isActive }) => (
          <>
            <span className="ll-nav-icon">{isActive ? active : icon}</span>
            {children}
          </>
        )}
      </NavLink>
    </li>
  );
}
