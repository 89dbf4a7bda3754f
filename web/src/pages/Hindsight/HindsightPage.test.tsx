import { afterEach, expect, it } from 'vitest';
import type { Hindsight, Kept } from '../../data/hindsight';
import { button, click, serve, sessionOf, settle, show, SignedIn, unmount } from '../../testing/render';
import { HindsightPage } from './HindsightPage';

const kept = (records: number, expected: number, actual: number): Kept => ({
  records,
  expected,
  actual,
  interval: [actual - 0.1, actual + 0.1],
});
const ANSWER: Hindsight = {
  table: 'lead',
  from: '2026-05-24T00:00:00Z',
  closed: 220,
  moments: {
    creation: {
      all: { ...kept(200, 0.31, 0.3), auc: 0.78, brier: 0.17, auc_interval: [0.7, 0.85] },
      weeks: [{ week: '2026-11-16', ...kept(20, 0.33, 0.35) }],
      grades: [
        { grade: 'A', ...kept(40, 0.7, 0.68) },
        { grade: 'D', ...kept(60, 0.05, 0.2) },
      ],
      teams: [{ team: 'North', ...kept(200, 0.31, 0.3) }],
      groups: [{ group: 'Web', ...kept(90, 0.4, 0.42) }],
    },
    month_before: null,
  },
  alarms: [
    { kind: 'calibration', moment: 'creation', weeks: 8, ...kept(90, 0.4, 0.2) },
    {
      kind: 'input',
      model: 'Lead scoring',
      attribute: 'leadsourcecode',
      table: 'lead',
      label: 'x',
      index: 0.41,
    },
  ],
};
const page = (
  <SignedIn>
    <HindsightPage />
  </SignedIn>
);
const rowOf = (name: string) =>
  [...document.querySelectorAll('tbody tr')].find((row) => row.firstElementChild?.textContent === name);

afterEach(unmount);

it('sets what was promised beside what happened, by week, grade, team and source', async () => {
  serve({ ...sessionOf('Sales manager'), "GET WasItRight(Table='lead',Weeks=26": () => ANSWER });
  const { textContent } = await show(page);
  expect(textContent).toContain('Promised31.0%');
  expect(textContent).toContain('Happened30.0% (20.0% – 40.0%)');
  expect(rowOf('Nov 16, 2026')?.textContent).toContain('33%35%');
  expect(rowOf('North')).toBeDefined();
  expect(rowOf('Web')).toBeDefined();
  expect(rowOf('A')?.querySelector('.ll-kept-mark-off')).toBeNull();
  expect(rowOf('D')?.querySelector('.ll-kept-mark-off'), 'a promise beyond chance').not.toBeNull();
});

it('warns in words when promises are not kept and when records changed', async () => {
  serve({ ...sessionOf('Administrator'), 'GET WasItRight(': () => ANSWER });
  const { textContent } = await show(page);
  expect(textContent).toContain(
    'In the last 8 weeks 20% of 90 records succeeded where 40% were promised (At creation)',
  );
  expect(textContent).toContain('New records differ from earlier ones in Lead source (index 0.41)');
});

it('says since when there is nothing to look back at', async () => {
  serve({ ...sessionOf('Administrator'), 'GET WasItRight(': () => ANSWER });
  await show(page);
  await click(button('30 days before the close'));
  await settle();
  expect(document.body.textContent).toContain('Nothing to look back at yet');
});
