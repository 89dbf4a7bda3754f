import { afterEach, describe, expect, it } from 'vitest';
import { modelOf, statusOf } from '../../testing/models';
import {
  button,
  click,
  NEVER,
  refusal,
  serve,
  sessionOf,
  settle,
  show,
  SignedIn,
  type,
  unmount,
} from '../../testing/render';
import { ModelsPage } from './ModelsPage';

const none = (table: 'lead' | 'opportunity') => statusOf([], { table, scored: 0 });
const server = (more: Parameters<typeof serve>[0] = {}, role = 'Administrator') =>
  serve({
    ...more,
    ...sessionOf(role),
    'GET ll_jobs?': () => ({ value: [] }),
    "GET ScoringStatus(Table='lead')": () => none('lead'),
    "GET ScoringStatus(Table='opportunity')": () => none('opportunity'),
    ...more,
  });
const page = (
  <SignedIn>
    <ModelsPage />
  </SignedIn>
);
const LEADS = "GET ScoringStatus(Table='lead')";
const menuItem = (name: string) =>
  [...document.querySelectorAll('[role=menuitem]')].find((one) => one.textContent === name);
async function choose(model: string, name: string) {
  await click(button(`Actions for ${model}`));
  await click(menuItem(name));
}

const offer = {
  version: 1,
  version_id: 'v1',
  trained_on: '2026-11-20T10:00:00Z',
  automatic: true,
  auc: 0.81,
  verdict: 'ready',
  factors: [{ attribute: 'leadsourcecode', label: 'Lead source', influence: 0.42 }],
};

afterEach(unmount);

