// A condition as people say it: "Lead Source is one of Web, Trade show".
import { Fragment } from 'react';
import { isTest, partsOf, wants, type Condition, type Test, type Value } from '../../data/lists/conditions';
import { useRecordName } from '../../data/recordName';
import { optionLabel } from '../../data/schema';
import { useText } from '../../text/i18n';
import type { Column, Columns } from '../List/useColumns';
import { operatorWord } from '../List/TestEditor';

interface ConditionWordsProps {
  table: string;
  columns: Columns;
  condition: Condition;
  /** It stands in another group, and is set in parentheses. */
  inner?: boolean;
}

export function ConditionWords({ table, columns, condition, inner = false }: ConditionWordsProps) {
  const { t } = useText();
  if (isTest(condition)) return <TestWords table={table} columns={columns} test={condition} />;
  const parts = partsOf(condition);
  const bracketed = inner && parts.length > 1;
  return (
    <>
      {bracketed && '('}
      {parts.map((part, index) => (
        <Fragment key={index}>
          {index > 0 && <em> {t('all' in condition ? 'definition.and' : 'definition.or')} </em>}
          <ConditionWords table={table} columns={columns} condition={part} inner />
        </Fragment>
      ))}
      {bracketed && ')'}
    </>
  );
}

interface TestWordsProps {
  table: string;
  columns: Columns;
  test: Test;
}

function TestWords({ table, columns, test }: TestWordsProps) {
  const text = useText();
  const column = columns.get(test.column);
  const lookup = column?.type === 'Lookup' && wants(test.op) === 'value' ? String(test.value) : null;
  const name = useRecordName(column?.targets ?? [], lookup);
  const values = (Array.isArray(test.value) ? test.value : [test.value]) as Value[];
  const said =
    wants(test.op) === 'nothing'
      ? ''
      : (name ?? values.map((value) => valueWord(table, column, value, text)).join(', '));
  return (
    <>
      {column?.label ?? test.column} {text.t(operatorWord(column, test.op))} {said && <strong>{said}</strong>}
    </>
  );
}

function valueWord(
  table: string,
  column: Column | undefined,
  value: Value,
  text: ReturnType<typeof useText>,
) {
  const { t, number, date, language } = text;
  if (value === null) return t('filter.no_value');
  if (typeof value === 'boolean') return t(value ? 'list.yes' : 'list.no');
  const label = column && optionLabel(table, column.name, value, language);
  if (label) return label;
  if (typeof value === 'number') return number(value);
  return column?.type === 'DateTime' || column?.type === 'DateOnly' ? date(`${value}T00:00:00`) : value;
}
