// Grade, status reason and text. What is chosen stands in the address line.
import { Button } from '@fluentui/react-components';
import { DismissRegular, SearchRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { ManyOf } from '../../components/ManyOf';
import { GRADES } from '../../data/scores';
import { fieldLabel, optionsOf, tableLanguage } from '../../data/schema';
import { useText } from '../../text/i18n';
import { BY_RELATIONSHIP, BY_SCORE } from '../../data/lists/builtIn';
import { isNarrowed, type ListState } from '../../data/lists/state';
import type { ListTable } from '../../data/lists/tables';
import './ListFilters.css';

interface ListFiltersProps {
  table: ListTable;
  state: ListState;
  onChange: (state: ListState) => void;
}

const PAUSE_MS = 300;
const OPEN_VIEWS = new Set<string>(['mine', 'team', 'open', ...BY_SCORE, ...BY_RELATIONSHIP]);

export function ListFilters({ table, state, onChange }: ListFiltersProps) {
  const { t, language } = useText();
  // Which of them a view can have: an open row has open reasons.
  const statuses = optionsOf(table.name, 'statuscode').filter((option) => {
    const open = (option.state ?? 0) === 0;
    return state.view === 'closed' ? !open : OPEN_VIEWS.has(state.view) ? open : true;
  });
  const nameOf = (value: number) =>
    optionsOf(table.name, 'statuscode').find((option) => option.value === value)?.label[
      tableLanguage(language)
    ] ?? String(value);
  const gradeName = (code: number | null) => (code === null ? t('leads.no_score') : GRADES[code]!);
  const statusLabel = fieldLabel(table.name, 'statuscode', language) ?? 'statuscode';

  return (
    <div className="ll-filters" role="group" aria-label={t('leads.filters')}>
      <ContainsBox table={table} state={state} onChange={onChange} />
      {table.score && (
        <ManyOf
          className="ll-filter"
          label={t('column.grade')}
          options={[0, 1, 2, 3, null].map((code) => ({
            value: String(code),
            text: gradeName(code),
            shown: (
              <span className="ll-filter-grade">
                {code !== null && <span className={`ll-dot ll-dot-${GRADES[code]}`} aria-hidden />}
                {gradeName(code)}
              </span>
            ),
          }))}
          chosen={state.grades.map(String)}
          onChange={(chosen) =>
            onChange({ ...state, grades: chosen.map((one) => (one === 'null' ? null : Number(one))) })
          }
        />
      )}
      {statuses.length > 1 && (
        <ManyOf
          className="ll-filter"
          label={statusLabel}
          options={statuses.map(({ value }) => ({ value: String(value), text: nameOf(value) }))}
          chosen={state.statuses.map(String)}
          onChange={(chosen) => onChange({ ...state, statuses: chosen.map(Number) })}
        />
      )}
      {state.q && (
        <Button
          size="small"
          icon={<DismissRegular />}
          iconPosition="after"
          onClick={() => onChange({ ...state, q: '' })}
          aria-label={t('leads.remove_search', { words: state.q })}
        >
          {t('leads.searched', { words: state.q })}
        </Button>
      )}
      {isNarrowed(state) && (
        <Button
          appearance="transparent"
          size="small"
          onClick={() => onChange({ ...state, q: '', contains: '', grades: [], statuses: [] })}
        >
          {t('leads.clear_filters')}
        </Button>
      )}
    </div>
  );
}

function ContainsBox({ table, state, onChange }: ListFiltersProps) {
  const { t, language } = useText();
  const [typed, setTyped] = useState(state.contains);
  const [known, setKnown] = useState(state.contains);
  if (known !== state.contains) {
    setKnown(state.contains);
    setTyped(state.contains);
  }
  useEffect(() => {
    if (typed.trim() === state.contains) return;
    const timer = setTimeout(() => onChange({ ...state, contains: typed.trim() }), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, state, onChange]);
  const columns = table.contains.map((name) => fieldLabel(table.name, name, language) ?? name).join(', ');
  const label = table.name === 'lead' ? t('leads.contains') : t('list.contains', { columns });
  return (
    <span className="ll-filter ll-filter-text">
      <SearchRegular aria-hidden />
      <input
        type="text"
        aria-label={label}
        placeholder={label}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
      />
    </span>
  );
}
