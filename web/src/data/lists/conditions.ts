// What a list is filtered by, as a value that can be kept in a view and an address; and the `$filter` it becomes.
import type { FieldType } from '../schema.generated';
import { text } from '../odata';
import { COLUMN } from './paths';

export const OPERATORS = [
  'eq',
  'ne',
  'gt',
  'ge',
  'lt',
  'le',
  'contains',
  'startswith',
  'endswith',
  'in',
  'empty',
  'filled',
  'today',
  'last_days',
  'next_days',
  'me',
  'my_team',
] as const;
export type Operator = (typeof OPERATORS)[number];
export type Value = string | number | boolean | null;

export interface Test {
  column: string;
  op: Operator;
  value?: Value | readonly Value[];
  /** What a lookup's value is called. */
  name?: string;
}
export type Condition = Test | { all: Condition[] } | { any: Condition[] };

export const isTest = (condition: Condition): condition is Test => 'column' in condition;
export const partsOf = (group: Exclude<Condition, Test>) => ('all' in group ? group.all : group.any);

const BY_TYPE: Partial<Record<FieldType, readonly Operator[]>> = {
  Text: ['contains', 'startswith', 'endswith', 'eq', 'ne', 'empty', 'filled'],
  Memo: ['contains', 'empty', 'filled'],
  Integer: ['eq', 'ne', 'ge', 'gt', 'le', 'lt', 'empty', 'filled'],
  Choice: ['in', 'ne', 'empty', 'filled'],
  Boolean: ['eq', 'empty', 'filled'],
  DateTime: ['last_days', 'next_days', 'today', 'ge', 'lt', 'eq', 'empty', 'filled'],
  Lookup: ['eq', 'ne', 'empty', 'filled'],
};

/** The operators that make sense for a column; the first is the one to begin with. */
export function operatorsOf(type: FieldType, column: string): readonly Operator[] {
  if (column === 'ownerid') return ['me', 'my_team', 'eq', 'ne'];
  if (type === 'Double' || type === 'Money' || type === 'BigInteger') return BY_TYPE.Integer!;
  if (type === 'State' || type === 'Status') return BY_TYPE.Choice!;
  if (type === 'DateOnly') return BY_TYPE.DateTime!;
  return BY_TYPE[type] ?? ['empty', 'filled'];
}

/** What an operator asks for beside the column. */
export function wants(op: Operator): 'nothing' | 'days' | 'value' | 'values' {
  if (['empty', 'filled', 'today', 'me', 'my_team'].includes(op)) return 'nothing';
  if (op === 'last_days' || op === 'next_days') return 'days';
  return op === 'in' ? 'values' : 'value';
}

/** Whether everything that a condition asks for was given. */
export function isWhole(condition: Condition): boolean {
  if (!isTest(condition)) return partsOf(condition).every(isWhole);
  const { op, value } = condition;
  switch (wants(op)) {
    case 'nothing':
      return true;
    case 'days':
      return typeof value === 'number' && Number.isInteger(value) && value > 0 && value <= 36500;
    case 'values':
      return Array.isArray(value) && value.length > 0;
    case 'value':
      return value !== undefined && value !== null && value !== '' && !Array.isArray(value);
  }
}

/** Who asks, and when. */
export interface Asker {
  userId: string;
  /** People and teams whose rows are "my team's"; undefined while unknown. */
  team: readonly string[];
  now: Date;
  typeOf: (column: string) => FieldType | undefined;
}

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
/** Nothing is this: what `$filter` says for a condition that no row can meet. */
const NEVER = '_ownerid_value eq 00000000-0000-0000-0000-000000000000';

