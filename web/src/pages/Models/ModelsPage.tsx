// All scoring models: one table for each kind of record, in the order in which they are asked for a score.
import { Button } from '@fluentui/react-components';
import { AddRegular, LockClosedRegular } from '@fluentui/react-icons';
import { useNavigate } from 'react-router';
import { Loaded } from '../../components/Loaded';
import { EmptyState } from '../../components/States';
import { SCORED_TABLES, type ScoredTable } from '../../data/scores';
import { listTable, pluralInside } from '../../data/lists/tables';
import { tablePlural } from '../../data/schema';
import { hasPublished, useScoringStatus, type ScoringStatus } from '../../data/scores';
import { isAdministrator, mayReadModels, useUser } from '../../data/session';
import { useText } from '../../text/i18n';
import { usePageTitle } from '../../text/usePageTitle';
import { JobPanel } from '../Model/JobPanel';
import { NoModel } from '../Model/NoModel';
import { useModelWork, type ModelWork } from '../Model/useModelWork';
import { ModelsTable } from './ModelsTable';
import { OfferCard } from './OfferCard';
import '../../components/Parts.css';
import './ModelsPage.css';

export function ModelsPage() {
  const { t } = useText();
  usePageTitle(t('models.title'));
  if (!mayReadModels(useUser())) return <ModelsDenied />;
  return <AllModels />;
}

/** What a page about models shows to somebody who may not read them. */
export function ModelsDenied() {
  const { t } = useText();
  return <EmptyState icon={<LockClosedRegular />} title={t('error.denied')} text={t('model.denied_text')} />;
}

function AllModels() {
  const { t } = useText();
  const work = useModelWork();
  return (
    <div className="ll-page ll-stack">
      <div>
        <h1 className="ll-page-title">{t('models.title')}</h1>
        <p className="ll-card-text">{t('models.text')}</p>
      </div>
      <JobPanel work={work} />
      {SCORED_TABLES.map((table) => (
        <TableSection key={table} table={table} work={work} />
      ))}
    </div>
  );
}

interface TableSectionProps {
  table: ScoredTable;
  work: ModelWork;
}

function TableSection({ table, work }: TableSectionProps) {
  const { t, language } = useText();
  const navigate = useNavigate();
  const mayChange = isAdministrator(useUser());
  const status = useScoringStatus(table);
  const name = tablePlural(table, language) ?? table;
  return (
    <section className="ll-card" aria-label={name}>
      <div className="ll-spread">
        <h2 className="ll-card-title">{name}</h2>
        {mayChange && (
          <Button icon={<AddRegular />} onClick={() => navigate(`/models/new?table=${table}`)}>
            {t('models.add')}
          </Button>
        )}
      </div>
      <Loaded query={status}>
        {(known) =>
          known.models.length === 0 ? (
            <Nothing status={known} />
          ) : (
            <>
              {mayChange &&
                known.models.map(
                  (one) =>
                    one.offer && (
                      <OfferCard
                        key={one.id}
                        model={one}
                        offer={one.offer}
                        first={!hasPublished(known)}
                        work={work}
                      />
                    ),
                )}
              <ScoredSo status={known} />
              <ModelsTable label={name} models={known.models} mayChange={mayChange} work={work} />
            </>
          )
        }
      </Loaded>
    </section>
  );
}

function ScoredSo({ status }: { status: ScoringStatus }) {
  const { t, number, language } = useText();
  const plural = pluralInside(listTable(status.table)!, language);
  return (
    <p className="ll-card-text">
      {t('models.scored', { scored: number(status.scored), open: number(status.open), plural })}
    </p>
  );
}

function Nothing({ status }: { status: ScoringStatus }) {
  const { t, language } = useText();
  const plural = pluralInside(listTable(status.table)!, language);
  return <NoModel table={status.table} counts={status.closed} title={t('models.none', { plural })} />;
}
