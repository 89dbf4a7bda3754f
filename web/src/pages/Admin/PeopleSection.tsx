// People as mail and meetings know them: who may be one, accounts that lack, everybody with addresses, what was decided.
import { useText } from '../../text/i18n';
import { DecisionsCard } from './DecisionsCard';
import { DoubtsCard } from './DoubtsCard';
import { PersonsCard } from './PersonsCard';
import { SuggestedAccountsCard } from './SuggestedAccountsCard';
import './People.css';

export function PeopleSection() {
  const { t } = useText();
  return (
    <>
      <p className="ll-card-text">{t('persons.text')}</p>
      <DoubtsCard />
      <SuggestedAccountsCard />
      <PersonsCard />
      <DecisionsCard />
    </>
  );
}
