import { afterEach, expect, it } from 'vitest';
import type { ScoreDetails, ScoringStatus } from '../data/scores';
import { button, click, NEVER, refusal, serve, settle, show, unmount } from '../testing/render';
import { ScorePane } from './ScorePane';
import { ScoreWidget } from './ScoreWidget';

const DETAILS: ScoreDetails = {
  score: 62,
  grade: 'A',
  trend: 0,
  probability: 0.62,
  average: 31,
  other: 1,
  provisional: false,
  stale: false,
  closed: false,
  scored_on: new Date(Date.now() - 120_000).toISOString(),
  model: { id: 'm', version_id: 'v', name: 'Deals', number: 3, auc: 0.8, verdict: 'ready', external: false },
  percentile: 88,
  reasons: [
    {
      attribute: 'parentaccountid/industrycode',
      table: 'account',
      value: 'Insurance',
      points: 30,
      key: 'value',
      params: { option: 20 },
      evidence: { rate: 0.6, base_rate: 0.31, closed: 50, positive: 30, median_days: null },
    },
  ],
  history: [],
  grades: { a: 60, b: 40, c: 20 },
  factors: [],
};
const STATUS: ScoringStatus = {
  table: 'lead',
  models: [],
  closed: { positive: 23, negative: 57, needed: 40 },
  open: 5,
  scored: 0,
};
const FACTORS: ScoreDetails['factors'] = [
  { attribute: 'parentcontactid/jobtitle', label: 'Job Title', influence: 0.3 },
  { attribute: 'stage/days', label: 'stage/days', influence: 0.1 },
];
const widget = (row: Record<string, unknown> = {}) => (
  <ScoreWidget table="opportunity" id="O" row={row} delta={null} saves={0} />
);

afterEach(unmount);

it('says of an opportunity what it says of a lead, in words of winning', async () => {
  serve({ "GET ScoreDetails(Table='opportunity',Id=O)": () => DETAILS });
  const page = await show(widget());
  expect(page.querySelector('.ll-ring')?.textContent).toBe('Opportunity score 62');
  expect(page.textContent).toContain('Of 100 such opportunities about 62 are won.');
  expect(button('Industry of the account is Insurance+30 points')).toBeDefined();
  expect(page.querySelector('.ll-stale')).toBeNull();
});

it('says how old the score is and which version gave it; the exact time can be reached with the keyboard', async () => {
  serve({ 'GET ScoreDetails(': () => DETAILS });
  await show(widget());
  const age = button('Scored 2 minutes ago by Deals, version 3');
  expect(age?.tabIndex).toBe(0);
});

it('says so of a score that a deleted model left behind', async () => {
  serve({ 'GET ScoreDetails(': () => ({ ...DETAILS, model: { ...DETAILS.model, name: '' } }) });
  await show(widget());
  expect(button('Scored 2 minutes ago by a deleted model, version 3')).toBeDefined();
});

it('tells of a score from outside by whom it was sent and the reasons that came along', async () => {
  const outside: ScoreDetails = {
    ...DETAILS,
    probability: null,
    average: null,
    other: null,
    model: { id: 'm', version_id: 'v', name: 'Acme', number: null, auc: null, verdict: '', external: true },
    reasons: [
      { attribute: '', table: 'lead', label: 'Visits', value: '12', points: 20, key: 'value', params: {} },
      { attribute: '', table: 'lead', label: '', value: 'Called us', points: null, key: 'text', params: {} },
    ],
  };
  serve({ 'GET ScoreDetails(': () => outside });
  const page = await show(widget());
  expect(button('Sent 2 minutes ago by Acme')).toBeDefined();
  expect(button('Visits is 12+20 points')).toBeDefined();
  expect(page.textContent).toContain('Reasons that came alongCalled us');
  expect(page.textContent).not.toContain('Of 100 such');
  await unmount();
  await show(<ScorePane table="opportunity" id="O" open onClose={() => {}} details={outside} />);
  expect(document.querySelector('.ll-sum')).toBeNull();
});

it('marks what is out of date, provisional, or the last score of a closed record', async () => {
  serve({ 'GET ScoreDetails(': () => ({ ...DETAILS, stale: true, provisional: true, closed: true }) });
  const page = await show(widget());
  expect(page.querySelector('.ll-stale')?.textContent).toContain('Out of date');
  expect(page.textContent).toContain('Provisional: learned from very few closed opportunities');
  expect(page.textContent).toContain('Closed: this is the last score it had');
});

it('says which blanks the score takes no notice of', async () => {
  const ignored_blanks = [
    { attribute: 'jobtitle', table: 'lead', label: 'Job Title' },
    { attribute: 'parentaccountid/industrycode', table: 'account', label: 'Industry' },
  ];
  serve({ 'GET ScoreDetails(': () => ({ ...DETAILS, ignored_blanks }) });
  const page = await show(widget());
  expect(page.textContent).toContain('Blank, and ignored for the score: Job title, Industry of the account.');
  await unmount();
  serve({ 'GET ScoreDetails(': () => ({ ...DETAILS, ignored_blanks: [] }) });
  expect((await show(widget())).textContent).not.toContain('Blank, and ignored');
});

