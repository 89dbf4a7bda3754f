// Nothing trained yet: how much is there to learn from, and how much is needed.
import { ProgressBar } from '@fluentui/react-components';
import { BrainCircuitRegular } from '@fluentui/react-icons';
import type { ScoringStatus } from '../../data/scores';
import { useText } from '../../text/i18n';
import './NoModel.css';

export function NoModel({ status }: { status: ScoringStatus | undefined }) {
  const { t } = useText();
  const { positive, negative, needed } = status?.closed ?? { positive: 0, negative: 0, needed: 40 };
  const enough = positive >= needed && negative >= needed;
  return (
    <section className="ll-card ll-nomodel">
      <BrainCircuitRegular className="ll-state-icon" aria-hidden />
      <h2 className="ll-card-title">{t('nomodel.title')}</h2>
      <p className="ll-card-text">{t(enough ? 'nomodel.enough' : 'nomodel.too_little')}</p>
      {status && (
        <div className="ll-nomodel-counts">
          <Counter id="nomodel.qualified" count={positive} needed={needed} />
          <Counter id="nomodel.disqualified" count={negative} needed={needed} />
        </div>
      )}
    </section>
  );
}

function Counter({ id, count, needed }: { id: string; count: number; needed: number }) {
  const { t, number } = useText();
  const sentence = t(id, { count: number(count), needed: number(needed) });
  return (
    <div>
      <p>{sentence}</p>
      <ProgressBar
        value={Math.min(1, count / Math.max(1, needed))}
        color={count >= needed ? 'success' : 'brand'}
        thickness="large"
        aria-label={sentence}
      />
    </div>
  );
}
