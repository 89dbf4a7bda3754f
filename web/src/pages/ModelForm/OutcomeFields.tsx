// What counts as a success and what as a failure: values of a choice column, and waiting too long.
import { Checkbox, Field, Select } from '@fluentui/react-components';
import { LIMITS, type Definition, type Member } from '../../data/definition';
import type { ScoredTable } from '../../data/scores';
import { isScoreColumn } from '../../data/lists/tables';
import { optionsOf, table as schemaTable, tableLanguage } from '../../data/schema';
import { useText } from '../../text/i18n';
import { CheckList } from '../Admin/CheckList';
import { NumberField } from './NumberField';

interface OutcomeFieldsProps {
  table: ScoredTable;
  outcome: Definition['outcome'];
  problemOf: (member: Member) => string | undefined;
  onChange: (outcome: Definition['outcome']) => void;
}

const CHOICES = new Set(['State', 'Status', 'Choice']);
/** Of leads and opportunities alike. */
const OPEN = 0;
const A_QUARTER = 90;

export function OutcomeFields({ table, outcome, problemOf, onChange }: OutcomeFieldsProps) {
  const { t, language } = useText();
  const columns = Object.entries(schemaTable(table)?.fields ?? {})
    .filter(([name, one]) => CHOICES.has(one.type) && !isScoreColumn(table, name))
    .map(([name, one]) => ({ name, label: one.label[tableLanguage(language)], type: one.type }))
    .sort((a, b) => a.label.localeCompare(b.label, language));
  // What is open has no outcome yet.
  const byState = columns.find((one) => one.name === outcome.column)?.type === 'State';
  const choices = optionsOf(table, outcome.column)
    .filter((one) => !byState || one.value !== OPEN)
    .map((one) => ({ id: String(one.value), name: one.label[tableLanguage(language)] }));
  const after = outcome.negative_after_days;
  /** A value is one or the other. */
  const setValues = (kind: 'positive' | 'negative', ids: readonly string[]) => {
    const values = ids.map(Number);
    const other = kind === 'positive' ? 'negative' : 'positive';
    onChange({
      ...outcome,
      [kind]: values,
      [other]: outcome[other].filter((value) => !values.includes(value)),
    });
  };
  return (
    <>
      <Field label={t('modelform.outcome_column')} validationMessage={problemOf('column')}>
        <Select
          value={outcome.column}
          onChange={(_, { value }) => onChange({ ...outcome, column: value, positive: [], negative: [] })}
        >
          {columns.map((one) => (
            <option key={one.name} value={one.name}>
              {one.label}
            </option>
          ))}
        </Select>
      </Field>
      <div className="ll-fields">
        {(['positive', 'negative'] as const).map((kind) => (
          <Field key={kind} label={t(`modelform.${kind}`)} validationMessage={problemOf(kind)}>
            <div role="group" aria-label={t(`modelform.${kind}`)}>
              <CheckList
                choices={choices}
                chosen={outcome[kind].map(String)}
                onChange={(ids) => setValues(kind, ids)}
              />
            </div>
          </Field>
        ))}
      </div>
      <Checkbox
        label={t('modelform.after_days')}
        checked={after !== null}
        onChange={(_, { checked }) =>
          onChange({ ...outcome, negative_after_days: checked === true ? A_QUARTER : null })
        }
      />
      {after !== null && (
        <NumberField
          label={t('modelform.after_days_number')}
          hint={t('modelform.after_days_hint')}
          unit={t('filter.days')}
          value={after}
          limits={LIMITS.negative_after_days}
          problem={problemOf('negative_after_days')}
          onChange={(days) => onChange({ ...outcome, negative_after_days: days })}
        />
      )}
    </>
  );
}