describe('ModelsPage', () => {
  it('offers the first trained version with its figures, and publishes it', async () => {
    const draft = modelOf('m1', {
      name: 'Lead scoring',
      state: 'ready',
      version: null,
      version_id: null,
      offer,
    });
    const asked: unknown[] = [];
    server({
      [LEADS]: () => statusOf([draft]),
      'POST PublishModel': ({ body }) => {
        asked.push(body);
        return { JobId: 'j1' };
      },
      'GET ll_jobs(j1)': () => ({ ll_jobid: 'j1', ll_kind: 'rescore', ll_state: 2, ll_progress: 1 }),
    });
    const { textContent } = await show(page);
    expect(textContent).toContain('A first model for leads is ready to publish');
    expect(textContent).toContain('Lead scoring, version 1, trained on Nov 20, 2026');
    expect(textContent).toContain('Ranking (AUC) 0.81');
    expect(textContent).toContain('Most influential: Lead source (42%)');
    await click(button('Publish'));
    expect(asked).toEqual([{ ModelVersionId: 'v1' }]);
  });

  it('offers a further model as such', async () => {
    const draft = modelOf('m1', { state: 'ready', version: null, version_id: null, offer });
    server({ [LEADS]: () => statusOf([draft, modelOf('m2')]) });
    expect((await show(page)).textContent).toContain('Another model for leads is ready to publish');
  });

  it('offers nothing to somebody who may not publish', async () => {
    server(
      { [LEADS]: () => statusOf([modelOf('m1', { state: 'ready', version: null, offer })]) },
      'Sales manager',
    );
    const { textContent } = await show(page);
    expect(textContent).not.toContain('ready to publish');
  });

  it('lists the models of each table in their order', async () => {
    server({
      [LEADS]: () =>
        statusOf([
          modelOf('m1', { name: 'Webinar' }),
          modelOf('m2', {
            name: 'All',
            priority: 2,
            state: 'draft',
            version: null,
            verdict: null,
            auc: null,
          }),
        ]),
    });
    const shown = await show(page);
    const rows = [...shown.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toContain('Webinar');
    expect(rows[0]).toContain('Published');
    expect(rows[0]).toContain('0.812');
    expect(rows[0]).toContain('120');
    expect(rows[1]).toContain('Draft');
    expect(shown.querySelector('tbody a')?.getAttribute('href')).toBe('/models/m1');
    expect(shown.textContent).toContain('180 of 200 open leads have a score.');
  });

  it('marks a model that cannot be used any more', async () => {
    server({
      [LEADS]: () =>
        statusOf([
          modelOf('m1', { definition: undefined, matching_open: undefined, problem: 'filter: no column x' }),
        ]),
    });
    const row = (await show(page)).querySelector('tbody tr');
    expect(row?.textContent).toContain('Cannot be used as it is; edit it');
  });

  it('says which version stands in for one that is damaged', async () => {
    const damaged = { version: 3, serves: 2, reason: 'cut off' };
    server({
      [LEADS]: () =>
        statusOf([modelOf('m1', { damaged }), modelOf('m2', { damaged: { ...damaged, serves: null } })]),
    });
    const rows = (await show(page)).querySelectorAll('tbody tr');
    expect(rows[0]?.textContent).toContain('Version 3 is damaged; version 2 scores until');
    expect(rows[1]?.textContent).toContain('no earlier one can be read');
  });

  it('lets a model outside of Leadlight be paused and deleted, not cloned', async () => {
    const external = modelOf('m1', {
      state: 'external',
      prediction_id: 'acme-7',
      version: null,
      verdict: null,
      auc: null,
      definition: undefined,
    });
    server({ [LEADS]: () => statusOf([external]) });
    expect((await show(page)).querySelector('tbody tr')?.textContent).toContain('External');
    await click(button('Actions for Model m1'));
    expect(menuItem('Pause')).toBeDefined();
    expect(menuItem('Delete')).toBeDefined();
    expect(menuItem('Clone')).toBeUndefined();
  });

  it('says what is needed where there is no model', async () => {
    server({ [LEADS]: () => statusOf([], { closed: { positive: 23, negative: 40, needed: 40 } }) });
    const shown = await show(page);
    expect(shown.textContent).toContain('There is no model for leads yet');
    expect(shown.textContent).toContain('23 of 40 qualified');
    expect(shown.textContent).toContain('40 of 40 disqualified');
    expect(shown.textContent).toContain('60 of 40 won');
  });

  it('waits, and says what could not be read', async () => {
    let down = true;
    server({
      [LEADS]: () => (down ? refusal(503, 'Try later.') : statusOf([modelOf('m1')])),
      "GET ScoringStatus(Table='opportunity')": () => NEVER,
    });
    const shown = await show(page);
    expect(shown.querySelectorAll('.ll-state-bars')).toHaveLength(1);
    expect(shown.querySelector('[role=alert]')?.textContent).toContain('Try later.');
    down = false;
    await click(button('Try again'));
    expect(shown.textContent).toContain('Model m1');
  });

  it('is not for salespeople, and not changed by managers', async () => {
    const asked = server({}, 'Salesperson');
    expect((await show(page)).textContent).toContain('Models are for administrators and sales managers.');
    expect(asked.some((one) => one.path.startsWith('ScoringStatus'))).toBe(false);
    await unmount();
    server({ [LEADS]: () => statusOf([modelOf('m1'), modelOf('m2')]) }, 'Sales manager');
    await show(page);
    expect(document.body.textContent).toContain('Model m1');
    expect(button('Add model')).toBeUndefined();
    expect(button('Move Model m2 up')).toBeUndefined();
  });

  it('moves a model up, and the focus stays with it', async () => {
    let order = [modelOf('m1'), modelOf('m2', { priority: 2 }), modelOf('m3', { priority: 3 })];
    const asked = server({
      [LEADS]: () => statusOf(order),
      'PATCH ll_models(': ({ path, body }) => {
        const { ll_priority } = body as { ll_priority: number };
        order = order
          .map((one) => (path.includes(one.id) ? { ...one, priority: ll_priority } : one))
          .sort((a, b) => a.priority - b.priority);
        return undefined;
      },
    });
    await show(page);
    expect(button('Move Model m1 up')?.getAttribute('aria-disabled')).toBe('true');
    await click(button('Move Model m1 down'));
    await settle();
    const saved = asked.filter((one) => one.method === 'PATCH').map(({ path, body }) => [path, body]);
    expect(saved).toEqual([
      ['ll_models(m2)', { ll_priority: 1 }],
      ['ll_models(m1)', { ll_priority: 2 }],
    ]);
    const rows = [...document.querySelectorAll('tbody tr th')].map((row) => row.textContent);
    expect(rows).toEqual(['Model m2', 'Model m1', 'Model m3']);
    expect(document.activeElement).toBe(button('Move Model m1 down'));
    expect(document.body.textContent).toContain('Model m1 is now number 2 of 3.');
  });

  it('clones under another name', async () => {
    const asked = server({
      [LEADS]: () => statusOf([modelOf('m1')]),
      'POST CloneModel': () => ({ ModelId: 'm9' }),
    });
    await show(page);
    await choose('Model m1', 'Clone');
    await type(document.querySelector('[role=dialog] input'), 'Second');
    await click(document.querySelector('[role=dialog] button[type=submit]'));
    expect(asked.find((one) => one.path === 'CloneModel')?.body).toEqual({ ModelId: 'm1', Name: 'Second' });
  });

  it('asks what happens to the scores before it deletes, and follows the job', async () => {
    const asked = server({
      [LEADS]: () => statusOf([modelOf('m1')]),
      'POST DeleteModel': () => ({ JobId: 'j1' }),
      'GET ll_jobs(j1)': () => ({ ll_jobid: 'j1', ll_kind: 'rescore', ll_state: 1, ll_progress: 0.4 }),
    });
    await show(page);
    await choose('Model m1', 'Delete');
    await click(document.querySelector('input[value=keep]'));
    await click(document.querySelector('[role=alertdialog] button[type=submit]'));
    expect(asked.find((one) => one.path === 'DeleteModel')?.body).toEqual({ ModelId: 'm1', Scores: 'keep' });
    expect(document.body.textContent).toContain('Scoring open records');
  });

  it('pauses what is published and resumes what is paused', async () => {
    let state: 'published' | 'paused' = 'published';
    const asked = server({
      [LEADS]: () => statusOf([modelOf('m1', { state })]),
      'POST PauseModel': () => {
        state = 'paused';
        return { JobId: 'j1' };
      },
      'POST ResumeModel': () => refusal(409, 'Another job runs.'),
      'GET ll_jobs(j1)': () => ({ ll_jobid: 'j1', ll_kind: 'rescore', ll_state: 2, ll_progress: 1 }),
    });
    await show(page);
    await click(button('Actions for Model m1'));
    expect(menuItem('Resume')).toBeUndefined();
    await click(menuItem('Pause'));
    await settle();
    expect(document.body.textContent).toContain('Paused');
    expect(document.body.textContent).toContain('Done. Scores are those of the models now in force.');
    await click(button('Actions for Model m1'));
    await click(menuItem('Resume'));
    expect(asked.some((one) => one.path === 'ResumeModel')).toBe(true);
    expect(document.querySelector('[role=alert]')?.textContent).toContain('Another job runs.');
  });
});
