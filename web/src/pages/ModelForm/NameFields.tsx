// What a model is called, which records it is about, and when it is asked.
import { Field, Input, Select } from '@fluentui/react-components';
import { LIMITS, type Member, type ModelDraft } from '../../data/definition';
import { isScored, SCORED_TABLES, type ScoredTable } from '../../data/scores';
import { tablePlural } from '../../data/schema';
import { useText } from '../../text/i18n';
import { NumberField } from './NumberField';

interface NameFieldsProps {
  draft: ModelDraft;
  problemOf: (member: Member) => string | undefined;
  onChange: (draft: ModelDraft) => void;
  /** Not given: a model stays with its table. */
  onTable?: (table: ScoredTable) => void;
}

export function NameFields({ draft, problemOf, onChange, onTable }: NameFieldsProps) {
  const { t, language } = useText();
  return (
    <div className="ll-fields">
      <Field label={t('modelform.name')} required validationMessage={problemOf('Name')}>
        <Input
          value={draft.name}
          maxLength={100}
          onChange={(_, { value }) => onChange({ ...draft, name: value })}
        />
      </Field>
      <Field label={t('modelform.table')} validationMessage={problemOf('Table')}>
        <Select
          value={draft.table}
          disabled={!onTable}
          onChange={(_, { value }) => isScored(value) && onTable?.(value)}
        >
          {SCORED_TABLES.map((one) => (
            <option key={one} value={one}>
              {tablePlural(one, language)}
            </option>
          ))}
        </Select>
      </Field>
      <NumberField
        label={t('modelform.priority')}
        hint={t('modelform.priority_hint')}
        value={draft.priority}
        limits={LIMITS.Priority}
        problem={problemOf('Priority')}
        onChange={(priority) => onChange({ ...draft, priority })}
      />
    </div>
  );
}
