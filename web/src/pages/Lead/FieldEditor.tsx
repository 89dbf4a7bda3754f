// One field of the form, by its type.
import { Dropdown, Field, Input, Option, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { Scalar } from '../../data/leads';
import { fieldLabel, tableLanguage } from '../../data/schema';
import { useText } from '../../text/i18n';
import { choicesFor, type FormField } from './fieldGroups';
import { fromInput, toInput } from './fieldValues';

interface FieldEditorProps {
  field: FormField;
  value: unknown;
  /** statecode of the lead; decides which status reasons there are. */
  state: unknown;
  /** Differs from what is saved. */
  changed: boolean;
  /** `undefined`: what was typed is no value of this field. */
  onChange: (name: string, value: Scalar | undefined) => void;
}

export function FieldEditor({ field, value, state, changed, onChange }: FieldEditorProps) {
  const { t, language } = useText();
  const label = fieldLabel('lead', field.name, language) ?? field.label ?? field.name;
  const wrapper = {
    label: changed ? { children: `${label} •`, title: t('form.changed') } : label,
    required: field.required,
    className: field.wide ? 'll-field-wide' : undefined,
  };
  if (field.type === 'Choice' || field.type === 'Status' || field.type === 'State') {
    return (
      <Field {...wrapper}>
        <ChoiceEditor field={field} value={value} state={state} onChange={onChange} />
      </Field>
    );
  }
  if (field.type === 'Boolean') {
    return (
      <Field {...wrapper}>
        <YesNoEditor field={field} value={value} onChange={onChange} />
      </Field>
    );
  }
  return <TextEditor field={field} value={value} wrapper={wrapper} onChange={onChange} />;
}

type EditorProps = Pick<FieldEditorProps, 'field' | 'value' | 'onChange'>;
/** An option without a value means "not filled in". */
const NONE = '';

function ChoiceEditor({ field, value, state, onChange }: EditorProps & { state: unknown }) {
  const { t, language } = useText();
  const options = choicesFor(field.name, state);
  const selected = options.find((option) => option.value === value);
  const mayBeEmpty = field.type === 'Choice' && !field.required;
  return (
    <Dropdown
      value={selected?.label[tableLanguage(language)] ?? ''}
      selectedOptions={selected ? [String(selected.value)] : []}
      placeholder={t('form.choose')}
      onOptionSelect={(_, data) => onChange(field.name, data.optionValue ? Number(data.optionValue) : null)}
    >
      {mayBeEmpty && (
        <Option value={NONE} text={t('form.none')}>
          {t('form.none')}
        </Option>
      )}
      {options.map((option) => (
        <Option key={option.value} value={String(option.value)}>
          {option.label[tableLanguage(language)]}
        </Option>
      ))}
    </Dropdown>
  );
}

function YesNoEditor({ field, value, onChange }: EditorProps) {
  const { t } = useText();
  const known = value === true || value === false;
  return (
    <Dropdown
      value={known ? t(value ? 'value.yes' : 'value.no') : ''}
      selectedOptions={known ? [String(value)] : []}
      placeholder={t('form.choose')}
      onOptionSelect={(_, data) =>
        onChange(field.name, data.optionValue ? data.optionValue === 'true' : null)
      }
    >
      <Option value={NONE} text={t('form.none')}>
        {t('form.none')}
      </Option>
      <Option value="true">{t('value.yes')}</Option>
      <Option value="false">{t('value.no')}</Option>
    </Dropdown>
  );
}

const NUMERIC = new Set(['Integer', 'BigInteger', 'Double', 'Money']);

function TextEditor({ field, value, wrapper, onChange }: EditorProps & { wrapper: object }) {
  const { t, language } = useText();
  const shown = toInput(value, field.type, language);
  // What is typed stays as typed until the value behind it changes by other means (undo, reload).
  const [typed, setTyped] = useState(shown);
  const [behind, setBehind] = useState(shown);
  if (behind !== shown) {
    setBehind(shown);
    const meant = fromInput(typed, field.type, language);
    if (meant === undefined || toInput(meant, field.type, language) !== shown) setTyped(shown);
  }
  const parsed = fromInput(typed, field.type, language);
  const problem =
    parsed === undefined
      ? t(NUMERIC.has(field.type) ? 'form.not_a_number' : 'form.not_a_date')
      : field.required && parsed === null
        ? t('form.required')
        : undefined;

  const change = (text: string) => {
    setTyped(text);
    const next = fromInput(text, field.type, language);
    onChange(field.name, field.required && next === null ? undefined : next);
  };
  const common = { value: typed, maxLength: field.maxLength };
  return (
    <Field {...wrapper} validationMessage={problem}>
      {field.type === 'Memo' ? (
        <Textarea {...common} resize="vertical" rows={3} onChange={(_, data) => change(data.value)} />
      ) : (
        <Input {...common} {...inputKind(field)} onChange={(_, data) => change(data.value)} />
      )}
    </Field>
  );
}

function inputKind(field: FormField) {
  if (field.type === 'DateOnly') return { type: 'date' } as const;
  if (field.type === 'DateTime') return { type: 'datetime-local' } as const;
  if (NUMERIC.has(field.type)) return { inputMode: 'decimal' } as const;
  if (field.name.startsWith('emailaddress')) return { type: 'email', autoComplete: 'off' } as const;
  if (/phone/.test(field.name)) return { type: 'tel', autoComplete: 'off' } as const;
  return { autoComplete: 'off' } as const;
}
