// The list of pages, in groups.
import {
  BrainCircuitFilled,
  BrainCircuitRegular,
  HistoryFilled,
  HistoryRegular,
  BuildingFilled,
  BuildingRegular,
  ContactCardFilled,
  ContactCardRegular,
  MoneyHandFilled,
  MoneyHandRegular,
  PeopleListFilled,
  PeopleListRegular,
  PersonSupportFilled,
  PersonSupportRegular,
  SettingsFilled,
  SettingsRegular,
  ShieldPersonFilled,
  ShieldPersonRegular,
  TableArrowUpFilled,
  TableArrowUpRegular,
  TaskListLtrFilled,
  TaskListLtrRegular,
  TimelineFilled,
  TimelineRegular,
} from '@fluentui/react-icons';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { isAdministrator, mayReadModels, useUser } from '../data/session';
import { useText } from '../text/i18n';

interface NavigationLinksProps {
  /** Called when a page was chosen. */
  onChoose?: () => void;
}

export function NavigationLinks({ onChoose }: NavigationLinksProps) {
  const { t } = useText();
  const user = useUser();
  const item = (to: string, text: string, icon: ReactNode, active: ReactNode) => (
    <Item to={to} icon={icon} active={active} onChoose={onChoose}>
      {text}
    </Item>
  );
  return (
    <>
      <p className="ll-nav-group">{t('nav.work')}</p>
      <ul className="ll-nav-list">
        {item('/leads', t('nav.leads'), <PeopleListRegular />, <PeopleListFilled />)}
        {item('/lists/opportunity', t('nav.opportunities'), <MoneyHandRegular />, <MoneyHandFilled />)}
        {item('/lists/contact', t('nav.contacts'), <ContactCardRegular />, <ContactCardFilled />)}
        {item('/lists/account', t('nav.accounts'), <BuildingRegular />, <BuildingFilled />)}
        {item('/lists/incident', t('nav.cases'), <PersonSupportRegular />, <PersonSupportFilled />)}
        {item('/lists/task', t('nav.tasks'), <TaskListLtrRegular />, <TaskListLtrFilled />)}
      </ul>
      {mayReadModels(user) && (
        <>
          <p className="ll-nav-group">{t('nav.models')}</p>
          <ul className="ll-nav-list">
            {item('/models', t('nav.scoring'), <BrainCircuitRegular />, <BrainCircuitFilled />)}
            {item('/was-it-right', t('hindsight.title'), <HistoryRegular />, <HistoryFilled />)}
          </ul>
        </>
      )}
      <p className="ll-nav-group">{t('nav.organisation')}</p>
      <ul className="ll-nav-list">
        {mayReadModels(user) &&
          item('/import', t('nav.import'), <TableArrowUpRegular />, <TableArrowUpFilled />)}
        {mayReadModels(user) && item('/jobs', t('nav.jobs'), <TimelineRegular />, <TimelineFilled />)}
        {isAdministrator(user) &&
          item('/admin', t('nav.admin'), <ShieldPersonRegular />, <ShieldPersonFilled />)}
        {item('/settings', t('nav.settings'), <SettingsRegular />, <SettingsFilled />)}
      </ul>
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
