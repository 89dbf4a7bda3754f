// Two versions of a model side by side: figures, factors, and what became of columns.
import { Badge } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { Table } from '../../components/Table';
import {
  compareReports,
  type ColumnState,
  type Comparison,
  type FactorChange,
  type FigureChange,
} from '../../data/compare';
import type { Version } from '../../data/models';
import type { Report } from '../../data/report';
import { fieldLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import { useExcludedWords } from './ColumnPanels';
import { writeDifference, writeFigure, writeRange } from './figures';
import { VerdictBadge } from './VerdictBadge';
import './ComparePanel.css';

const FACTORS_SHOWN = 12;

export type ReportedVersion = Version & { report: Report };

interface ComparePanelProps {
  before: ReportedVersion;
  after: ReportedVersion;
}

export function ComparePanel({ before, after }: ComparePanelProps) {
  const { t } = useText();
  const comparison = compareReports(before.report, after.report);
  const heads: Heads = [
    t('compare.version', { number: before.ll_number }),
    t('compare.version', { number: after.ll_number }),
  ];
  return (
    <section className="ll-card" aria-label={t('compare.title')}>
      <h2 className="ll-card-title">{t('compare.title')}</h2>
      <p className="ll-card-text">{t(comparison.sameHoldOut ? 'compare.same' : 'compare.other')}</p>
      <VersionFacts before={before} after={after} heads={heads} />
      <h3 className="ll-quality-sub ll-compare-part">{t('compare.figures')}</h3>
      <p className="ll-card-text">{t('compare.figures_text')}</p>
      <FigureChanges changes={comparison.figures} heads={heads} />
      <div className="ll-compare">
        <div>
          <h3 className="ll-quality-sub">{t('compare.factors')}</h3>
          <FactorChanges changes={comparison.factors} heads={heads} />
        </div>
        <div>
          <h3 className="ll-quality-sub">{t('compare.columns')}</h3>
          <ColumnChanges changes={comparison.columns} heads={heads} />
        </div>
      </div>
    </section>
  );
}

/** What the two columns are called. */
type Heads = [string, string];

function VersionFacts({ before, after, heads }: ComparePanelProps & { heads: Heads }) {
  const { t, number, percent, date, dateTime } = useText();
  const period = ({ holdoutFrom, holdoutTo }: Report) =>
    holdoutFrom && holdoutTo ? `${date(holdoutFrom)} – ${date(holdoutTo)}` : '–';
  const facts: [string, (version: ReportedVersion) => ReactNode][] = [
    [
      t('model.trained_on'),
      ({ ll_trainedon, createdon }) => {
        const trained = ll_trainedon ?? createdon;
        return trained ? dateTime(trained) : '–';
      },
    ],
    [
      t('versions.verdict'),
      ({ ll_verdict, report }) => <VerdictBadge verdict={ll_verdict ?? report.verdict} />,
    ],
    [t('model.records'), ({ ll_rows }) => (ll_rows === null ? '–' : number(ll_rows))],
    [t('model.rate'), ({ report }) => percent(report.base_rate, 1)],
    [t('quality.judged_on'), ({ report }) => number(report.holdout)],
    [t('quality.period'), ({ report }) => period(report)],
  ];
  return (
    <Table label={t('compare.facts')}>
      <thead>
        <tr>
          <th scope="col">
            <span className="ll-hidden">{t('compare.facts')}</span>
          </th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <td>{name}</td>
            <td>{value(before)}</td>
            <td>{value(after)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

function FigureChanges({ changes, heads }: { changes: FigureChange[]; heads: Heads }) {
  const text = useText();
  const { t } = text;
  return (
    <Table label={t('compare.figures')}>
      <thead>
        <tr>
          <th scope="col">{t('quality.figure')}</th>
          {heads.map((head) => (
            <th key={head} scope="col" className="ll-right">
              {head}
            </th>
          ))}
          <th scope="col" className="ll-right">
            {t('compare.difference')}
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.name}>
            <td>{t(`figure.${change.name}`)}</td>
            {[change.before, change.after].map((figure, side) => (
              <td key={side} className="ll-right">
                {figure.value === null ? '–' : writeFigure(change.name, figure.value, text)}
                <span className="ll-figure-words">{writeRange(change.name, figure, text)}</span>
              </td>
            ))}
            <td className="ll-right">
              {change.difference === null ? '–' : writeDifference(change.name, change.difference, text)}
              {change.better !== null && (
                <span className={change.better ? 'll-compare-better' : 'll-compare-worse'}>
                  {t(change.better ? 'compare.better' : 'compare.worse')}
                </span>
              )}
              {change.overlap !== null && (
                <span className="ll-figure-words">
                  {t(change.overlap ? 'compare.overlap' : 'compare.apart')}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

const KINDS = { came: 'success', went: 'danger', moved: 'informative' } as const;

function FactorChanges({ changes, heads }: { changes: FactorChange[]; heads: Heads }) {
  const { t, percent, language } = useText();
  if (changes.length === 0) return <p className="ll-card-text">{t('factors.none')}</p>;
  return (
    <>
      <Table label={t('compare.factors')}>
        <thead>
          <tr>
            <th scope="col">{t('factors.title')}</th>
            {heads.map((head) => (
              <th key={head} scope="col" className="ll-right">
                {head}
              </th>
            ))}
            <th scope="col">{t('compare.change')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, FACTORS_SHOWN).map((factor) => (
            <tr key={`${factor.table ?? ''}.${factor.attribute}`}>
              <td>
                {fieldLabel(factor.table ?? 'lead', factor.attribute, language) ??
                  factor.label ??
                  factor.attribute}
              </td>
              {[factor.before, factor.after].map((influence, side) => (
                <td key={side} className="ll-right">
                  {influence > 0 ? percent(influence, 1) : '–'}
                </td>
              ))}
              <td>
                <Badge appearance="tint" color={KINDS[factor.kind]}>
                  {t(`compare.${factor.kind}`)}
                </Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </Table>
      {changes.length > FACTORS_SHOWN && (
        <p className="ll-card-text">{t('compare.more', { count: changes.length - FACTORS_SHOWN })}</p>
      )}
    </>
  );
}

function ColumnChanges({ changes, heads }: { changes: Comparison['columns']; heads: Heads }) {
  const { t, language } = useText();
  const excludedWords = useExcludedWords();
  if (changes.length === 0) return <p className="ll-card-text">{t('compare.no_columns')}</p>;
  const words = (state: ColumnState) =>
    state === 'used' || state === 'kept' ? t(`compare.column_${state}`) : excludedWords(state);
  return (
    <Table label={t('compare.columns')}>
      <thead>
        <tr>
          <th scope="col">{t('excluded.column')}</th>
          {heads.map((head) => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ column, before, after }) => (
          <tr key={column}>
            <td>{fieldLabel('lead', column, language) ?? column}</td>
            <td className="ll-muted">{words(before)}</td>
            <td className="ll-muted">{words(after)}</td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}
