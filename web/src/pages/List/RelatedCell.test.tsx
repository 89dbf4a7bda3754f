import { afterEach, describe, expect, it } from 'vitest';
import { HEALTH, kpiColumn, type KpiField } from '../../data/lists/kpiFields';
import type { Row } from '../../data/lists/rows';
import { listTable } from '../../data/lists/tables';
import { field } from '../../data/schema';
import { show, unmount } from '../../testing/render';
import { Cell } from './Cell';

const DEALS = listTable('opportunity')!;
const noScore = { active: false, said: '', onWhy: () => {} };

afterEach(unmount);

async function cell(name: KpiField, row: Row): Promise<HTMLElement> {
  const path = kpiColumn('opportunity', name);
  const column = { name: path, label: '', type: field('opportunity', path)!.type, related: true };
  return show(<Cell table={DEALS} column={column} row={row} noScore={noScore} />);
}
const of = (name: KpiField, value: unknown): Row => ({ [kpiColumn('opportunity', name)]: value });

describe('a figure of a relationship in a list', () => {
  it('is a word beside a mark of its own colour and shape', async () => {
    const marks: Element[] = [];
    for (const [state, word] of [
      [0, 'Good'],
      [1, 'Fair'],
      [2, 'Poor'],
      [3, 'Not enough information'],
    ] as const) {
      const place = await cell(HEALTH.state, of(HEALTH.state, state));
      expect(place.textContent).toBe(word);
      marks.push(place.querySelector('path')!);
      await unmount();
    }
    expect(new Set(marks.map((one) => one.getAttribute('class'))).size).toBe(4);
    expect(new Set(marks.slice(0, 3).map((one) => one.getAttribute('d'))).size).toBe(3);
  });
  it('says that there was no activity, and is never 0 then', async () => {
    const never: Row = { msdyn_opportunitykpiid: null };
    expect((await cell(HEALTH.state, never)).textContent).toBe('No activities yet');
    await unmount();
    expect((await cell('msdyn_emailssent', never)).textContent).toBe('–');
  });
  it('is a dash where the row has nothing to tell, and 0 where it counted none', async () => {
    expect((await cell(HEALTH.score, of(HEALTH.score, null))).textContent).toBe('–');
    await unmount();
    expect((await cell(HEALTH.state, of(HEALTH.state, null))).textContent).toBe('–');
    await unmount();
    expect((await cell('msdyn_emailssent', of('msdyn_emailssent', 0))).textContent).toBe('0');
  });
  it('tells a direction by an arrow and a word, and what is none by words alone', async () => {
    const place = await cell(HEALTH.trend, of(HEALTH.trend, 2));
    expect(place.textContent).toBe('Declining');
    expect(place.querySelector('svg')).not.toBeNull();
    await unmount();
    const none = await cell(HEALTH.trend, of(HEALTH.trend, 5));
    expect(none.textContent).toBe('Health not applicable');
    expect(none.querySelector('svg')).toBeNull();
  });
});
