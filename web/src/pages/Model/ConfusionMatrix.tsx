// Right and wrong guesses when every record above the threshold is called a winner.
import type { Report } from '../../data/report';
import type { ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import './ConfusionMatrix.css';

interface ConfusionMatrixProps {
  table: ScoredTable;
  counts: NonNullable<Report['confusion']>;
  /** Probability above which a record is expected to succeed. */
  threshold: number | null;
}

export function ConfusionMatrix({ table, counts, threshold }: ConfusionMatrixProps) {
  const { t, number } = useText();
  const cell = (count: number, right: boolean) => (
    <td className={right ? 'll-confusion-right' : 'll-confusion-wrong'}>{number(count)}</td>
  );
  return (
    <div>
      <h3 className="ll-quality-sub">{t('confusion.title')}</h3>
      {threshold !== null && (
        <p className="ll-card-text">{t('confusion.text', { table, score: number(100 * threshold) })}</p>
      )}
      <table className="ll-confusion">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('confusion.qualified', { table })}</th>
            <th scope="col">{t('confusion.disqualified', { table })}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t('confusion.predicted_yes')}</th>
            {cell(counts.tp, true)}
            {cell(counts.fp, false)}
          </tr>
          <tr>
            <th scope="row">{t('confusion.predicted_no')}</th>
            {cell(counts.fn, false)}
            {cell(counts.tn, true)}
          </tr>
        </tbody>
      </table>
    </div>
  );
}
