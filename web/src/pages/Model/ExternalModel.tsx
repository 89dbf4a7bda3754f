// A model outside of Leadlight, whose scores are pushed: what it is called there, and for how many records it has spoken.
import { useNavigate } from 'react-router';
import { listTable, pluralInside } from '../../data/lists/tables';
import type { Model } from '../../data/models';
import { useScoringStatus } from '../../data/scores';
import { isAdministrator, useUser } from '../../data/session';
import { useText } from '../../text/i18n';
import { ModelMenu } from '../Models/ModelMenu';
import { JobPanel } from './JobPanel';
import { ModelHead } from './ModelHead';
import { useModelWork } from './useModelWork';

export function ExternalModel({ model }: { model: Model }) {
  const { t, number, language } = useText();
  const navigate = useNavigate();
  const mayChange = isAdministrator(useUser());
  const work = useModelWork(model.ll_modelid);
  const table = model.ll_table;
  const now = useScoringStatus(table).data?.models.find((one) => one.id === model.ll_modelid);
  const plural = pluralInside(listTable(table)!, language);
  const facts: [string, string | undefined][] = [
    [t('external.prediction_id'), model.ll_predictionid ?? undefined],
    [
      t('model.matching', { plural }),
      now?.matching_open === undefined ? undefined : number(now.matching_open),
    ],
  ];
  return (
    <div className="ll-page ll-model">
      <ModelHead
        model={model}
        status={now}
        buttons={
          mayChange &&
          now && (
            <ModelMenu model={now} work={work} onDeleted={() => navigate('/models', { replace: true })} />
          )
        }
        facts={facts}
      />
      <JobPanel work={work} />
      <section className="ll-card">
        <p className="ll-card-text">{t('external.text')}</p>
      </section>
    </div>
  );
}
