import { describe, expect, it } from 'vitest';
import { field } from '../schema';
import { toFilter, parseCondition, type Asker } from './conditions';
import { exportPath } from './export';
import { HEALTH, kpiColumn } from './kpiFields';
import { expanded, flat } from './paths';
import { selected } from './rows';
import { builtIn, builtInViews } from './builtIn';
import { emptyState, fromParams, parseDefinition, toOData, toParams } from './state';
import { listTable } from './tables';

const DEALS = listTable('opportunity')!;
const SCORE = 'msdyn_opportunitykpiid/msdyn_relationshiphealthscorevalue';
const SENT = 'msdyn_opportunitykpiid/msdyn_emailssent';
const asker: Asker = {
  userId: '11111111-1111-1111-1111-111111111111',
  team: [],
  now: new Date(2026, 2, 15),
  typeOf: (column) => field('opportunity', column)?.type,
};

describe('columns of the row that a lookup points to', () => {
  it('are asked for in one expand, and not as columns of the record', () => {
    const columns = ['name', SCORE, SENT];
    expect(expanded(columns)).toBe(
      'msdyn_opportunitykpiid($select=msdyn_relationshiphealthscorevalue,msdyn_emailssent)',
    );
    expect(selected(DEALS, columns)).toBe('opportunityid,name');
    expect(expanded(['name'])).toBeUndefined();
  });
  it('stand in the row under their paths, with what the server calls their values', () => {
    const label = 'msdyn_relationshiphealthscorestate@OData.Community.Display.V1.FormattedValue';
    expect(flat({ name: 'A', msdyn_opportunitykpiid: { msdyn_emailssent: 0, [label]: 'Good' } })).toEqual({
      name: 'A',
      [SENT]: 0,
      [`msdyn_opportunitykpiid/${label}`]: 'Good',
    });
  });
  it('are not there where there is no such row', () => {
    expect(flat({ msdyn_opportunitykpiid: null })).toEqual({ msdyn_opportunitykpiid: null });
  });
  it('can be filtered by, also after a way through an address or a view', () => {
    const filter = parseCondition({
      all: [
        { column: SENT, op: 'gt', value: 0 },
        { column: kpiColumn('opportunity', HEALTH.state), op: 'in', value: [2, null] },
        { column: kpiColumn('opportunity', 'msdyn_lastactivitybyteam'), op: 'empty' },
      ],
    });
    expect(toFilter(filter, asker)).toBe(
      `${SENT} gt 0 and (msdyn_opportunitykpiid/msdyn_relationshiphealthscorestate eq 2 or ` +
        'msdyn_opportunitykpiid/msdyn_relationshiphealthscorestate eq null) and ' +
        'msdyn_opportunitykpiid/msdyn_lastactivitybyteam eq null',
    );
    expect(parseCondition({ column: 'a/b/c', op: 'empty' })).toBeNull();
  });
  it('are kept in the address and in a view, and sorted by', () => {
    const state = {
      ...emptyState('open'),
      columns: ['name', SENT],
      order: { column: SENT, descending: true },
    };
    expect(fromParams(toParams(state, 'mine'), 'mine')).toEqual(state);
    const kept = { columns: state.columns, filter: null, order: [state.order], quick: 'all' as const };
    expect(parseDefinition(DEALS, JSON.stringify(kept))).toEqual(kept);
    expect(toOData(DEALS, kept, emptyState('x'), asker).$orderby).toBe(`${SENT} desc`);
  });
  it('are a part of a file, in their order', () => {
    const options = { $filter: undefined, $orderby: 'name asc', $search: undefined };
    expect(decodeURIComponent(exportPath(DEALS, ['name', SENT, 'ownerid'], options, false))).toContain(
      `Columns='name,${SENT},ownerid'`,
    );
  });
});

describe('the views by relationship', () => {
  it('show who is to be looked after first', () => {
    const view = builtIn(DEALS, 'mine_related');
    expect(toOData(DEALS, view, emptyState('mine_related'), asker)).toEqual({
      $filter: `statecode eq 0 and _ownerid_value eq ${asker.userId}`,
      $orderby: `${SCORE} asc`,
      $search: undefined,
    });
    expect(builtIn(DEALS, 'open_related').quick).toBe('all');
  });
  it('are of the records that have relationships', () => {
    const having = ['lead', 'opportunity', 'contact', 'account', 'incident', 'task'].filter((name) =>
      builtInViews(listTable(name)!).includes('open_related'),
    );
    expect(having).toEqual(['lead', 'opportunity', 'contact', 'account']);
  });
});
