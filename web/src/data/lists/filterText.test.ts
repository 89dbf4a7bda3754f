import { describe, expect, it } from 'vitest';
import type { FieldType } from '../schema.generated';
import { toFilter, type Asker, type Condition } from './conditions';
import { fromFilter } from './filterText';

const TYPES: Record<string, FieldType> = {
  subject: 'Text',
  revenue: 'Money',
  leadsourcecode: 'Choice',
  donotemail: 'Boolean',
  createdon: 'DateTime',
  estimatedclosedate: 'DateOnly',
  ownerid: 'Lookup',
  'parentaccountid/industrycode': 'Choice',
};
const typeOf = (column: string) => TYPES[column];
const asker: Asker = { userId: '', team: [], now: new Date(0), typeOf };
const OWNER = '00000000-0000-0000-0000-0000000000aa';
const read = (source: string) => fromFilter(source, typeOf);

describe('a filter read back', () => {
  const conditions: Condition[] = [
    { column: 'subject', op: 'contains', value: "it's (not) and" },
    { column: 'subject', op: 'empty' },
    { column: 'leadsourcecode', op: 'in', value: [8, null, 1] },
    { column: 'leadsourcecode', op: 'ne', value: 3 },
    { column: 'ownerid', op: 'eq', value: OWNER },
    { column: 'donotemail', op: 'eq', value: false },
    { column: 'parentaccountid/industrycode', op: 'in', value: [2] },
    { column: 'createdon', op: 'ge', value: '2026-03-29' },
    { column: 'estimatedclosedate', op: 'lt', value: '2026-12-31' },
    {
      all: [
        { column: 'revenue', op: 'gt', value: -12.5 },
        {
          any: [
            { column: 'subject', op: 'filled' },
            { column: 'donotemail', op: 'eq', value: true },
          ],
        },
      ],
    },
    {
      any: [
        {
          all: [
            { column: 'revenue', op: 'le', value: 10 },
            { column: 'leadsourcecode', op: 'in', value: [1] },
          ],
        },
        { column: 'revenue', op: 'ge', value: 100 },
      ],
    },
  ];
  for (const condition of conditions) {
    const filter = toFilter(condition, asker);
    it(`is the condition it was written from: ${filter}`, () => expect(read(filter)).toEqual(condition));
  }

  it('is none when it is empty', () => expect(read('  ')).toBeNull());
  it('joins what stands side by side', () => {
    expect(read('(revenue gt 1 and revenue lt 5) and subject ne null')).toEqual({
      all: [
        { column: 'revenue', op: 'gt', value: 1 },
        { column: 'revenue', op: 'lt', value: 5 },
        { column: 'subject', op: 'filled' },
      ],
    });
  });
  it('takes a list of choices', () =>
    expect(read('leadsourcecode in (1, 2)')).toEqual({ column: 'leadsourcecode', op: 'in', value: [1, 2] }));

  for (const source of [
    'not (revenue gt 1)',
    'nocolumn eq 1',
    'revenue gt',
    '(revenue gt 1',
    'revenue gt 1 or',
    'revenue gt 1 subject eq null',
    "revenue eq 'x'",
    'subject eq 5',
    'ownerid eq 5',
    'createdon ge 2026-03-29T13:37:00Z',
    'createdon eq 2026-03-29',
    'revenue in (1,2)',
    'revenue gt null',
    'revenue ; 1',
    "tolower(subject) eq 'a'",
  ]) {
    it(`stays a text where the builder cannot show it: ${source}`, () =>
      expect(read(source)).toBeUndefined());
  }
});
