// Is it any good? Figures on records the model had not seen, in plain words, with the range that chance explains.
import { ReliabilityChart } from '../../charts/ReliabilityChart';
import { Table } from '../../components/Table';
import { FIGURES, type FigureName, type Report } from '../../data/report';
import type { ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import { ConfusionMatrix } from './ConfusionMatrix';
import { VERDICT_KEYS, writeFigure, writeRange } from './figures';
import { VerdictBadge } from './VerdictBadge';
import './QualityPanel.css';

const HEADLINE: readonly FigureName[] = ['auc', 'lift_top_decile', 'ece'];

interface QualityProps {
  table: ScoredTable;
  report: Report;
}

export function QualityPanel({ table, report }: QualityProps) {
  const { t } = useText();
  if (report.holdout === 0) {
    return (
      <section className="ll-card">
        <h2 className="ll-card-title">{t('quality.title')}</h2>
        <p className="ll-card-text">
          {t(report.provisional ? 'quality.provisional' : 'quality.none', { table })}
        </p>
      </section>
    );
  }
  return (
    <section className="ll-card">
      <div className="ll-spread">
        <h2 className="ll-card-title">{t('quality.title')}</h2>
        <VerdictBadge verdict={report.verdict} />
      </div>
      <VerdictWords table={table} report={report} />
      <HoldOutFacts table={table} report={report} />
      <div className="ll-quality">
        <div className="ll-quality-figures">
          <div className="ll-quality-top">
            {HEADLINE.map((name) => (
              <Headline key={name} name={name} table={table} report={report} />
            ))}
          </div>
          <FigureRows table={table} report={report} />
        </div>
        <div>
          <h3 className="ll-quality-sub">{t('quality.reliability')}</h3>
          <p className="ll-card-text">{t('quality.reliability_text', { table })}</p>
          <ReliabilityChart table={table} bins={report.reliability} />
        </div>
        {report.confusion && (
          <ConfusionMatrix table={table} counts={report.confusion} threshold={report.threshold} />
        )}
      </div>
    </section>
  );
}

/** What the verdict means, and why it was given. */
function VerdictWords({ table, report }: QualityProps) {
  const text = useText();
  const { t, number } = text;
  const { verdict, verdictKey, aucLimits, figures } = report;
  if (!verdict) return null;
  const why =
    verdictKey !== null && VERDICT_KEYS.has(verdictKey)
      ? t(`verdict.why_${verdictKey}`, {
          auc: figures.auc.value === null ? '' : writeFigure('auc', figures.auc.value, text),
          range: writeRange('auc', figures.auc, text),
          ok: number(aucLimits?.ok ?? 0, 2),
          ready: number(aucLimits?.ready ?? 0, 2),
        })
      : null;
  return (
    <>
      <p className="ll-quality-verdict">{t(`verdict.${verdict}_text`, { table })}</p>
      {why && <p className="ll-card-text">{why}</p>}
    </>
  );
}

/** What the model was judged on. */
function HoldOutFacts({ table, report }: QualityProps) {
  const { t, number, percent, date } = useText();
  const { holdout, holdoutShare, holdoutFrom, holdoutTo, newest, horizonDays, taught } = report;
  const facts: [string, string | null][] = [
    [
      t('quality.judged_on'),
      t('quality.judged_on_count', { shown: number(holdout), share: percent(holdoutShare) }),
    ],
    [
      t(horizonDays === null ? 'quality.period' : 'quality.period_horizon'),
      holdoutFrom && holdoutTo ? `${date(holdoutFrom)} – ${date(holdoutTo)}` : null,
    ],
    [t('quality.taught'), taught === null ? null : number(taught)],
  ];
  return (
    <>
      <p className="ll-card-text">
        {newest && horizonDays !== null
          ? t('quality.holdout_horizon', { table, days: horizonDays })
          : t(newest ? 'quality.holdout_newest' : 'quality.holdout_random', { table })}
      </p>
      <dl className="ll-quality-facts">
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
    </>
  );
}

interface FigureProps extends QualityProps {
  name: FigureName;
}

/** One figure as a sentence that needs no statistics. */
function Headline({ name, table, report }: FigureProps) {
  const text = useText();
  const figure = report.figures[name];
  if (figure.value === null) return null;
  const said: Partial<Record<FigureName, Record<string, string>>> = {
    auc: { share: text.percent(figure.value) },
    lift_top_decile: { times: text.number(figure.value, 1) },
    ece: { points: text.number(100 * figure.value, 1) },
  };
  return (
    <div className="ll-headline">
      <span className="ll-headline-value">{writeFigure(name, figure.value, text)}</span>
      <span className="ll-headline-range">{writeRange(name, figure, text)}</span>
      <span className="ll-headline-name">{text.t(`figure.${name}`)}</span>
      <span className="ll-headline-words">{text.t(`figure.${name}_words`, { table, ...said[name] })}</span>
    </div>
  );
}

function FigureRows({ table, report }: QualityProps) {
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
        {names.map((name) => (
          <tr key={name}>
            <td>
              {t(`figure.${name}`)}
              <span className="ll-figure-words">{t(`figure.${name}_words`, { table })}</span>
            </td>
            <td className="ll-right">{writeFigure(name, report.figures[name].value!, text)}</td>
            <td className="ll-right ll-muted">{writeRange(name, report.figures[name], text)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