const pad = (value: number) => String(value).padStart(2, '0');
/** The day of a moment, where the reader is. */
export const dayOf = (date: Date) =>
  `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
function dayFrom(day: string, days = 0): Date {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year!, month! - 1, date! + days);
}

export function ownedBy(owners: readonly string[]): string {
  const ids = owners.filter((id) => GUID.test(id));
  if (ids.length === 0) return NEVER;
  return ids.length === 1 ? `_ownerid_value eq ${ids[0]}` : `_ownerid_value in (${ids.join(',')})`;
}

function literal(value: Value, type: FieldType): string {
  if (value === null) return 'null';
  switch (type) {
    case 'Text':
    case 'Memo':
      return text(String(value));
    case 'Boolean':
      return value === true || value === 'true' ? 'true' : 'false';
    case 'Lookup':
    case 'Id':
      return GUID.test(String(value)) ? String(value) : '00000000-0000-0000-0000-000000000000';
    default: {
      const number = Number(value);
      return Number.isFinite(number) ? String(number) : 'null';
    }
  }
}

function dates(column: string, dateOnly: boolean, op: Operator, value: Test['value'], now: Date): string {
  const today = dayOf(now);
  const at = (day: string, days = 0) =>
    dateOnly ? dayOf(dayFrom(day, days)) : dayFrom(day, days).toISOString();
  const between = (from: string, before: string) => `(${column} ge ${from} and ${column} lt ${before})`;
  if (op === 'today') return between(at(today), at(today, 1));
  if (op === 'last_days') return between(at(today, -Number(value)), at(today, 1));
  if (op === 'next_days') return between(at(today), at(today, Number(value) + 1));
  const day = String(value).slice(0, 10);
  if (!DAY.test(day)) return NEVER;
  if (op === 'eq') return between(at(day), at(day, 1));
  if (op === 'ne') return `not ${between(at(day), at(day, 1))}`;
  // A day is a whole day: after it begins with the next one.
  if (op === 'gt') return `${column} ge ${at(day, 1)}`;
  if (op === 'le') return `${column} lt ${at(day, 1)}`;
  return `${column} ${op} ${at(day)}`;
}

function test(one: Test, asker: Asker): string {
  const type = asker.typeOf(one.column);
  if (type === undefined) return NEVER;
  const column = type === 'Lookup' ? `_${one.column}_value` : one.column;
  switch (one.op) {
    case 'empty':
      return `${column} eq null`;
    case 'filled':
      return `${column} ne null`;
    case 'me':
      return `${column} eq ${asker.userId}`;
    case 'my_team':
      return ownedBy(asker.team).replaceAll('_ownerid_value', column);
    case 'contains':
    case 'startswith':
    case 'endswith':
      return `${one.op}(${column},${text(String(one.value ?? ''))})`;
    case 'in': {
      const values = (Array.isArray(one.value) ? one.value : [one.value]) as Value[];
      const terms = values.map((value) => `${column} eq ${literal(value, type)}`);
      return terms.length === 1 ? terms[0]! : `(${terms.join(' or ')})`;
    }
    default:
      if (type === 'DateTime' || type === 'DateOnly')
        return dates(column, type === 'DateOnly', one.op, one.value, asker.now);
      return `${column} ${one.op} ${literal((one.value ?? null) as Value, type)}`;
  }
}

/** The `$filter` of a condition; empty for a group without parts. Parts that are not whole yet count for nothing. */
export function toFilter(condition: Condition | null, asker: Asker): string {
  if (condition === null) return '';
  if (isTest(condition)) return isWhole(condition) ? test(condition, asker) : '';
  const parts = partsOf(condition)
    .map((part) => toFilter(part, asker))
    .filter((part) => part !== '');
  if (parts.length === 0) return '';
  if (parts.length === 1) return parts[0]!;
  return 'all' in condition ? parts.join(' and ') : `(${parts.join(' or ')})`;
}

const MAX_DEPTH = 4;

/** Reads a condition that came from outside (an address, a view); null when it is none. */
export function parseCondition(value: unknown, depth = 0): Condition | null {
  if (typeof value !== 'object' || value === null || depth > MAX_DEPTH) return null;
  const one = value as Record<string, unknown>;
  for (const kind of ['all', 'any'] as const) {
    const parts = one[kind];
    if (!Array.isArray(parts)) continue;
    const read = parts.map((part) => parseCondition(part, depth + 1));
    if (read.some((part) => part === null)) return null;
    return kind === 'all' ? { all: read as Condition[] } : { any: read as Condition[] };
  }
  if (typeof one.column !== 'string' || !COLUMN.test(one.column)) return null;
  if (!OPERATORS.includes(one.op as Operator)) return null;
  return {
    column: one.column,
    op: one.op as Operator,
    ...(one.value === undefined ? {} : { value: one.value as Test['value'] }),
    ...(typeof one.name === 'string' ? { name: one.name } : {}),
  };
}

/** How many tests a condition holds. */
export function countTests(condition: Condition | null): number {
  if (condition === null) return 0;
  return isTest(condition) ? 1 : partsOf(condition).reduce((sum, part) => sum + countTests(part), 0);
}

/** Both; groups of "all" are joined flat. */
export function both(first: Condition | null, second: Condition | null): Condition | null {
  if (!first || countTests(first) === 0) return second;
  if (!second || countTests(second) === 0) return first;
  const flat = (one: Condition) => (!isTest(one) && 'all' in one ? one.all : [one]);
  return { all: [...flat(first), ...flat(second)] };
}
