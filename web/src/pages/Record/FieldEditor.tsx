// One field of the form, by its type.
import { Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { isReference, type FieldValue } from '../../data/records';
import { fieldLabel, tableLanguage } from '../../data/schema';
import { useText } from '../../text/i18n';
import { currencySign, fromInput, toInput } from './fieldValues';
import { choicesFor, type FormField } from './forms';
import { LookupEditor } from './LookupEditor';

interface FieldEditorProps {
  table: string;
  field: FormField;
  value: unknown;
  /** statecode of the record; decides which status reasons there are. */
  state?: unknown;
  /** Differs from what is saved. */
  changed?: boolean;
  disabled?: boolean;
  /** ISO code of the record's currency. */
  currency?: string;
  /** `undefined`: what was typed is no value of this field. */
  onChange: (name: string, value: FieldValue | undefined) => void;
}

export function FieldEditor(props: FieldEditorProps) {
  const { table, field, value, changed, disabled, onChange } = props;
  const { t, language } = useText();
  const label = fieldLabel(table, field.name, language) ?? field.label ?? field.name;
  const wrapper = {
    label: changed ? { children: `${label} •`, title: t('form.changed') } : label,
    required: field.required,
    className: field.wide ? 'll-field-wide' : undefined,
  };
  if (field.type === 'Choice' || field.type === 'Status' || field.type === 'State') {
    return (
      <Field {...wrapper}>
        <ChoiceEditor {...props} />
      </Field>
    );
  }
  if (field.type === 'Boolean') {
    return (
      <Field {...wrapper}>
        <YesNoEditor {...props} />
      </Field>
    );
  }
  if (field.type === 'Lookup') {
    return (
      <Field {...wrapper}>
        {(control) => (
          <LookupEditor
            control={control}
            targets={field.targets ?? []}
            value={isReference(value) ? value : null}
            disabled={disabled}
            onChange={(next) => onChange(field.name, field.required && next === null ? undefined : next)}
          />
        )}
      </Field>
    );
  }
  return <TextEditor {...props} wrapper={wrapper} />;
}

// The browser's own list: a form has a dozen of them, Fluent's take five times as long to draw, and on a phone nothing is
// easier to use.

/** An option without a value means "not filled in". */
const NONE = '';

function ChoiceEditor({ table, field, value, state, disabled, onChange }: FieldEditorProps) {
  const { t, language } = useText();
  const options = choicesFor(table, field.name, state);
  const selected = options.find((option) => option.value === value);
  const mayBeEmpty = field.type === 'Choice' && !field.required;
  return (
    <Select
      disabled={disabled}
      value={selected ? String(selected.value) : NONE}
      onChange={(_, data) => onChange(field.name, data.value === NONE ? null : Number(data.value))}
    >
      {(mayBeEmpty || !selected) && (
        <option value={NONE} disabled={!mayBeEmpty}>
          {mayBeEmpty ? t('form.none') : t('form.choose')}
        </option>
      )}
      {options.map((option) => (
        <option key={option.value} value={String(option.value)}>
          {option.label[tableLanguage(language)]}
        </option>
      ))}
    </Select>
  );
}

function YesNoEditor({ field, value, disabled, onChange }: FieldEditorProps) {
  const { t } = useText();
  const known = value === true || value === false;
  return (
    <Select
      disabled={disabled}
      value={known ? String(value) : NONE}
      onChange={(_, data) => onChange(field.name, data.value === NONE ? null : data.value === 'true')}
    >
      <option value={NONE}>{t('form.none')}</option>
      <option value="true">{t('value.yes')}</option>
      <option value="false">{t('value.no')}</option>
    </Select>
  );
}

const NUMERIC = new Set(['Integer', 'BigInteger', 'Double', 'Money']);

function TextEditor({
  field,
  value,
  disabled,
  currency,
  wrapper,
  onChange,
}: FieldEditorProps & { wrapper: object }) {
  const { t, language } = useText();
  const shown = toInput(value, field.type, language);
  // What is typed stays as typed until the value behind it changes by other means (undo, reload).
  const [typed, setTyped] = useState(shown);
  const [behind, setBehind] = useState(shown);
  // What nobody has touched yet is not wrong.
  const [touched, setTouched] = useState(false);
  if (behind !== shown) {
    setBehind(shown);
    const meant = fromInput(typed, field.type, language);
    if (meant === undefined || toInput(meant, field.type, language) !== shown) setTyped(shown);
  }
  const parsed = fromInput(typed, field.type, language);
  const problem =
    parsed === undefined
      ? t(NUMERIC.has(field.type) ? 'form.not_a_number' : 'form.not_a_date')
      : field.required && parsed === null && touched
        ? t('form.required')
        : undefined;

  const change = (text: string) => {
    setTyped(text);
    setTouched(true);
    const next = fromInput(text, field.type, language);
    onChange(field.name, field.required && next === null ? undefined : next);
  };
  const common = { value: typed, maxLength: field.maxLength, disabled };
  const sign =
    field.type === 'Money' && currency ? (
      <span className="ll-muted">{currencySign(currency, language)}</span>
    ) : undefined;
  return (
    <Field {...wrapper} validationMessage={problem}>
      {field.type === 'Memo' ? (
        <Textarea {...common} resize="vertical" rows={3} onChange={(_, data) => change(data.value)} />
      ) : (
        <Input
          {...common}
          {...inputKind(field)}
          contentBefore={sign}
          onChange={(_, data) => change(data.value)}
        />
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
