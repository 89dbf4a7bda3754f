// Grade, status reason and text. What is chosen stands in the address line.
import { Button, Dropdown, Input, Option } from '@fluentui/react-components';
import { DismissRegular, FilterRegular } from '@fluentui/react-icons';
import { useEffect, useState } from 'react';
import { GRADES } from '../../data/scores';
import { fieldLabel, optionsOf, tableLanguage } from '../../data/schema';
import { useText } from '../../text/i18n';
import { isFiltered, type ListState } from './listState';
import './LeadFilters.css';

interface LeadFiltersProps {
  state: ListState;
  onChange: (state: ListState) => void;
}

const PAUSE_MS = 300;

export function LeadFilters({ state, onChange }: LeadFiltersProps) {
  const { t, language } = useText();
  const statuses = optionsOf('lead', 'statuscode').filter((option) => (option.state ?? 0) === 0);
  const nameOf = (value: number) =>
    statuses.find((option) => option.value === value)?.label[tableLanguage(language)] ?? String(value);
  const gradeName = (code: number | null) => (code === null ? t('leads.no_score') : GRADES[code]!);
  const statusLabel = fieldLabel('lead', 'statuscode', language) ?? t('column.status');

  return (
    <div className="ll-filters" role="group" aria-label={t('leads.filters')}>
      <ContainsBox state={state} onChange={onChange} />
      <Dropdown
        className="ll-filter"
        multiselect
        aria-label={t('column.grade')}
        placeholder={t('column.grade')}
        value={state.grades.map(gradeName).join(', ')}
        selectedOptions={state.grades.map(String)}
        onOptionSelect={(_, data) =>
          onChange({
            ...state,
            grades: data.selectedOptions.map((one) => (one === 'null' ? null : Number(one))),
          })
        }
      >
        {[0, 1, 2, 3, null].map((code) => (
          <Option key={String(code)} value={String(code)} text={gradeName(code)}>
            <span className="ll-filter-grade">
              {code !== null && <span className={`ll-dot ll-dot-${GRADES[code]}`} aria-hidden />}
              {gradeName(code)}
            </span>
          </Option>
        ))}
      </Dropdown>
      <Dropdown
        className="ll-filter"
        multiselect
        aria-label={statusLabel}
        placeholder={statusLabel}
        value={state.statuses.map(nameOf).join(', ')}
        selectedOptions={state.statuses.map(String)}
        onOptionSelect={(_, data) => onChange({ ...state, statuses: data.selectedOptions.map(Number) })}
      >
        {statuses.map((option) => (
          <Option key={option.value} value={String(option.value)}>
            {nameOf(option.value)}
          </Option>
        ))}
      </Dropdown>
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
      {isFiltered(state) && (
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

function ContainsBox({ state, onChange }: LeadFiltersProps) {
  const { t } = useText();
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
  return (
    <Input
      className="ll-filter ll-filter-text"
      contentBefore={<FilterRegular aria-hidden />}
      aria-label={t('leads.contains')}
      placeholder={t('leads.contains')}
      value={typed}
      onChange={(_, data) => setTyped(data.value)}
    />
  );
}
