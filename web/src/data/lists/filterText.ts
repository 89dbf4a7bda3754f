// Reads a `$filter` back into a condition that the filter builder can show. What it cannot show stays a text.
import type { FieldType } from '../schema.generated';
import { dayOf, isTest, type Condition, type Operator, type Test, type Value } from './conditions';

type TypeOf = (column: string) => FieldType | undefined;
type Token =
  { kind: 'word' | 'mark' | 'raw'; text: string } | { kind: 'value'; value: Value; isText: boolean };

/** Thrown inside of this file only: the builder has no way to show this. */
class NotShown extends Error {}

const TOKEN =
  /\s*(?:'(?<text>(?:[^']|'')*)'|(?<raw>\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?(?![\w-])|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})|(?<number>-?\d+(?:\.\d+)?(?![\w.-]))|(?<word>[A-Za-z_][\w]*(?:\/[A-Za-z_]\w*)?)|(?<mark>[(),]))/iy;

function tokens(source: string): Token[] {
  const found: Token[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < source.trimEnd().length) {
    const parts = TOKEN.exec(source)?.groups;
    if (!parts) throw new NotShown();
    if (parts.text !== undefined)
      found.push({ kind: 'value', value: parts.text.replaceAll("''", "'"), isText: true });
    else if (parts.raw !== undefined) found.push({ kind: 'raw', text: parts.raw });
    else if (parts.number !== undefined)
      found.push({ kind: 'value', value: Number(parts.number), isText: false });
    else if (parts.mark !== undefined) found.push({ kind: 'mark', text: parts.mark });
    else found.push({ kind: 'word', text: parts.word! });
  }
  return found;
}

const COMPARISONS: Record<string, Operator> = { eq: 'eq', ne: 'ne', gt: 'gt', ge: 'ge', lt: 'lt', le: 'le' };
const FUNCTIONS = new Set(['contains', 'startswith', 'endswith']);
const WORDS: Record<string, Value> = { null: null, true: true, false: false };
const isChoice = (type: FieldType) => type === 'Choice' || type === 'State' || type === 'Status';

class Reader {
  private place = 0;
  constructor(
    private readonly list: readonly Token[],
    private readonly typeOf: TypeOf,
  ) {}

  whole(): Condition {
    const condition = this.either();
    if (this.place < this.list.length) throw new NotShown();
    return condition;
  }

  private peek(text: string): boolean {
    const token = this.list[this.place];
    return token !== undefined && token.kind !== 'value' && token.text === text;
  }
  private take(text: string): boolean {
    const there = this.peek(text);
    if (there) this.place += 1;
    return there;
  }
  private expect(text: string): void {
    if (!this.take(text)) throw new NotShown();
  }
  private next(): Token {
    const token = this.list[this.place];
    if (!token) throw new NotShown();
    this.place += 1;
    return token;
  }
  private series(one: () => Condition, joint: string): Condition[] {
    const parts = [one()];
    while (this.take(joint)) parts.push(one());
    return parts;
  }

  private either(): Condition {
    const parts = this.series(() => this.both(), 'or');
    return parts.length === 1 ? parts[0]! : (asOneOf(parts) ?? { any: parts });
  }

  private both(): Condition {
    const parts = this.series(() => this.part(), 'and');
    if (parts.length === 1) return parts[0]!;
    // (a and b) and c is a and b and c.
    return { all: parts.flatMap((part) => (!isTest(part) && 'all' in part ? part.all : [part])) };
  }

  private part(): Condition {
    if (this.take('(')) {
      const inner = this.either();
      this.expect(')');
      return inner;
    }
    const first = this.next();
    if (first.kind !== 'word') throw new NotShown();
    if (FUNCTIONS.has(first.text) && this.peek('(')) return this.call(first.text as Operator);
    const { column, type } = this.column(first.text);
    const operator = this.next();
    if (operator.kind !== 'word') throw new NotShown();
    if (operator.text === 'in') return this.oneOf(column, type);
    const op = COMPARISONS[operator.text];
    if (!op) throw new NotShown();
    return comparison(column, type, op, this.value(type));
  }

  /** A lookup is compared by `_name_value`. */
  private column(written: string): { column: string; type: FieldType } {
    const column = /^_(\w+)_value$/.exec(written)?.[1] ?? written;
    const type = this.typeOf(column);
    if (type === undefined || (type === 'Lookup') !== (column !== written)) throw new NotShown();
    return { column, type };
  }

  private value(type: FieldType): Value {
    const token = this.next();
    if (token.kind === 'word' && token.text in WORDS) return WORDS[token.text]!;
    if (token.kind === 'raw') {
      if (type === 'DateOnly' || type === 'Lookup') return token.text;
      if (type === 'DateTime') return wholeDay(token.text);
    }
    if (token.kind === 'value' && token.isText === (type === 'Text' || type === 'Memo')) return token.value;
    throw new NotShown();
  }

  private call(op: Operator): Test {
    this.expect('(');
    const written = this.next();
    if (written.kind !== 'word') throw new NotShown();
    const { column } = this.column(written.text);
    this.expect(',');
    const words = this.next();
    if (words.kind !== 'value' || !words.isText) throw new NotShown();
    this.expect(')');
    return { column, op, value: words.value };
  }

  private oneOf(column: string, type: FieldType): Test {
    if (!isChoice(type)) throw new NotShown();
    this.expect('(');
    const values = [this.value(type)];
    while (this.take(',')) values.push(this.value(type));
    this.expect(')');
    return { column, op: 'in', value: values };
  }
}

/** The builder knows days: a moment that is not where a day begins for the reader cannot be shown. */
function wholeDay(moment: string): string {
  const date = new Date(moment);
  if (!moment.includes('T') || Number.isNaN(date.getTime())) throw new NotShown();
  const day = dayOf(date);
  const [year, month, dayOfMonth] = day.split('-').map(Number);
  if (new Date(year!, month! - 1, dayOfMonth).getTime() !== date.getTime()) throw new NotShown();
  return day;
}

function comparison(column: string, type: FieldType, op: Operator, value: Value): Test {
  if (value === null) {
    if (op === 'eq') return { column, op: 'empty' };
    if (op === 'ne') return { column, op: 'filled' };
    throw new NotShown();
  }
  const isDate = type === 'DateTime' || type === 'DateOnly';
  if (isDate && op !== 'ge' && op !== 'lt') throw new NotShown();
  if (isChoice(type)) {
    if (op === 'eq') return { column, op: 'in', value: [value] };
    if (op !== 'ne') throw new NotShown();
  }
  return { column, op, value };
}

/** "is 1 or is 2" of one choice is "is one of"; undefined when the parts are other things. */
function asOneOf(parts: readonly Condition[]): Test | undefined {
  const [first] = parts;
  if (!first || !isTest(first) || first.op === 'filled') return undefined;
  const values: Value[] = [];
  for (const part of parts) {
    if (!isTest(part) || part.column !== first.column) return undefined;
    if (part.op === 'in') values.push(...(part.value as Value[]));
    else if (part.op === 'empty') values.push(null);
    else return undefined;
  }
  return values.some((value) => value !== null)
    ? { column: first.column, op: 'in', value: values }
    : undefined;
}

/** The condition that a `$filter` means; null for an empty one, undefined for one that the builder cannot show. */
export function fromFilter(source: string, typeOf: TypeOf): Condition | null | undefined {
  if (source.trim() === '') return null;
  try {
    return new Reader(tokens(source), typeOf).whole();
  } catch (error) {
    if (error instanceof NotShown) return undefined;
    throw error;
  }
}
