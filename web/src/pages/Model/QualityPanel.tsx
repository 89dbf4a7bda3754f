// Is it any good? Figures on records the model had not seen, in plain words, with the range that chance explains.
import { Tooltip } from '@fluentui/react-components';
import { InfoRegular } from '@fluentui/react-icons';
import { ReliabilityChart } from '../../charts/ReliabilityChart';
import { Table } from '../../components/Table';
import { FIGURES, type FigureName, type Report } from '../../data/report';
import { useText, type TextTools } from '../../text/i18n';
import { ConfusionMatrix } from './ConfusionMatrix';
import './QualityPanel.css';

const HEADLINE: readonly FigureName[] = ['auc', 'lift_top_decile', 'ece'];
const SHARES = new Set<FigureName>(['accuracy', 'precision', 'recall', 'ece']);

function write(name: FigureName, value: number, { percent, number }: TextTools): string {
  if (SHARES.has(name)) return percent(value, 1);
  return name === 'lift_top_decile' ? `${number(value, 1)} ×` : number(value, 3);
}

export function QualityPanel({ report }: { report: Report }) {
  const { t, number, percent } = useText();
  if (report.holdout === 0) {
    return (
      <section className="ll-card">
        <h2 className="ll-card-title">{t('quality.title')}</h2>
        <p className="ll-card-text">{t(report.provisional ? 'quality.provisional' : 'quality.none')}</p>
      </section>
    );
  }
  return (
    <section className="ll-card">
      <h2 className="ll-card-title">{t('quality.title')}</h2>
      <p className="ll-card-text">
        {t(report.newest ? 'quality.holdout_newest' : 'quality.holdout_random', {
          share: percent(report.holdoutShare),
          shown: number(report.holdout),
        })}
      </p>
      {report.verdict && <p className="ll-quality-verdict">{t(`verdict.${report.verdict}_text`)}</p>}
      <div className="ll-quality">
        <div className="ll-quality-figures">
          <div className="ll-quality-top">
            {HEADLINE.map((name) => (
              <Headline key={name} name={name} report={report} />
            ))}
          </div>
          <FigureTable report={report} />
        </div>
        <div>
          <h3 className="ll-quality-sub">{t('quality.reliability')}</h3>
          <p className="ll-card-text">{t('quality.reliability_text')}</p>
          <ReliabilityChart bins={report.reliability} />
        </div>
        {report.confusion && <ConfusionMatrix counts={report.confusion} threshold={report.threshold} />}
      </div>
    </section>
  );
}

interface FigureProps {
  name: FigureName;
  report: Report;
}

/** One figure as a sentence that needs no statistics. */
function Headline({ name, report }: FigureProps) {
  const text = useText();
  const { value, low, high } = report.figures[name];
  if (value === null) return null;
  const said: Partial<Record<FigureName, Record<string, string>>> = {
    auc: { share: text.percent(value) },
    lift_top_decile: { times: text.number(value, 1) },
    ece: { points: text.number(100 * value, 1) },
  };
  return (
    <div className="ll-headline">
      <span className="ll-headline-value">{write(name, value, text)}</span>
      {low !== undefined && high !== undefined && (
        <span className="ll-headline-range">{`${write(name, low, text)} – ${write(name, high, text)}`}</span>
      )}
      <span className="ll-headline-name">{text.t(`figure.${name}`)}</span>
      <span className="ll-headline-words">{text.t(`figure.${name}_words`, said[name])}</span>
    </div>
  );
}

function FigureTable({ report }: { report: Report }) {
  const text = useText();
  const { t } = text;
  const names = FIGURES.filter((name) => !HEADLINE.includes(name) && report.figures[name].value !== null);
  return (
    <Table label={t('quality.title')}>
      <thead>
        <tr>
          <th scope="col">{t('quality.figure')}</th>
          <th scope="col" className="ll-right">
            {t('quality.value')}
          </th>
          <th scope="col" className="ll-right">
            {t('quality.interval')}
          </th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => {
          const { value, low, high } = report.figures[name];
          return (
            <tr key={name}>
              <td>
                <span className="ll-figure-name">
                  {t(`figure.${name}`)}
                  <Tooltip content={t(`figure.${name}_words`)} relationship="description">
                    <button
                      type="button"
                      className="ll-figure-info"
                      aria-label={t('quality.what_is', { name: t(`figure.${name}`) })}
                    >
                      <InfoRegular aria-hidden />
                    </button>
                  </Tooltip>
                </span>
              </td>
              <td className="ll-right">{write(name, value!, text)}</td>
              <td className="ll-right ll-muted">
                {low !== undefined && high !== undefined
                  ? `${write(name, low, text)} – ${write(name, high, text)}`
                  : ''}
              </td>
            </tr>
          );
        })}
      </tbody>
    </Table>
  );
}
