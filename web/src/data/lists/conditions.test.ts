import { describe, expect, it } from 'vitest';
import { field } from '../schema';
import {
  both,
  countTests,
  isWhole,
  operatorsOf,
  parseCondition,
  toFilter,
  type Asker,
  type Condition,
} from './conditions';

const ME = '11111111-1111-1111-1111-111111111111';
const YOU = '22222222-2222-2222-2222-222222222222';
const asker: Asker = {
  userId: ME,
  team: [ME, YOU],
  // A local time: days are the reader's.
  now: new Date(2026, 2, 15, 13, 30),
  typeOf: (column) => field('lead', column)?.type,
};
const filter = (condition: Condition | null) => toFilter(condition, asker);
const iso = (year: number, month: number, day: number) => new Date(year, month - 1, day).toISOString();

describe('toFilter', () => {
  it('joins "all" with and, "any" with or in brackets', () => {
    expect(
      filter({
        all: [
          { column: 'statecode', op: 'eq', value: 0 },
          {
            any: [
              { column: 'fullname', op: 'contains', value: 'a' },
              { column: 'companyname', op: 'startswith', value: 'b' },
            ],
          },
        ],
      }),
    ).toBe("statecode eq 0 and (contains(fullname,'a') or startswith(companyname,'b'))");
  });
  it('doubles quotes, so that a value cannot leave its literal', () => {
    expect(filter({ column: 'fullname', op: 'eq', value: "O'Neil' or 1 eq 1" })).toBe(
      "fullname eq 'O''Neil'' or 1 eq 1'",
    );
  });
  it('takes only a GUID for a lookup and only a number for a number', () => {
    expect(filter({ column: 'parentaccountid', op: 'eq', value: 'x or 1 eq 1' })).toBe(
      '_parentaccountid_value eq 00000000-0000-0000-0000-000000000000',
    );
    expect(filter({ column: 'numberofemployees', op: 'gt', value: '1 or 1 eq 1' })).toBe(
      'numberofemployees gt null',
    );
  });
  it('knows me and my team', () => {
    expect(filter({ column: 'ownerid', op: 'me' })).toBe(`_ownerid_value eq ${ME}`);
    expect(filter({ column: 'ownerid', op: 'my_team' })).toBe(`_ownerid_value in (${ME},${YOU})`);
  });
  it('counts days where the reader is', () => {
    expect(filter({ column: 'createdon', op: 'today' })).toBe(
      `(createdon ge ${iso(2026, 3, 15)} and createdon lt ${iso(2026, 3, 16)})`,
    );
    expect(filter({ column: 'createdon', op: 'last_days', value: 30 })).toBe(
      `(createdon ge ${iso(2026, 2, 13)} and createdon lt ${iso(2026, 3, 16)})`,
    );
    expect(filter({ column: 'estimatedclosedate', op: 'next_days', value: 7 })).toBe(
      '(estimatedclosedate ge 2026-03-15 and estimatedclosedate lt 2026-03-23)',
    );
    expect(filter({ column: 'estimatedclosedate', op: 'le', value: '2026-12-31' })).toBe(
      'estimatedclosedate lt 2027-01-01',
    );
  });
  it('treats an empty choice among others as null', () => {
    expect(filter({ column: 'msdyn_leadgrade', op: 'in', value: [0, null] })).toBe(
      '(msdyn_leadgrade eq 0 or msdyn_leadgrade eq null)',
    );
  });
  it('leaves out what is not filled in yet', () => {
    expect(filter({ all: [{ column: 'fullname', op: 'contains', value: '' }] })).toBe('');
    expect(filter({ all: [] })).toBe('');
    expect(filter(null)).toBe('');
  });
  it('lets nothing through for a column that does not exist', () => {
    expect(filter({ column: 'nosuchcolumn', op: 'empty' })).toContain('00000000');
  });
});

describe('parseCondition', () => {
  it('reads what was kept', () => {
    const kept: Condition = {
      any: [
        { column: 'ownerid', op: 'eq', value: YOU, name: 'Ann' },
        { column: 'need', op: 'in', value: [1] },
      ],
    };
    expect(parseCondition(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });
  it('refuses names and operators that are none, and endless nesting', () => {
    expect(parseCondition({ column: 'a eq 1 or b', op: 'empty' })).toBeNull();
    expect(parseCondition({ column: 'a', op: 'drop' })).toBeNull();
    let deep: unknown = { column: 'a', op: 'empty' };
    for (let level = 0; level < 9; level += 1) deep = { all: [deep] };
    expect(parseCondition(deep)).toBeNull();
    expect(parseCondition('x')).toBeNull();
  });
});

it('isWhole asks for a value where the operator needs one', () => {
  expect(isWhole({ column: 'a', op: 'last_days', value: 0 })).toBe(false);
  expect(isWhole({ column: 'a', op: 'last_days', value: 7 })).toBe(true);
  expect(isWhole({ all: [{ column: 'a', op: 'in', value: [] }] })).toBe(false);
  expect(isWhole({ column: 'a', op: 'empty' })).toBe(true);
});

it('every operator offered for a type is one the server knows', () => {
  expect(operatorsOf('Lookup', 'ownerid')).toContain('me');
  expect(operatorsOf('Lookup', 'parentaccountid')).not.toContain('me');
  expect(operatorsOf('Money', 'revenue')).toContain('ge');
  expect(operatorsOf('DateOnly', 'x')).toContain('next_days');
});

it('both joins groups of "all" flat and drops empty ones', () => {
  const one: Condition = { column: 'a', op: 'empty' };
  const two: Condition = { column: 'b', op: 'filled' };
  expect(both({ all: [one] }, { all: [two] })).toEqual({ all: [one, two] });
  expect(both({ all: [] }, two)).toBe(two);
  expect(countTests(both(one, { any: [two, two] }))).toBe(3);
});
