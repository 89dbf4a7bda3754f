import { describe, expect, it } from 'vitest';
import { depthOf, nextDepth, parsePrivileges, unitTree, withDepth } from './admin';
import { areHours, isCurrencyCode, parseHours } from './settings';
import { orderCalls } from './stageOrder';

describe('privileges', () => {
  it('are none where nothing is said', () => {
    const privileges = parsePrivileges('{"lead":{"read":"organisation"}}');
    expect(depthOf(privileges, 'lead', 'read')).toBe('organisation');
    expect(depthOf(privileges, 'lead', 'write')).toBe('none');
    expect(depthOf(privileges, 'account', 'read')).toBe('none');
    expect(parsePrivileges('no')).toEqual({});
  });
  it('change in one cell and leave the original alone', () => {
    const before = parsePrivileges('{"lead":{"read":"own"}}');
    const after = withDepth(before, 'lead', 'write', 'businessunit');
    expect(after).toEqual({ lead: { read: 'own', write: 'businessunit' } });
    expect(before).toEqual({ lead: { read: 'own' } });
  });
  it('go round', () => {
    expect(nextDepth('organisation')).toBe('none');
    expect(nextDepth('none', -1)).toBe('organisation');
    expect(nextDepth('own')).toBe('businessunit');
  });
});

describe('unitTree', () => {
  const unit = (id: string, parent: string | null) => ({
    businessunitid: id,
    name: id,
    _parentbusinessunitid_value: parent,
  });
  it('hangs units under their parents, sorted by name', () => {
    const tree = unitTree([unit('c', 'a'), unit('a', null), unit('b', 'a')]);
    expect(tree).toHaveLength(1);
    expect(tree[0]!.children.map((one) => one.name)).toEqual(['b', 'c']);
  });
  it('loses none when a parent is missing or the units go in a circle', () => {
    expect(unitTree([unit('a', 'gone')]).map((one) => one.id)).toEqual(['a']);
    expect(unitTree([unit('a', 'b'), unit('b', 'a')])).toHaveLength(2);
  });
});

it('stages are renumbered only where their place changed', () => {
  const stages = [
    { processstageid: 'x', ll_order: 2 },
    { processstageid: 'y', ll_order: 1 },
    { processstageid: 'z', ll_order: 3 },
  ];
  expect(orderCalls(stages)).toEqual([
    { change: 'processstages(x)', body: { ll_order: 1 } },
    { change: 'processstages(y)', body: { ll_order: 2 } },
  ]);
});

describe('working hours', () => {
  it('are nine to five on weekdays when nothing is kept', () => {
    expect(parseHours(null)).toEqual({ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' });
    expect(parseHours('{"days":[7,7,0,9,1.5],"from":"25:00","to":"12:30"}')).toEqual({
      days: [7],
      from: '09:00',
      to: '12:30',
    });
  });
  it('end after they begin', () => {
    expect(areHours({ days: [1], from: '09:00', to: '08:00' })).toBe(false);
    expect(areHours({ days: [], from: '09:00', to: '18:00' })).toBe(false);
    expect(areHours({ days: [6], from: '09:00', to: '18:00' })).toBe(true);
  });
});

it('a currency has three capital letters', () => {
  expect(['EUR', 'eur', 'EURO', '12A'].map(isCurrencyCode)).toEqual([true, false, false, false]);
});
