// Between what a field holds and what a person types.
import type { Field } from '../../data/schema.generated';
import { isReference } from '../../data/records';
import { optionLabel } from '../../data/schema';
import type { TextTools } from '../../text/i18n';
import type { FormField } from './forms';

type Scalar = string | number | boolean | null;

/** A number as people type it: "1.234,5", "1,234.5", "1 234" and "1234.5" all work. Undefined when it is none. */
export function parseNumber(typed: string, language: string): number | undefined {
  const decimal = (1.5).toLocaleString(language).charAt(1);
  let plain = typed.replace(/[\s  '’]/g, '');
  const lastComma = plain.lastIndexOf(',');
  const lastDot = plain.lastIndexOf('.');
  if (lastComma >= 0 && lastDot >= 0) {
    // Both are there: the later one is the decimal mark.
    const mark = lastComma > lastDot ? ',' : '.';
    plain = plain.replaceAll(mark === ',' ? '.' : ',', '').replace(mark, '.');
  } else {
    const grouping = decimal === ',' ? '.' : ',';
    const groupsOfThree = new RegExp(`^[+-]?\\d{1,3}(\\${grouping}\\d{3})+$`).test(plain);
    plain = groupsOfThree ? plain.replaceAll(grouping, '') : plain.replace(',', '.');
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(plain)) return undefined;
  return Number(plain);
}

/** What stands in the input for a value. */
export function toInput(value: unknown, type: Field['type'], language: string): string {
  if (value === null || value === undefined) return '';
  if (
    typeof value === 'number' &&
    (type === 'Money' || type === 'Double' || type === 'Integer' || type === 'BigInteger')
  ) {
    return new Intl.NumberFormat(language, { maximumFractionDigits: 4 }).format(value);
  }
  if (type === 'DateOnly') return String(value).slice(0, 10);
  if (type === 'DateTime') {
    const date = new Date(String(value));
    if (Number.isNaN(date.getTime())) return '';
    const local = new Date(date.getTime() - date.getTimezoneOffset() * 60_000);
    return local.toISOString().slice(0, 16);
  }
  return String(value);
}

/** The value of what was typed; undefined when it is none of this type. */
export function fromInput(typed: string, type: Field['type'], language: string): Scalar | undefined {
  const trimmed = typed.trim();
  if (trimmed === '') return null;
  switch (type) {
    case 'Integer':
    case 'BigInteger': {
      const number = parseNumber(trimmed, language);
      return number !== undefined && Number.isSafeInteger(number) ? number : undefined;
    }
    case 'Double':
    case 'Money':
      return parseNumber(trimmed, language);
    case 'DateOnly':
      return /^\d{4,}-\d\d-\d\d$/.test(trimmed) ? trimmed : undefined;
    case 'DateTime': {
      const date = new Date(trimmed);
      return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
    }
    case 'Memo':
      return typed;
    default:
      return trimmed;
  }
}

/** Whether two values are the same to the server: nothing and empty text are. */
export function same(a: unknown, b: unknown): boolean {
  if (isReference(a) && isReference(b)) return a.id === b.id && a.table === b.table;
  return (a ?? '') === (b ?? '');
}

/** An amount with its currency; without one a plain number. */
export function moneyText(value: number, currency: string | undefined, language: string): string {
  if (!currency || !/^[A-Z]{3}$/.test(currency)) {
    return new Intl.NumberFormat(language, { maximumFractionDigits: 2 }).format(value);
  }
  const style = { style: 'currency', currency, trailingZeroDisplay: 'stripIfInteger' } as const;
  return new Intl.NumberFormat(language, style).format(value);
}

/** The sign that a language writes for a currency. */
export function currencySign(currency: string, language: string): string {
  if (!/^[A-Z]{3}$/.test(currency)) return currency;
  const parts = new Intl.NumberFormat(language, { style: 'currency', currency }).formatToParts(0);
  return parts.find((part) => part.type === 'currency')?.value ?? currency;
}

/** A value as it is read: choices by their label, dates and amounts as the language writes them. */
export function valueText(
  table: string,
  column: Pick<FormField, 'name' | 'type'>,
  value: unknown,
  words: TextTools,
  currency?: string,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (isReference(value)) return value.name;
  const option = optionLabel(table, column.name, value, words.language);
  if (option !== undefined) return option;
  switch (column.type) {
    case 'Money':
      return typeof value === 'number' ? moneyText(value, currency, words.language) : String(value);
    case 'Integer':
    case 'BigInteger':
    case 'Double':
      return typeof value === 'number' ? words.number(value, 2) : String(value);
    case 'Boolean':
      return words.t(value === true || value === 'true' ? 'value.yes' : 'value.no');
    case 'DateOnly':
      return words.date(`${String(value).slice(0, 10)}T12:00:00`);
    case 'DateTime':
      return words.dateTime(String(value));
    default:
      return String(value);
  }
}
