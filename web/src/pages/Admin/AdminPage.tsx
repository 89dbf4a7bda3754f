// Administration: people and their rights, the shape of the data, the ways of selling.
import { LockClosedRegular } from '@fluentui/react-icons';
import { NavLink, useParams } from 'react-router';
import { useEffect, useRef, type ComponentType } from 'react';
import { EmptyState } from '../../components/States';
import { isAdministrator, useUser } from '../../data/session';
import { useText } from '../../text/i18n';
import { usePageTitle } from '../../text/usePageTitle';
import { ColumnsSection } from './ColumnsSection';
import { PeopleSection } from './PeopleSection';
import { ProcessesSection } from './ProcessesSection';
import { RelationshipsSection } from './RelationshipsSection';
import { RolesSection } from './RolesSection';
import { SignInsSection } from './SignInsSection';
import { TeamsSection } from './TeamsSection';
import { UnitsSection } from './UnitsSection';
import { UsersSection } from './UsersSection';
import '../../components/Parts.css';
import './Admin.css';

const SECTIONS: readonly [string, string, ComponentType][] = [
  ['users', 'admin.users', UsersSection],
  ['teams', 'admin.teams', TeamsSection],
  ['units', 'admin.units', UnitsSection],
  ['roles', 'admin.roles', RolesSection],
  ['columns', 'admin.columns', ColumnsSection],
  ['processes', 'admin.processes', ProcessesSection],
  ['relationships', 'admin.relationships', RelationshipsSection],
  ['people', 'admin.people', PeopleSection],
  ['signins', 'admin.signins', SignInsSection],
];

export function AdminPage() {
  const { t } = useText();
  const user = useUser();
  const { section } = useParams();
  const [, title, Section] = SECTIONS.find(([key]) => key === section) ?? SECTIONS[0]!;
  const tabs = useRef<HTMLElement>(null);
  // On a phone the tab of this section may be out of sight.
  useEffect(() => {
    const tab = tabs.current?.querySelector<HTMLElement>('.active');
    if (tab) tabs.current!.scrollLeft = tab.offsetLeft - tabs.current!.offsetLeft - 40;
  }, [title]);
  usePageTitle(`${t(title)} · ${t('nav.admin')}`);
  if (!isAdministrator(user))
    return (
      <EmptyState icon={<LockClosedRegular />} title={t('error.denied')} text={t('admin.denied_text')} />
    );
  return (
    <div className="ll-page ll-stack">
      <h1 className="ll-page-title">{t('nav.admin')}</h1>
      <nav ref={tabs} className="ll-tabs" aria-label={t('nav.admin')}>
        {SECTIONS.map(([key, text]) => (
          <NavLink
            key={key}
            to={`/admin/${key}`}
            className={text === title ? 'll-tab active' : 'll-tab'}
            aria-current={text === title ? 'page' : undefined}
          >
            {t(text)}
          </NavLink>
        ))}
      </nav>
      <Section />
    </div>
  );
}
