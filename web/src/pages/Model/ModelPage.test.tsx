import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { newDefinition } from '../../data/definition';
import { ModelState } from '../../data/models';
import { countsOf, modelOf, statusOf } from '../../testing/models';
import {
  button,
  click,
  fieldOf,
  NEVER,
  refusal,
  serve,
  sessionOf,
  settle,
  show,
  SignedIn,
  unmount,
} from '../../testing/render';
import { ModelPage } from './ModelPage';

const ROW = {
  ll_modelid: 'm1',
  ll_name: 'Webinar',
  ll_table: 'lead',
  ll_state: 0,
  ll_definition: null,
  _ll_publishedversionid_value: null,
  ll_grade_a: null,
  ll_grade_b: null,
  ll_grade_c: null,
};
const VERSION = {
  ll_modelversionid: 'v3',
  ll_number: 3,
  ll_state: 2,
  ll_trainedon: '2026-11-20T10:00:00Z',
  ll_verdict: 'ready',
  ll_auc: 0.81,
  ll_rows: 150,
  ll_positives: 60,
  ll_report: JSON.stringify({ rows: 150, positives: 60, base_rate: 0.4, verdict: 'ready' }),
  ll_message: null,
};
const SUSPECT = 'jobtitle';
const DRAFT = modelOf('m1', { name: 'Webinar', state: 'draft', version: null, version_id: null });
const server = (more: Parameters<typeof serve>[0] = {}, role = 'Administrator') =>
  serve({
    ...more,
    ...sessionOf(role),
    'GET ll_jobs?': () => ({ value: [] }),
    'GET ll_models(m1)': () => ROW,
    'GET ll_modelversions?': () => ({ value: [] }),
    'GET ScoringStatus(': () => statusOf([DRAFT]),
    'POST CountRecords': () => countsOf(),
    'GET Columns(': () => ({ columns: [] }),
    'GET workflows?': () => ({ value: [{ workflowid: 'p1', name: 'Lead way' }] }),
    'GET processstages?': () => ({
      value: [{ processstageid: 's1', stagename: 'Develop', _processid_value: 'p1' }],
    }),
    ...more,
  });
const page = (
  <SignedIn>
    <ModelPage />
  </SignedIn>
);
const one = { path: '/models/:id', at: '/models/m1' };
const defined = (definition: object) => ({
  'GET ScoringStatus(': () => statusOf([{ ...DRAFT, definition: { ...newDefinition(), ...definition } }]),
});
const wordsOf = () => document.querySelector('.ll-card h2')?.parentElement?.textContent ?? '';

afterEach(unmount);

