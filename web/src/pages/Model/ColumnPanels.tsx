// What the model looks at, and what it does not.
import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import { InfluenceBars } from '../../charts/InfluenceBars';
import { Table } from '../../components/Table';
import type { Report } from '../../data/report';
import type { ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import { VERDICT_KEYS } from './figures';
import { useAttributeName } from './useAttributeName';

const FACTORS_AT_FIRST = 14;
const EXCLUDED_AT_FIRST = 6;

interface FactorsPanelProps {
  table: ScoredTable;
  report: Report;
}

export function FactorsPanel({ table, report }: FactorsPanelProps) {
  const { t } = useText();
  const [all, setAll] = useState(false);
  const factors = report.factors
    .filter((factor) => factor.influence > 0)
    .map((factor) => ({ ...factor, table: factor.table ?? table }));
  return (
    <section className="ll-card">
      <h2 className="ll-card-title">{t('factors.title')}</h2>
      <p className="ll-card-text">{factors.length > 0 ? t('factors.text') : t('factors.none')}</p>
      <InfluenceBars factors={all ? factors : factors.slice(0, FACTORS_AT_FIRST)} />
      {factors.length > FACTORS_AT_FIRST && (
        <ShowAll count={factors.length} all={all} onToggle={() => setAll(!all)} />
      )}
    </section>
  );
}

/** Rules of exclusion that have a sentence of their own. */
const KNOWN = new Set([
  'empty',
  'too_empty',
  'owner',
  'person_name',
  'identifier',
  'lone_date',
  'free_text',
  'constant',
  'too_many_values',
  'irrelevant',
  'outcome',
  'suspect',
  'dropped',
  'not_included',
  'new',
  'order',
]);

/** Why a column is left out, in words. */
export function useExcludedWords(): (key: string) => string {
  const { t } = useText();
  return (key) => {
    if (KNOWN.has(key)) return t(`excluded.${key}`);
    return VERDICT_KEYS.has(key) ? t(`verdict.why_${key}`) : key;
  };
}

export function ExcludedPanel({ report, table }: { report: Report; table: ScoredTable }) {
  const { t } = useText();
  const nameOf = useAttributeName(table);
  const words = useExcludedWords();
  const [all, setAll] = useState(false);
  if (report.excluded.length === 0) return null;
  const shown = all ? report.excluded : report.excluded.slice(0, EXCLUDED_AT_FIRST);
  return (
    <section className="ll-card">
      <h2 className="ll-card-title">{t('excluded.title')}</h2>
      <p className="ll-card-text">{t('excluded.text')}</p>
      <Table label={t('excluded.title')}>
        <thead>
          <tr>
            <th scope="col">{t('excluded.column')}</th>
            <th scope="col">{t('excluded.reason')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.column}>
              <td>{nameOf(one.column)}</td>
              <td className="ll-muted">{words(one.key)}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {report.excluded.length > EXCLUDED_AT_FIRST && (
        <ShowAll count={report.excluded.length} all={all} onToggle={() => setAll(!all)} />
      )}
    </section>
  );
}

interface ShowAllProps {
  count: number;
  all: boolean;
  onToggle: () => void;
}

function ShowAll({ count, all, onToggle }: ShowAllProps) {
  const { t } = useText();
  return (
    <Button appearance="transparent" size="small" onClick={onToggle} aria-expanded={all}>
      {all ? t('action.fewer') : t('action.all_of', { count })}
    </Button>
  );
}
