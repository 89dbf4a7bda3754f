import { describe, expect, it } from 'vitest';
import { inParts } from './bulk';
import { exportPath } from './export';
import { applyOf, sortGroups } from './groups';
import { withChange } from './live';
import { replaceRow, selected, titleOf } from './rows';
import { listTable } from './tables';
import { rangeOf, moved, toggled } from '../../pages/List/choice';

const LEAD = listTable('lead')!;

describe('rows', () => {
  it('ask for lookups by their value, for the key and for what explains a missing score', () => {
    const columns = selected(LEAD, ['ownerid', 'msdyn_leadscore']).split(',');
    expect(columns).toEqual(
      expect.arrayContaining(['leadid', '_ownerid_value', 'msdyn_leadgrade', 'fullname']),
    );
    expect(columns).not.toContain('ownerid');
  });
  it('are named by the first column that has something', () => {
    expect(titleOf(LEAD, { fullname: '', companyname: 'Acme' })).toBe('Acme');
    expect(titleOf(LEAD, { fullname: null })).toBe('');
  });
  it('change one by one, other pages staying the same objects', () => {
    const pages = [{ rows: [{ leadid: '1' }] }, { rows: [{ leadid: '2', a: 1 }, { leadid: '3' }] }];
    const after = replaceRow({ pages, pageParams: [] }, 'leadid', { leadid: '2', b: 9 });
    expect(after.pages[0]).toBe(pages[0]);
    expect(after.pages[1]!.rows[0]).toEqual({ leadid: '2', a: 1, b: 9 });
  });
});

describe('choosing', () => {
  it('takes one row or lets it go', () => {
    expect([...toggled(new Set(['a']), 'b')]).toEqual(['a', 'b']);
    expect([...toggled(new Set(['a']), 'a')]).toEqual([]);
  });
  it('takes a range in either direction', () => {
    expect(rangeOf(['a', 'b', 'c', 'd'], 3, 1)).toEqual(['b', 'c', 'd']);
    expect(rangeOf(['a'], 0, 9)).toEqual(['a']);
  });
  it('moves a column one place and not over the end', () => {
    expect(moved(['a', 'b', 'c'], 2, 1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a', 'b'], 1, 2)).toEqual(['a', 'b']);
  });
});

it('many rows go in parts that the server takes', () => {
  expect(inParts([1, 2, 3], 2)).toEqual([[1, 2], [3]]);
  expect(inParts([])).toEqual([]);
  expect(inParts(Array.from({ length: 2001 })).map((part) => part.length)).toEqual([1000, 1000, 1]);
});

it('the export is asked for by the same filter, its quotes kept', () => {
  const path = exportPath(
    LEAD,
    ['fullname'],
    { $filter: "fullname eq 'a'", $orderby: 'fullname asc', $search: undefined },
    true,
  );
  expect(decodeURIComponent(path)).toBe(
    "ExportList(Table='lead',Columns='fullname',Filter='fullname eq ''a''',Order='fullname asc',Search='',Reasons=true)",
  );
});

it('groups count within the filter; what has no value comes last', () => {
  expect(applyOf('statuscode', 'statecode eq 0')).toBe(
    'filter(statecode eq 0)/groupby((statuscode),aggregate($count as rows))',
  );
  expect(applyOf('statuscode', undefined)).toBe('groupby((statuscode),aggregate($count as rows))');
  const group = (value: unknown, count: number) => ({ value, count, label: undefined });
  expect(sortGroups([group(null, 9), group(1, 2), group(2, 5)]).map((one) => one.value)).toEqual([
    2,
    1,
    null,
  ]);
});

it('news counts a row once, and a new row that changes is still new', () => {
  const none = { made: new Set<string>(), changed: new Set<string>(), much: false };
  const one = withChange(none, { table: 'lead', id: '1', kind: 'create' });
  expect(withChange(one, { table: 'lead', id: '1', kind: 'score' })).toBe(one);
  const two = withChange(one, { table: 'lead', id: '2', kind: 'update' });
  expect([two.made.size, two.changed.size]).toEqual([1, 1]);
});
