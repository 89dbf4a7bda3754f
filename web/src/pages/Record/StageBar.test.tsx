import { afterEach, describe, expect, it } from 'vitest';
import type { RecordDraft } from './useRecordDraft';
import { click, serve, show, unmount } from '../../testing/render';
import { StageBar } from './StageBar';

const stage = (id: string, order: number, entered_on: string | null) => ({
  id,
  name: `Stage ${id}`,
  category: null,
  order,
  columns: id === 'b' ? ['decisionmaker'] : [],
  entered_on,
  left_on: null,
});
const PROCESS = {
  instance: {
    id: 'i',
    process: { id: 'p', name: 'Sales' },
    active_stage: 'b',
    state: 'active',
    started_on: '2026-11-01T00:00:00Z',
  },
  stages: [stage('a', 1, '2026-10-01T00:00:00Z'), stage('b', 2, '2026-11-01T00:00:00Z'), stage('c', 3, null)],
  choices: [],
};
const draft = {
  save: async () => true,
  valueOf: () => null,
  change: () => {},
  changes: {},
} as unknown as RecordDraft;
const bar = (
  <StageBar table="lead" id="L" row={{ statecode: 0 }} draft={draft} custom={[]} currency={undefined} />
);

afterEach(unmount);

describe('StageBar', () => {
  it('is a list of steps with the present one marked', async () => {
    serve({ 'GET ProcessOf(': () => PROCESS });
    const page = await show(bar);
    expect(page.querySelectorAll('ol > li')).toHaveLength(3);
    const current = page.querySelectorAll('[aria-current=step]');
    expect([...current].map((one) => one.textContent)).toEqual([expect.stringContaining('Stage b')]);
  });

  it('opens what a stage asks for, and moves to the next', async () => {
    const asked = serve({ 'GET ProcessOf(': () => PROCESS, 'POST SetStage': () => undefined });
    const page = await show(bar);
    await click(page.querySelector('[aria-current=step]'));
    const flyout = document.querySelector('.ll-stage-flyout');
    expect(flyout?.textContent).toContain('Decision maker?');
    await click([...flyout!.querySelectorAll('button')].find((one) => one.textContent === 'Next: Stage c'));
    expect(asked.find((one) => one.path === 'SetStage')?.body).toEqual({
      Table: 'lead',
      Id: 'L',
      StageId: 'c',
    });
  });

  it('offers the processes there are to a record without one, and nothing when there are none', async () => {
    const none = { instance: null, stages: [], choices: [{ id: 'p', name: 'Sales' }] };
    serve({ 'GET ProcessOf(': () => none });
    expect((await show(bar)).textContent).toContain('Begin “Sales”');
    await unmount();
    serve({ 'GET ProcessOf(': () => ({ ...none, choices: [] }) });
    expect((await show(bar)).textContent).toBe('');
  });
});
