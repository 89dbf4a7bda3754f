import { afterEach, describe, expect, it } from 'vitest';
import { act } from 'react';
import { newDefinition } from '../../data/definition';
import { countsOf, modelOf, statusOf } from '../../testing/models';
import {
  button,
  choose,
  click,
  fieldOf,
  NEVER,
  refusal,
  serve,
  sessionOf,
  settle,
  show,
  SignedIn,
  type,
  unmount,
  type Asked,
} from '../../testing/render';
import { ModelFormPage } from './ModelFormPage';

const server = (more: Parameters<typeof serve>[0] = {}, role = 'Administrator') =>
  serve({
    ...more,
    ...sessionOf(role),
    'GET Columns(': () => ({ columns: [] }),
    'GET workflows?': () => ({
      value: [{ workflowid: 'p1', name: 'Lead way', primaryentity: 'lead', statecode: 1 }],
    }),
    'GET processstages?': () => ({
      value: [{ processstageid: 's1', stagename: 'Develop', _processid_value: 'p1', ll_order: 1 }],
    }),
    'GET ScoringStatus(': () => statusOf([modelOf('m1')]),
    'GET ll_models(m1)': () => ({ ll_modelid: 'm1', ll_name: 'Model m1', ll_table: 'lead' }),
    'POST CountRecords': () => countsOf(),
    ...more,
  });
const form = (
  <SignedIn>
    <ModelFormPage />
  </SignedIn>
);
const fresh = { path: '/models/:new', at: '/models/new?table=lead' };
const edit = { path: '/models/:id/:form?', at: '/models/m1/edit' };
/** Longer than the form waits before it counts. */
const pause = async () => {
  await act(async () => new Promise((done) => setTimeout(done, 450)));
  await settle();
};
const last = (asked: readonly Asked[], path: string) => asked.filter((one) => one.path === path).at(-1)?.body;
const isOff = (name: string) => button(name)?.getAttribute('aria-disabled') === 'true';

afterEach(unmount);