it('counts what a first model still needs', async () => {
  serve({
    'GET ScoreDetails(': () => ({ score: null, why: 'no_model' }),
    "GET ScoringStatus(Table='opportunity')": () => STATUS,
  });
  const page = await show(widget());
  expect(page.textContent).toContain('No model is published yet.');
  expect([...page.querySelectorAll('.ll-why-counts li')].map((one) => one.textContent)).toEqual([
    '23 of 40 won',
    '57 of 40 lost',
  ]);
});

it.each([
  ['ready', 'waits for an administrator to publish it'],
  ['training', 'One is being trained now.'],
  ['paused', 'an administrator can resume it'],
  ['no_signal', 'nothing that tells success from failure'],
  ['failed', 'The last training failed'],
] as const)('says what a model that is %s waits for', async (state, words) => {
  serve({
    'GET ScoreDetails(': () => ({ score: null, why: 'no_model' }),
    'GET ScoringStatus(': () => ({ ...STATUS, models: [{ id: 'm', name: 'M', state }] }),
  });
  expect((await show(widget())).textContent).toContain(words);
});

it.each([
  ['closed', 'This opportunity is closed; only open opportunities are scored.'],
  ['not_covered', 'none covers this one'],
  ['not_scored_yet', 'has not been scored yet'],
  ['something_new', 'has not been scored yet'],
])('says why there is no score: %s', async (why, words) => {
  serve({ 'GET ScoreDetails(': () => ({ score: null, why }) });
  expect((await show(widget())).textContent).toContain(words);
});

it('tells everything in a pane, in words of winning', async () => {
  serve({ 'GET WhatWouldChange(': () => NEVER });
  await show(
    <ScorePane
      table="opportunity"
      id="o1"
      open
      onClose={() => {}}
      details={{ ...DETAILS, factors: FACTORS }}
    />,
  );
  const pane = document.querySelector('.ll-pane')!;
  expect(pane.textContent).toContain('More likely to be won than 88% of your open opportunities.');
  await click([...pane.querySelectorAll('[role=tab]')].find((tab) => tab.textContent?.startsWith('About')));
  expect(pane.textContent).toContain('your average conversion rate');
  expect([...pane.querySelectorAll('.ll-influence-label')].map((one) => one.textContent)).toEqual([
    'Job title of the contact',
    'Days in the present stage',
  ]);
});

it('tells what a seller can do about it, step by step', async () => {
  const step = (attribute: string, value: string, gain: number, score: number, params = {}) => ({
    attribute,
    table: 'opportunity',
    label: attribute,
    value,
    params,
    gain,
    score,
    evidence: null,
  });
  serve({
    'GET WhatWouldChange(': () => ({
      score: 62,
      steps: [
        step('activity/meetings', '', 9, 71),
        step('budgetstatus', 'Will Buy', 4, 75, { option: 3 }),
        step('proposedsolution', '', 2, 77),
      ],
    }),
  });
  await show(<ScorePane table="opportunity" id="o1" open onClose={() => {}} details={DETAILS} />);
  await settle();
  expect([...document.querySelectorAll('.ll-change li')].map((one) => one.textContent)).toEqual([
    'Have one more meeting+9 then 71',
    'Budget: Will Buy+4 then 75',
    'Find out and note: Proposed solution+2 then 77',
  ]);
});

it('says what the score is worth, and how long those that were won stood in the stage', async () => {
  serve({ 'GET WhatWouldChange(': () => NEVER });
  const details = {
    ...DETAILS,
    similar: { low: 58, high: 66, closed: 124, rate: 0.61, interval: [0.52, 0.69] as [number, number] },
    stage: { name: 'Propose', days: 30, usual_days: 12, successes: 84 },
  };
  await show(<ScorePane table="opportunity" id="o1" open onClose={() => {}} details={details} />);
  const { textContent } = document.querySelector('.ll-pane')!;
  expect(textContent).toContain(
    'Of 124 closed opportunities with a score from 58 to 66, 61% were won (chance: 52% to 69%).',
  );
  expect(textContent).toContain(
    'In the stage Propose for 30 days. Half of 84 that succeeded left it within 12 days.',
  );
});

it('says when the score may not be read, and tries again on request', async () => {
  serve({ 'GET ScoreDetails(': () => refusal(403, 'Not yours.') });
  const page = await show(widget());
  expect(page.querySelector('[role=alert]')?.textContent).toContain('You do not have the right to do this.');
  expect(button('Try again')).toBeDefined();
});

it('shows the score of a saved record before its evidence is there', async () => {
  serve({ 'GET ScoreDetails(': () => NEVER });
  const page = await show(
    widget({
      msdyn_opportunityscore: 12,
      msdyn_opportunitygrade: 3,
      msdyn_opportunityscoretrend: 2,
      msdyn_predictivescoreid: { msdyn_scorereasons: '{}' },
    }),
  );
  expect(page.querySelector('.ll-ring')?.textContent).toBe('Opportunity score 12');
});
