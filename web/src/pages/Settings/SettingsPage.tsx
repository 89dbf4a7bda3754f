// Settings: what the product can do, the organisation's money and hours, and one's own.
import { IgnoreListCard } from '../../components/IgnoreList/IgnoreListCard';
import { useUser, isAdministrator } from '../../data/session';
import { useText } from '../../text/i18n';
import { usePageTitle } from '../../text/usePageTitle';
import { Capabilities } from './Capabilities';
import { OrganisationPanel } from './OrganisationPanel';
import { PasswordPanel, PersonalPanel } from './PersonalPanel';
import { TokensPanel } from './TokensPanel';
import { CurrenciesPanel } from './CurrenciesPanel';
import { MailboxesPanel } from './MailboxesPanel';
import '../../components/Parts.css';
import './Settings.css';

export function SettingsPage() {
  const { t } = useText();
  const user = useUser();
  usePageTitle(t('nav.settings'));
  const mayChange = isAdministrator(user);
  return (
    <div className="ll-page ll-stack">
      <h1 className="ll-page-title">{t('nav.settings')}</h1>
      <h2 className="ll-settings-group">{t('settings.capabilities')}</h2>
      <Capabilities maySwitch={mayChange} />
      {mayChange && (
        <>
          <h2 className="ll-settings-group">{t('nav.organisation')}</h2>
          <OrganisationPanel />
          <CurrenciesPanel />
        </>
      )}
      <h2 className="ll-settings-group">{t('settings.personal')}</h2>
      <PersonalPanel userId={user.id} />
      <PasswordPanel />
      <MailboxesPanel maySeeAll={mayChange} />
      <IgnoreListCard organisation={false} />
      <TokensPanel />
    </div>
  );
}