describe('the form of a model', () => {
  it('begins with a name of its minute and the usual outcome, last in order', async () => {
    const asked = server();
    await show(form, fresh);
    expect((fieldOf('Name') as HTMLInputElement).value).toMatch(/^LeadScoring_\d{12}$/);
    expect((fieldOf('Priority') as HTMLInputElement).value).toBe('2');
    expect(last(asked, 'CountRecords')).toEqual({
      ModelId: null,
      Table: 'lead',
      Priority: 2,
      Definition: newDefinition(),
    });
    expect(document.body.textContent).toContain('Qualified: 60 (40 needed)');
    expect(document.body.textContent).toContain('Disqualified: 90 (40 needed)');
    expect(document.body.textContent).toContain('Enough to learn from.');
  });

  it('saves and trains in one go', async () => {
    const asked = server({
      'POST SaveModel': () => ({ ModelId: 'm7' }),
      'POST TrainModel': () => ({ JobId: 'j1' }),
    });
    await show(form, fresh);
    await type(fieldOf('Name'), 'Webinar');
    await click(button('Save and train'));
    expect(last(asked, 'SaveModel')).toEqual({
      ModelId: null,
      Name: 'Webinar',
      Table: 'lead',
      Priority: 2,
      Definition: newDefinition(),
    });
    expect(last(asked, 'TrainModel')).toEqual({ ModelId: 'm7', Keep: [], Drop: [] });
  });

  it('does not start with too few, says what is missing, and offers a provisional model', async () => {
    const asked = server({
      'POST CountRecords': () => countsOf({ positive: 39, enough: false }),
      'POST SaveModel': () => ({ ModelId: 'm7' }),
      'POST TrainModel': () => ({ JobId: 'j1' }),
    });
    await show(form, fresh);
    expect(isOff('Save and train')).toBe(true);
    expect(document.body.textContent).toContain('Not enough to depend on. 1 more success is needed.');
    await click(button('Save and train'));
    expect(last(asked, 'SaveModel')).toBeUndefined();
    await click(button('Save and train provisionally'));
    expect(last(asked, 'TrainModel')).toBeDefined();
  });

  it('offers nothing to train where one kind is missing altogether', async () => {
    server({ 'POST CountRecords': () => countsOf({ negative: 0, enough: false }) });
    await show(form, fresh);
    expect(button('Save and train provisionally')).toBeUndefined();
    expect(document.body.textContent).toContain('40 more failures are needed.');
    expect(isOff('Save')).toBe(false);
  });

  it('counts again when the definition changes, and only then', async () => {
    const asked = server();
    await show(form, fresh);
    const before = asked.filter((one) => one.path === 'CountRecords').length;
    await type(fieldOf('Name'), 'Another name');
    await pause();
    expect(asked.filter((one) => one.path === 'CountRecords')).toHaveLength(before);
    await type(fieldOf('Learn from the last'), '6');
    await pause();
    expect(last(asked, 'CountRecords')).toMatchObject({ Definition: { window_months: 6 } });
  });

  it('lets waiting too long count, and says how many are too young', async () => {
    const asked = server();
    const shown = await show(form, fresh);
    expect(shown.textContent).not.toContain('Too young');
    await click(fieldOf('Still open for too long counts as a failure, too'));
    await type(fieldOf('Too long is'), '60');
    await pause();
    expect(last(asked, 'CountRecords')).toMatchObject({
      Definition: { outcome: { negative: [2], negative_after_days: 60 } },
    });
    expect(shown.textContent).toContain('Too young to tell, left out7');
  });

  it('narrows by a column of the related account', async () => {
    const asked = server();
    await show(form, fresh);
    await click(button('Add condition'));
    expect(isOff('Save')).toBe(true);
    const [column, operator] = [...document.querySelectorAll('[aria-label=Condition] select')];
    expect([...(operator as HTMLSelectElement).options].map((one) => one.text)).not.toContain('is me');
    await choose(column, 'Parent account for lead › City');
    await type(document.querySelector('[aria-label=Condition] input'), 'Delft');
    await pause();
    expect(last(asked, 'CountRecords')).toMatchObject({
      Definition: { filter: "contains(parentaccountid/address1_city,'Delft')" },
    });
    expect(isOff('Save')).toBe(false);
  });

  it('begins anew with what columns tell when it is about other records', async () => {
    const asked = server();
    await show(form, fresh);
    await type(fieldOf('Learn from the last'), '6');
    await choose(fieldOf('Kind of record'), 'Opportunities');
    await pause();
    expect((fieldOf('Name') as HTMLInputElement).value).toMatch(/^OpportunityScoring_\d{12}$/);
    expect(last(asked, 'CountRecords')).toEqual({
      Table: 'opportunity',
      Priority: 2,
      Definition: { ...newDefinition(), window_months: 6 },
      ModelId: null,
    });
    expect(document.body.textContent).toContain('Won: 60 (40 needed)');
  });

  it('takes a process and some of its stages', async () => {
    const asked = server();
    await show(form, fresh);
    await choose(fieldOf('Sales process'), 'Lead way');
    await click(fieldOf('Develop'));
    await pause();
    expect(last(asked, 'CountRecords')).toMatchObject({ Definition: { process: 'p1', stages: ['s1'] } });
  });

  it('names models about the same records, and which comes first', async () => {
    const overlaps = [
      { ModelId: 'm1', Name: 'All leads', Priority: 1, Open: 1200, Wins: true },
      { ModelId: 'm2', Name: 'Web', Priority: 5, Open: 1, Wins: false },
    ];
    server({ 'POST CountRecords': () => countsOf({ overlaps }) });
    const shown = await show(form, fresh);
    expect(shown.textContent).toContain('All leads comes first and scores the 1,200 leads in both');
    expect(shown.textContent).toContain('Web comes after; the 1 record in both is scored by this model');
    expect(shown.querySelector('.ll-overlaps a')?.getAttribute('href')).toBe('/models/m1');
  });

  it('shows what the server refuses at the field it names', async () => {
    const asked = server({
      'POST SaveModel': () => refusal(400, 'Name: there is a model of that name'),
    });
    await show(form, fresh);
    await click(button('Save'));
    const message = fieldOf('Name')?.closest('.fui-Field')?.textContent;
    expect(message).toContain('there is a model of that name');
    expect(last(asked, 'TrainModel')).toBeUndefined();
    expect(document.querySelectorAll('.ll-counts [role=alert]')).toHaveLength(0);
  });

  it('says at the name that another model has it, and asks once however often the button is pressed', async () => {
    const asked = server({
      'POST SaveModel': () => refusal(412, 'there is a ll_model with the ll_name "Web" already'),
    });
    await show(form, fresh);
    await act(async () => {
      button('Save')?.click();
      button('Save')?.click();
    });
    await settle();
    expect(fieldOf('Name')?.closest('.fui-Field')?.textContent).toContain('Another model is called so.');
    expect(asked.filter((one) => one.path === 'SaveModel')).toHaveLength(1);
  });

  it('does not make a model twice when its training could not be started', async () => {
    const asked = server({
      'POST SaveModel': () => ({ ModelId: 'm7' }),
      'POST TrainModel': () => refusal(409, 'A training runs already.'),
    });
    await show(form, fresh);
    await click(button('Save and train'));
    expect(document.querySelector('[role=alert]')?.textContent).toContain('A training runs already.');
    await click(button('Save and train'));
    expect(last(asked, 'SaveModel')).toMatchObject({ ModelId: 'm7' });
  });

  it('shows numbers out of their limits, and cannot be saved with them', async () => {
    const asked = server();
    await show(form, fresh);
    await type(fieldOf('Learn from the last'), '2');
    expect(document.body.textContent).toContain('A whole number from 3 to 240.');
    expect(isOff('Save')).toBe(true);
    await pause();
    expect(last(asked, 'CountRecords')).toMatchObject({ Definition: { window_months: 24 } });
  });

  it('edits a model: its filter stands in the builder, one that cannot stays a text', async () => {
    const withFilter = (filter: string) => ({
      'GET ScoringStatus(': () => statusOf([modelOf('m1', { definition: { ...newDefinition(), filter } })]),
    });
    server(withFilter('leadsourcecode eq 8 or leadsourcecode eq 9'));
    await show(form, edit);
    expect((document.querySelector('[aria-label=Condition] select') as HTMLSelectElement).value).toBe(
      'leadsourcecode',
    );
    await unmount();
    const asked = server({
      ...withFilter('not (revenue gt 5)'),
      'POST SaveModel': () => ({ ModelId: 'm1' }),
    });
    await show(form, edit);
    expect((fieldOf('Filter as text') as HTMLTextAreaElement).value).toBe('not (revenue gt 5)');
    await type(fieldOf('Filter as text'), 'not (revenue gt 6)');
    await click(button('Save'));
    expect(last(asked, 'SaveModel')).toMatchObject({
      ModelId: 'm1',
      Definition: { filter: 'not (revenue gt 6)' },
    });
  });

  it('shows what is kept of a model that cannot be used any more', async () => {
    server({
      'GET ScoringStatus(': () =>
        statusOf([modelOf('m1', { definition: undefined, problem: 'no column x' })]),
      'GET ll_models(m1)': () => ({
        ll_modelid: 'm1',
        ll_table: 'lead',
        ll_definition: '{"filter":"x eq 1"}',
      }),
    });
    await show(form, edit);
    expect((fieldOf('Filter as text') as HTMLTextAreaElement).value).toBe('x eq 1');
  });

  it('asks before changes are left', async () => {
    server();
    await show(form, edit);
    await type(fieldOf('Name'), 'Changed');
    await click(button('Cancel'));
    expect(document.querySelector('[role=alertdialog]')?.textContent).toContain('Leave without saving?');
  });

  it('waits, says what could not be read, and is for administrators only', async () => {
    server({ 'GET ScoringStatus(': () => NEVER });
    expect((await show(form, fresh)).querySelector('.ll-state-bars')).not.toBeNull();
    await unmount();
    server({ 'GET ll_models(m1)': () => refusal(404, 'no such model') });
    expect((await show(form, edit)).querySelector('[role=alert]')?.textContent).toContain('no such model');
    await unmount();
    server({ 'GET ScoringStatus(': () => statusOf([]) });
    expect((await show(form, edit)).querySelector('[role=alert]')).not.toBeNull();
    await unmount();
    server({ 'POST CountRecords': () => refusal(503, 'Busy.') });
    expect((await show(form, fresh)).querySelector('.ll-counts [role=alert]')?.textContent).toContain(
      'Busy.',
    );
    await unmount();
    server({}, 'Sales manager');
    expect((await show(form, fresh)).textContent).toContain('Models are for administrators');
  });
});
