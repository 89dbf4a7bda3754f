// One condition: a column, an operator, and what it is compared with.
import { Button, Dropdown, Input, Option, Select } from '@fluentui/react-components';
import { DeleteRegular } from '@fluentui/react-icons';
import { RecordPicker } from '../../components/RecordPicker';
import { wants, type Operator, type Test, type Value } from '../../data/lists/conditions';
import type { ListTable } from '../../data/lists/tables';
import { optionsOf, tableLanguage } from '../../data/schema';
import { useText } from '../../text/i18n';
import { ColumnOptions } from './ColumnOptions';
import type { Column, Columns } from './useColumns';

interface TestEditorProps {
  table: ListTable;
  columns: Columns;
  test: Test;
  onChange: (test: Test) => void;
  onRemove: () => void;
}

/** A date in the words of days: "on", "before". */
const isDate = (column: Column) => column.type === 'DateTime' || column.type === 'DateOnly';
/** Messages of operators that read otherwise for dates. */
const DATE_WORDS: Partial<Record<Operator, string>> = {
  eq: 'filter.op_on',
  ge: 'filter.op_from',
  lt: 'filter.op_before',
};
/** The message for an operator of a column. */
export const operatorWord = (column: Column | undefined, op: Operator) =>
  (column && isDate(column) && DATE_WORDS[op]) || `filter.op_${op}`;

export function TestEditor({ table, columns, test, onChange, onRemove }: TestEditorProps) {
  const { t } = useText();
  const column = columns.get(test.column);
  const operators = column ? columns.operatorsOf(column) : [];

  const setColumn = (name: string) => {
    const next = columns.get(name);
    if (next) onChange(withOperator({ column: name, op: 'empty' }, columns.operatorsOf(next)[0]!));
  };
  return (
    <div className="ll-filter-test" role="group" aria-label={t('filter.condition')}>
      <Select
        className="ll-filter-fit"
        aria-label={t('filter.column')}
        value={test.column}
        onChange={(_, { value }) => setColumn(value)}
      >
        {!column && <option value={test.column}>{test.column}</option>}
        <ColumnOptions columns={columns.all} />
      </Select>
      <Select
        className="ll-filter-fit"
        aria-label={t('filter.operator')}
        value={test.op}
        onChange={(_, { value }) => onChange(withOperator(test, value as Operator))}
      >
        {[...new Set([...operators, test.op])].map((op) => (
          <option key={op} value={op}>
            {t(operatorWord(column, op))}
          </option>
        ))}
      </Select>
      <Button
        appearance="subtle"
        icon={<DeleteRegular />}
        aria-label={t('filter.remove')}
        onClick={onRemove}
      />
      {column && wants(test.op) !== 'nothing' && (
        <div className="ll-filter-value">
          <ValueEditor table={table} column={column} test={test} onChange={onChange} />
        </div>
      )}
    </div>
  );
}

/** The condition with another operator; a value stays when the operator asks for the like. */
export function withOperator(test: Test, op: Operator): Test {
  const kind = wants(op);
  const { column, value, name } = test;
  if (kind === 'nothing') return { column, op };
  if (kind === 'days') return { column, op, value: wants(test.op) === 'days' ? value : 30 };
  if (kind === 'values') return { column, op, value: Array.isArray(value) ? value : [] };
  const kept = wants(test.op) === 'value' && !Array.isArray(value) ? value : '';
  return name && kept !== '' ? { column, op, value: kept, name } : { column, op, value: kept };
}

interface ValueEditorProps {
  table: ListTable;
  column: Column;
  test: Test;
  onChange: (test: Test) => void;
}

function ValueEditor({ table, column, test, onChange }: ValueEditorProps) {
  const { t, language } = useText();
  const options = optionsOf(table.name, column.name);
  const nameOf = (value: Value) =>
    options.find((one) => one.value === Number(value))?.label[tableLanguage(language)] ?? String(value);
  const label = t('filter.value');
  if (wants(test.op) === 'values') {
    const values = (Array.isArray(test.value) ? test.value : []) as Value[];
    return (
      <Dropdown
        className="ll-filter-fit"
        inlinePopup
        multiselect
        aria-label={label}
        placeholder={label}
        value={values.map((one) => (one === null ? t('filter.no_value') : nameOf(one))).join(', ')}
        selectedOptions={values.map(String)}
        onOptionSelect={(_, { selectedOptions }) =>
          onChange({ ...test, value: selectedOptions.map((one) => (one === 'null' ? null : Number(one))) })
        }
      >
        {options.map((one) => (
          <Option key={one.value} value={String(one.value)}>
            {nameOf(one.value)}
          </Option>
        ))}
        <Option value="null">{t('filter.no_value')}</Option>
      </Dropdown>
    );
  }
  if (column.type === 'Lookup') {
    return (
      <RecordPicker
        label={label}
        targets={column.targets ?? []}
        value={test.value ? { id: String(test.value), name: test.name ?? '' } : null}
        onChange={(picked) => onChange({ ...test, value: picked?.id ?? '', name: picked?.name })}
      />
    );
  }
  if (column.type === 'Boolean' || options.length > 0) {
    const choices =
      column.type === 'Boolean'
        ? [
            { value: 'true', text: t('list.yes') },
            { value: 'false', text: t('list.no') },
          ]
        : options.map((one) => ({ value: String(one.value), text: nameOf(one.value) }));
    return (
      <Select
        className="ll-filter-fit"
        aria-label={label}
        value={String(test.value ?? '')}
        onChange={(_, { value }) =>
          onChange({
            ...test,
            value: value === '' ? '' : column.type === 'Boolean' ? value === 'true' : Number(value),
          })
        }
      >
        <option value="" />
        {choices.map((one) => (
          <option key={one.value} value={one.value}>
            {one.text}
          </option>
        ))}
      </Select>
    );
  }
  const days = wants(test.op) === 'days';
  const numeric = days || ['Integer', 'BigInteger', 'Double', 'Money'].includes(column.type);
  return (
    <Input
      className="ll-filter-fit"
      aria-label={days ? t('filter.days') : label}
      type={numeric ? 'number' : isDate(column) ? 'date' : 'text'}
      min={days ? 1 : undefined}
      step={numeric && !days ? 'any' : undefined}
      value={test.value === undefined || test.value === null ? '' : String(test.value)}
      contentAfter={days ? t('filter.days') : undefined}
      onChange={(_, { value }) =>
        onChange({ ...test, value: numeric ? (value === '' ? '' : Number(value)) : value })
      }
    />
  );
}
