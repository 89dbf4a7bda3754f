// Right and wrong guesses when every record above the threshold is called a winner.
import type { Report } from '../../data/report';
import { useText } from '../../text/i18n';
import './ConfusionMatrix.css';

interface ConfusionMatrixProps {
  counts: NonNullable<Report['confusion']>;
  /** Probability above which a record is predicted to qualify. */
  threshold: number | null;
}

export function ConfusionMatrix({ counts, threshold }: ConfusionMatrixProps) {
  const { t, number } = useText();
  const cell = (count: number, right: boolean) => (
    <td className={right ? 'll-confusion-right' : 'll-confusion-wrong'}>{number(count)}</td>
  );
  return (
    <div>
      <h3 className="ll-quality-sub">{t('confusion.title')}</h3>
      {threshold !== null && (
        <p className="ll-card-text">{t('confusion.text', { score: number(100 * threshold) })}</p>
      )}
      <table className="ll-confusion">
        <thead>
          <tr>
            <td />
            <th scope="col">{t('confusion.qualified')}</th>
            <th scope="col">{t('confusion.disqualified')}</th>
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
