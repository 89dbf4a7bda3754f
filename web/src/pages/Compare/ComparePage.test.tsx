import { useLocation } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import type { Reason, ScoreDetails } from '../../data/scores';
import { listTable } from '../../data/lists/tables';
import { button, click, refusal, serve, show, unmount } from '../../testing/render';
import { ChosenBar } from '../List/ChosenBar';
import { ComparePage } from './ComparePage';

const reason = (attribute: string, value: string, points: number, over: Partial<Reason> = {}): Reason => ({
  attribute,
  table: 'lead',
  value,
  points,
  key: 'value',
  params: {},
  ...over,
});
const details = (reasons: Reason[], other: number, version = 'v'): ScoreDetails => ({
  score: 31 + other + reasons.reduce((sum, one) => sum + (one.points ?? 0), 0),
  grade: 'B',
  trend: 1,
  probability: 0.5,
  average: 31,
  other,
  provisional: false,
  stale: false,
  closed: false,
  scored_on: '2026-11-22T10:00:00Z',
  model: {
    id: 'm',
    version_id: version,
    name: 'Leads',
    number: 3,
    auc: 0.8,
    verdict: 'ready',
    external: false,
  },
  percentile: null,
  reasons,
  history: [],
  grades: { a: 60, b: 40, c: 20 },
  factors: [],
});
const ANN = details(
  [
    reason('leadsourcecode', 'Web', 12, { params: { option: 8 } }),
    reason('activity/emails_in', '3', 4, { key: 'number', params: { low: 2 } }),
    reason('emailaddress1', 'business', 2, { key: 'mail_domain' }),
  ],
  1,
);
const BOB = details(
  [
    reason('leadsourcecode', 'Trade Show', -3, { params: { option: 7 } }),
    reason('need', '', -6, { key: 'empty' }),
    reason('parentaccountid/industrycode', 'Insurance', 5, { table: 'account', params: { option: 20 } }),
  ],
  -1,
);
const ROWS = {
  'GET leads(a)': () => ({ leadid: 'a', fullname: 'Ann', need: 1 }),
  'GET leads(b)': () => ({ leadid: 'b', fullname: 'Bob' }),
};
const compare = (one: unknown, other: unknown) => {
  serve({
    ...ROWS,
    "GET ScoreDetails(Table='lead',Id=a)": () => one,
    "GET ScoreDetails(Table='lead',Id=b)": () => other,
    'GET ScoringStatus(': () => ({
      models: [],
      closed: { positive: 1, negative: 2, needed: 40 },
      open: 2,
      scored: 0,
    }),
  });
  return show(<ComparePage />, { path: '/compare/:table/:one/:other', at: '/compare/lead/a/b' });
};
const lines = () =>
  [...document.querySelectorAll('.ll-compare tbody tr')].map((line) =>
    [...line.children].map(
      (cell) =>
        [...cell.querySelectorAll('span')].map((one) => one.textContent).join('|') || cell.textContent,
    ),
  );
const asNumber = (text: string) => Number(text.split('|').at(-1)!.replace('−', '-'));

const Where = () => <output>{useLocation().pathname}</output>;

afterEach(unmount);

describe('two records side by side', () => {
  it('have a line an attribute, the largest difference first, and the value of the one that is no reason', async () => {
    await compare(ANN, BOB);
    expect(lines()).toEqual([
      ['Average', '31', '31', '0'],
      ['Lead source', 'Web|+12', 'Trade Show|−3', '+15'],
      ['Need', 'Should have|0', 'not filled in|−6', '+6'],
      ['Industry of the account', '–|0', 'Insurance|+5', '−5'],
      ['Incoming e-mails', '3 incoming e-mails (2 or more)|+4', '–|0', '+4'],
      ['Email', 'Email is a business address|+2', 'not filled in|0', '+2'],
      ['Other', '+1', '−1', '+2'],
      ['Score', '50', '26', '+24'],
    ]);
  });

  it('add up in both columns and in their difference', async () => {
    await compare(ANN, BOB);
    for (const column of [1, 2, 3]) {
      const points = lines().map((line) => asNumber(line[column]!));
      expect(points.slice(0, -1).reduce((sum, one) => sum + one, 0)).toBe(points.at(-1));
    }
  });

  it('are said to be scored by two models when they are', async () => {
    const page = await compare(ANN, details([], 0, 'w'));
    expect(page.textContent).toContain('Two different models gave these scores');
  });

  it('leave a record without a score to say why, without lines', async () => {
    const page = await compare(ANN, { score: null, why: 'no_model' });
    expect(page.textContent).toContain('1 of 40 qualified');
    expect(page.querySelector('.ll-ring-number')?.textContent).toBe('50');
    expect(page.querySelector('table')).toBeNull();
  });

  it('say which may not be read', async () => {
    const page = await compare(ANN, refusal(403, 'Not yours.'));
    expect(page.querySelectorAll('[role=alert]')).toHaveLength(1);
    expect(page.querySelector('section[aria-label=Bob] [role=alert]')?.textContent).toContain(
      'You do not have the right',
    );
  });

  it('are of a table whose records are scored', async () => {
    await show(<ComparePage />, { path: '/compare/:table/:one/:other', at: '/compare/contact/a/b' });
    expect(document.body.textContent).toContain('There is no such page');
  });
});

describe('the command', () => {
  const bar = (table: string, ids: string[]) => (
    <ChosenBar table={listTable(table)!} chosen={new Set(ids)} onDo={() => {}} onClear={() => {}} />
  );
  it('is there for exactly two records of a scored table', async () => {
    await show(bar('opportunity', ['a', 'b']));
    expect(button('Compare')).toBeDefined();
    await unmount();
    await show(bar('opportunity', ['a', 'b', 'c']));
    expect(button('Compare')).toBeUndefined();
    await unmount();
    await show(bar('contact', ['a', 'b']));
    expect(button('Compare')).toBeUndefined();
  });
  it('leads to the two', async () => {
    serve({ ...ROWS, 'GET ScoreDetails(': () => ANN });
    await show(
      <>
        {bar('lead', ['a', 'b'])}
        <Where />
      </>,
    );
    await click(button('Compare'));
    expect(document.querySelector('output')?.textContent).toBe('/compare/lead/a/b');
  });
});
