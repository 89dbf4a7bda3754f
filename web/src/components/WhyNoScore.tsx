// Why a record has no score, and while there is nothing to score it with: how much there is to learn from, counted live.
//
// Screen reader: the counters are sentences; the bars beside them add nothing.
import { DataBarVerticalRegular } from '@fluentui/react-icons';
import { useQuery } from '@tanstack/react-query';
import { scoringStatusQuery, type ScoredTable, type ScoringStatus } from '../data/scores';
import { useText } from '../text/i18n';
import { ErrorState, LoadingBlock } from './States';
import './WhyNoScore.css';

interface WhyNoScoreProps {
  table: ScoredTable;
  /** The server's reason. */
  why: string;
}

export function WhyNoScore({ table, why }: WhyNoScoreProps) {
  const { t } = useText();
  return (
    <div className="ll-state ll-state-compact">
      <DataBarVerticalRegular className="ll-state-icon" aria-hidden />
      <p className="ll-state-title">{t('score.none')}</p>
      {why === 'no_model' ? (
        <NoModelYet table={table} />
      ) : (
        <p className="ll-state-text">
          {t(
            why === 'closed' || why === 'not_covered'
              ? `score.why_${why}_${table}`
              : `score.why_not_scored_yet_${table}`,
          )}
        </p>
      )}
    </div>
  );
}

/** Closings come in while somebody looks. */
const COUNT_AGAIN_MS = 10_000;

function NoModelYet({ table }: { table: ScoredTable }) {
  const { t } = useText();
  const status = useQuery({ ...scoringStatusQuery(table), refetchInterval: COUNT_AGAIN_MS, staleTime: 0 });
  if (status.data) return <Counters table={table} status={status.data} />;
  if (status.error) {
    return <ErrorState compact error={status.error} onRetry={() => void status.refetch()} />;
  }
  return (
    <>
      <p className="ll-state-text">{t('score.why_no_model')}</p>
      <LoadingBlock lines={2} />
    </>
  );
}

/** What a model that is not published yet waits for; the one furthest on its way speaks for all. */
function waitingFor({ models, closed }: ScoringStatus): string {
  const furthest = (['ready', 'training', 'paused', 'no_signal', 'failed'] as const).find((state) =>
    models.some((one) => one.state === state),
  );
  if (furthest) return furthest;
  return closed.positive >= closed.needed && closed.negative >= closed.needed ? 'enough' : 'too_little';
}

function Counters({ table, status }: { table: ScoredTable; status: ScoringStatus }) {
  const { t, number } = useText();
  const { positive, negative, needed } = status.closed;
  return (
    <>
      <p className="ll-state-text">
        {t('score.why_no_model')} {t(`score.waits_${waitingFor(status)}`)}
      </p>
      <ul className="ll-why-counts">
        {(
          [
            ['positive', positive],
            ['negative', negative],
          ] as const
        ).map(([outcome, count]) => (
          <li key={outcome}>
            {t(`score.count_${outcome}_${table}`, { count: number(count), needed: number(needed) })}
            <span className="ll-why-track" aria-hidden>
              <span style={{ width: `${Math.min(100, (100 * count) / Math.max(1, needed))}%` }} />
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