describe('the page of a model', () => {
  it('tells of a model outside of Leadlight what it is called there, and that it is not trained here', async () => {
    server({
      'GET ll_models(m1)': () => ({ ...ROW, ll_name: 'Acme', ll_predictionid: 'acme-7' }),
      'GET ScoringStatus(': () =>
        statusOf([
          modelOf('m1', { name: 'Acme', state: 'external', prediction_id: 'acme-7', matching_open: 7 }),
        ]),
    });
    const shown = await show(page, one);
    expect(shown.textContent).toContain('acme-7');
    expect(shown.textContent).toContain('sends its scores here');
    expect(button('Train')).toBeUndefined();
    expect(button('Actions for Acme')).toBeDefined();
  });

  it('says which version scores while the published one is damaged', async () => {
    server({
      'GET ScoringStatus(': () =>
        statusOf([{ ...DRAFT, damaged: { version: 3, serves: 2, reason: 'cut off' } }]),
    });
    const shown = await show(page, one);
    expect(shown.textContent).toContain('Version 3 is damaged; version 2 scores until');
  });

  it('says in words what it is about', async () => {
    server(
      defined({
        window_months: 12,
        outcome: { column: 'statecode', positive: [1], negative: [2], negative_after_days: 90 },
        process: 'p1',
        stages: ['s1'],
        filter: "leadsourcecode eq 8 and (revenue gt 1000 or contains(parentaccountid/name,'Ltd'))",
      }),
    );
    await show(page, one);
    const words = wordsOf();
    expect(words).toContain('Learns from leads created and closed in the last 12 months.');
    expect(words).toContain('Success is Qualified, failure is Disqualified.');
    expect(words).toContain('Still open 90 days after creation is a failure, too');
    expect(words).toContain('Only leads in the process Lead way, in these stages: Develop.');
    expect(words).toContain('Lead source is one of Web and (Annual revenue is more than 1,000 or');
    expect(words).toContain('Account name contains Ltd)');
    expect(words).toContain('Trains again by itself every 15 days');
  });

  it('tells what it did by itself, and why', async () => {
    const challenged = (state: number, ruling: string, more = {}) => ({
      'GET ll_modelversions?': () => ({
        value: [
          {
            ...VERSION,
            ll_number: 4,
            ll_state: state,
            ll_report: JSON.stringify({
              automatic: true,
              challenge: { champion: 3, champion_auc: 0.8, auc: 0.71, unseen: true, ruling, ...more },
            }),
          },
        ],
      }),
    });
    server(challenged(2, 'not_good_enough'));
    expect((await show(page, one)).textContent).toContain(
      'Version 4 was trained by itself on Nov 20, 2026 and not put in force: its AUC of 0.71 is less than 95% of the 0.8 of version 3',
    );
    server(challenged(5, 'champion_old', { unseen: false }));
    const { textContent } = await show(page, one);
    expect(textContent).toContain('and put in force: its AUC is 0.71, that of version 3 0.8');
    expect(textContent).toContain('Version 3 was more than three months old.');
    expect(textContent).toContain('Version 3 had learned from some of these records');
    server(challenged(2, 'below_floor'));
    expect((await show(page, one)).textContent).toContain('not good enough to be published');
  });

  it('shows a filter that has no words as it is', async () => {
    server(defined({ filter: 'not (revenue gt 5)' }));
    await show(page, one);
    expect(document.querySelector('code')?.textContent).toBe('not (revenue gt 5)');
  });

  it('says why it cannot be used', async () => {
    server({
      'GET ScoringStatus(': () =>
        statusOf([{ ...DRAFT, definition: undefined, matching_open: undefined, problem: 'no column x' }]),
    });
    const shown = await show(page, one);
    expect(shown.textContent).toContain('Cannot be used as it is; edit it');
    expect(shown.textContent).toContain('No column x');
    expect(button('Edit')).toBeDefined();
  });

  it('names a lookup’s row where only its id is known', async () => {
    const owner = '00000000-0000-0000-0000-0000000000aa';
    server({
      ...defined({ filter: `_ownerid_value eq ${owner}` }),
      'GET systemusers?': () => ({ value: [{ fullname: 'Bo Li' }] }),
    });
    await show(page, one);
    expect(wordsOf()).toContain('Owner is Bo Li');
  });

  it('counts what there is to learn from while nothing is trained', async () => {
    server({ 'POST CountRecords': () => countsOf({ positive: 23, enough: false }) });
    const shown = await show(page, one);
    expect(shown.textContent).toContain('No model has been trained yet');
    expect(shown.textContent).toContain('23 of 40 qualified');
    expect(shown.textContent).toContain('Draft');
  });

  it('turns retraining off and on', async () => {
    const asked = server({ 'POST SaveModel': () => ({ ModelId: 'm1' }) });
    await show(page, one);
    await click(fieldOf('Trains again by itself every 15 days'));
    expect(asked.find(({ path }) => path === 'SaveModel')?.body).toEqual({
      ModelId: 'm1',
      Name: 'Webinar',
      Table: 'lead',
      Priority: 1,
      Definition: { ...newDefinition(), retrain: { on: false, days: 15 } },
    });
  });

  it('warns of models about the same records', async () => {
    const overlaps = [{ ModelId: 'm2', Name: 'All leads', Priority: 1, Open: 40, Wins: true }];
    server({ 'POST CountRecords': () => countsOf({ overlaps }) });
    const shown = await show(page, one);
    expect(shown.querySelector('.ll-overlaps')?.textContent).toContain(
      'All leads comes first and scores the 40 leads in both',
    );
  });

  it('trains the first version with what was decided in the form', async () => {
    const asked = server({
      ...defined({ attributes: { include: null, ignore_empty: [], keep: ['a'], drop: ['b'] } }),
      'POST TrainModel': () => ({ JobId: 'j1' }),
      'GET ll_jobs(j1)': () => ({ ll_jobid: 'j1', ll_kind: 'train', ll_state: 1, ll_progress: 0.5 }),
    });
    await show(page, one);
    await click(button('Train'));
    expect(asked.find(({ path }) => path === 'TrainModel')?.body).toEqual({
      ModelId: 'm1',
      Keep: ['a'],
      Drop: ['b'],
    });
    expect(document.body.textContent).toContain('Training a new version');
  });

  it('keeps what is decided about suspects for the trainings to come', async () => {
    const suspects = [{ column: SUSPECT, action: 'refused', why: ['alone'], auc_alone: 0.97, kept: false }];
    const report = { ...(JSON.parse(VERSION.ll_report) as object), suspects };
    const asked = server({
      'GET ll_modelversions?': () => ({ value: [{ ...VERSION, ll_report: JSON.stringify(report) }] }),
      'POST SaveModel': () => ({ ModelId: 'm1' }),
      'POST TrainModel': () => ({ JobId: 'j1' }),
      'GET ll_jobs(j1)': () => ({ ll_jobid: 'j1', ll_kind: 'train', ll_state: 1, ll_progress: 0.5 }),
    });
    await show(page, one);
    await click(fieldOf('Use anyway'));
    await click(button('Train again'));
    const attributes = { ...newDefinition().attributes, keep: [SUSPECT] };
    expect(asked.find(({ path }) => path === 'SaveModel')?.body).toMatchObject({
      Definition: { attributes },
    });
    expect(asked.find(({ path }) => path === 'TrainModel')?.body).toMatchObject({
      Keep: [SUSPECT],
      Drop: [],
    });
  });

  it('publishes what was trained', async () => {
    const asked = server({
      'GET ll_modelversions?': () => ({ value: [VERSION] }),
      'POST PublishModel': () => ({ JobId: 'j1' }),
      'GET ll_jobs(j1)': () => ({ ll_jobid: 'j1', ll_kind: 'rescore', ll_state: 2, ll_progress: 1 }),
    });
    await show(page, one);
    await click(button('Publish version 3'));
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('120 open leads are scored anew');
    await click(button('Publish'));
    await settle();
    expect(asked.find(({ path }) => path === 'PublishModel')?.body).toEqual({ ModelVersionId: 'v3' });
    expect(document.body.textContent).toContain('Published. All open records have their new scores.');
  });

  it('is in the words of opportunities where it scores those', async () => {
    server({
      'GET ll_models(m1)': () => ({ ...ROW, ll_table: 'opportunity' }),
      'GET ScoringStatus(': () => statusOf([{ ...DRAFT, table: 'opportunity' }], { table: 'opportunity' }),
    });
    const shown = await show(page, one);
    expect(shown.textContent).toContain('Opportunity scoring model');
    expect(shown.textContent).toContain('Average conversion rate');
    expect(wordsOf()).toContain('Success is Won, failure is Lost.');
    expect(shown.textContent).not.toMatch(/\bleads?\b/i);
  });

  it('is looked at, not changed, by managers', async () => {
    const asked = server({}, 'Sales manager');
    const shown = await show(page, one);
    expect(shown.textContent).toContain('Webinar');
    for (const name of ['Train', 'Edit', 'Actions for Webinar']) expect(button(name)).toBeUndefined();
    expect((fieldOf('Trains again by itself every 15 days') as HTMLInputElement).disabled).toBe(true);
    expect(asked.some(({ path }) => path === 'CountRecords')).toBe(false);
  });

  it('waits, says what could not be read, and is not for salespeople', async () => {
    server({ 'GET ll_models(m1)': () => NEVER });
    expect((await show(page, one)).querySelector('.ll-state-bars')).not.toBeNull();
    await unmount();
    server({ 'GET ll_models(m1)': () => refusal(404, 'no such model') });
    expect((await show(page, one)).querySelector('[role=alert]')?.textContent).toContain('no such model');
    await unmount();
    server({}, 'Salesperson');
    expect((await show(page, one)).textContent).toContain('Models are for administrators');
  });

  it('is gone once somebody deleted it', async () => {
    server({ 'GET ll_models(m1)': () => ({ ...ROW, ll_name: 'deleted m1', ll_state: ModelState.Deleted }) });
    expect((await show(page, one)).textContent).toContain('It does not exist, or you may not see it.');
    expect(button('Train')).toBeUndefined();
  });

  it('asks for a training once, however often the button is pressed', async () => {
    const asked = server({ 'POST TrainModel': () => ({ JobId: 'j1' }), 'GET ll_jobs(j1)': () => NEVER });
    await show(page, one);
    await act(async () => {
      button('Train')?.click();
      button('Train')?.click();
    });
    await settle();
    expect(asked.filter((each) => each.path === 'TrainModel')).toHaveLength(1);
    expect(button('Train')?.getAttribute('aria-disabled')).toBe('true');
  });

  it('is found by the name of the table, too', async () => {
    const asked = server();
    const shown = await show(page, { path: '/models/:id', at: '/models/lead' });
    expect(asked.some(({ path }) => path === 'll_models(m1)')).toBe(true);
    expect(shown.textContent).toContain('Webinar');
  });
});
