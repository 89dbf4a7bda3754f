import { describe, expect, it } from 'vitest';
import type { Asker } from './conditions';
import { field } from '../schema';
import { builtIn, builtInViews, isBuiltIn } from './builtIn';
import {
  emptyState,
  fromParams,
  isChanged,
  parseDefinition,
  sortedBy,
  switched,
  toDefinition,
  toOData,
  toParams,
  type ListState,
} from './state';
import { LIST_TABLES, listTable, orderColumn, rowPath } from './tables';

const LEAD = listTable('lead')!;
const ME = '11111111-1111-1111-1111-111111111111';
const asker = (table: string): Asker => ({
  userId: ME,
  team: [ME],
  now: new Date(2026, 2, 15),
  typeOf: (column) => field(table, column)?.type,
});
const read = (text: string) => fromParams(new URLSearchParams(text), 'mine');

describe('the address line', () => {
  it('is empty for the list as it first opens', () => {
    expect(toParams(emptyState('mine'), 'mine').toString()).toBe('');
    expect(read('')).toEqual(emptyState('mine'));
  });
  it('keeps everything that was chosen', () => {
    const chosen: ListState = {
      view: 'closed',
      q: 'a b',
      grades: [0, null],
      statuses: [1, 8],
      contains: "O'Neil",
      filter: { any: [{ column: 'need', op: 'in', value: [1] }] },
      columns: ['fullname', 'need'],
      order: { column: 'need', descending: true },
      chart: 'ownerid',
      layout: 'pipeline',
    };
    expect(fromParams(toParams(chosen, 'mine'), 'mine')).toEqual(chosen);
    expect(fromParams(toParams({ ...chosen, filter: null }, 'mine'), 'mine').filter).toBeNull();
  });
  it('ignores what makes no sense', () => {
    expect(
      read('grade=Z,AB,A&status=new,2&sort=-a b&columns=x y&filter={"all":1}&chart=1;&layout=x'),
    ).toEqual({
      ...emptyState('mine'),
      grades: [0],
      statuses: [2],
    });
  });
});

describe('toOData', () => {
  it('asks for my open leads, best first', () => {
    expect(toOData(LEAD, builtIn(LEAD, 'mine'), emptyState('mine'), asker('lead'))).toEqual({
      $filter: `statecode eq 0 and _ownerid_value eq ${ME}`,
      $orderby: 'msdyn_leadscore desc',
      $search: undefined,
    });
  });
  it('asks for the opportunities of my team, best score first', () => {
    const table = listTable('opportunity')!;
    const view = builtIn(table, 'team_scored');
    expect(view.columns).toEqual([
      'name',
      'estimatedclosedate',
      'estimatedvalue',
      'msdyn_opportunityscore',
      'msdyn_opportunityscoretrend',
      'msdyn_opportunitygrade',
      'closeprobability',
      'opportunityratingcode',
    ]);
    expect(toOData(table, view, emptyState('team_scored'), asker('opportunity'))).toMatchObject({
      $filter: `statecode eq 0 and _ownerid_value eq ${ME}`,
      $orderby: 'msdyn_opportunityscore desc',
    });
  });
  it('adds quick filters to the view', () => {
    const state = { ...emptyState('open'), grades: [0, null], statuses: [1] };
    expect(toOData(LEAD, builtIn(LEAD, 'open'), state, asker('lead')).$filter).toBe(
      'statecode eq 0 and (msdyn_leadgrade eq 0 or msdyn_leadgrade eq null) and statuscode eq 1',
    );
  });
  it('sorts a lookup by the name it points to', () => {
    expect(orderColumn('lead', 'ownerid')).toBe('ownerid/fullname');
    expect(orderColumn('contact', 'parentcustomerid')).toBe('parentcustomerid/name');
    expect(orderColumn('lead', 'createdon')).toBe('createdon');
  });
});

describe('views', () => {
  it('show only columns that their table has', () => {
    for (const table of LIST_TABLES)
      for (const view of builtInViews(table)) {
        const { columns, order } = builtIn(table, view);
        for (const column of [...columns, ...order.map((one) => one.column), ...table.contains, table.chart])
          expect(field(table.name, column), `${table.name}.${column}`).toBeDefined();
      }
  });
  it('are kept with their quick filters and read back the same', () => {
    const state: ListState = {
      ...emptyState('mine'),
      statuses: [2],
      contains: 'x',
      columns: ['fullname'],
      order: { column: 'fullname', descending: false },
    };
    const kept = toDefinition(LEAD, builtIn(LEAD, 'mine'), state);
    expect(parseDefinition(LEAD, JSON.stringify(kept))).toEqual(kept);
    expect(kept.quick).toBe('my');
    // Shown without any change, a kept view asks for the same rows.
    expect(toOData(LEAD, kept, emptyState('id'), asker('lead')).$filter).toBe(
      toOData(LEAD, builtIn(LEAD, 'mine'), state, asker('lead')).$filter!.replace(
        ` and _ownerid_value eq ${ME}`,
        '',
      ) + ` and _ownerid_value eq ${ME}`,
    );
  });
  it('that are broken are as "all"', () => {
    expect(parseDefinition(LEAD, '{')).toEqual(builtIn(LEAD, 'all'));
    expect(parseDefinition(LEAD, '{"columns":[1,"a b"],"quick":"x"}')).toEqual(builtIn(LEAD, 'all'));
    expect(parseDefinition(LEAD, null)).toEqual(builtIn(LEAD, 'all'));
  });
});

it('views by score are of tables whose standard views are not', () => {
  expect(isBuiltIn(listTable('opportunity')!, 'mine_scored')).toBe(true);
  // Leads are listed with their score, best first, in every view.
  expect(isBuiltIn(LEAD, 'mine_scored')).toBe(false);
  expect(isBuiltIn(listTable('contact')!, 'mine_scored')).toBe(false);
});

it('another view is looked at the same way', () => {
  const state: ListState = { ...emptyState('mine'), q: 'x', chart: 'ownerid', layout: 'pipeline' };
  expect(switched(state, 'open')).toEqual({ ...emptyState('open'), chart: 'ownerid', layout: 'pipeline' });
});

it('a header clicked again turns the order round', () => {
  const view = builtIn(LEAD, 'mine');
  expect(sortedBy(view, 'msdyn_leadscore', true).descending).toBe(false);
  expect(sortedBy(view, 'fullname', false)).toEqual({ column: 'fullname', descending: false });
  expect(sortedBy(view, 'createdon', true).descending).toBe(true);
});

it('a chart or search words are no change of a view', () => {
  expect(isChanged({ ...emptyState('mine'), q: 'x', chart: 'ownerid' })).toBe(false);
  expect(isChanged({ ...emptyState('mine'), columns: ['fullname'] })).toBe(true);
});

it('a task leads to what it regards', () => {
  const task = listTable('task')!;
  const name = '_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname';
  expect(rowPath(task, { activityid: '1', _regardingobjectid_value: '7', [name]: 'account' })).toBe(
    '/records/account/7',
  );
  expect(rowPath(task, { activityid: '1', _regardingobjectid_value: null })).toBeUndefined();
  expect(rowPath(LEAD, { leadid: '9' })).toBe('/leads/9');
});
