import { act } from 'react';
import { afterEach, describe, expect, it } from 'vitest';
import { JobState } from '../../data/models';
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
  unmount,
} from '../../testing/render';
import { ImportPage } from './ImportPage';

const PREVIEW = {
  columns: [
    { header: 'Name', use: 'column', target: 'lastname', how: 'label', type: 'Text', samples: ['Smit'] },
    { header: 'Mood', use: 'none', target: null, how: null, type: 'Text', samples: ['good'] },
  ],
  rows_sampled: 2,
  key_candidates: [],
  problems: [],
};
const job = (state: number, more = {}) => ({
  ll_jobid: 'j1',
  ll_kind: 'import',
  ll_state: state,
  ll_progress: 0.5,
  ll_step: null,
  ll_result: null,
  ...more,
});
const REPORT = {
  rows: 2,
  created: 1,
  updated: 0,
  unchanged: 0,
  skipped: 1,
  problems: [{ line: 3, column: 'Name', reason: 'A lead needs a name.' }],
  notes: [],
};
const ANSWERS = {
  ...sessionOf('Sales manager'),
  'GET ll_importmappings?': () => ({ value: [] }),
  'GET Capabilities(': () => ({ capabilities: [{ key: 'import', on: true, may_switch: true }] }),
  'GET Columns(': () => ({ columns: [] }),
  'POST BeginUpload': () => ({ UploadId: 'up1' }),
  'POST UploadPart': () => undefined,
  'POST PreviewImport': () => PREVIEW,
  'POST StartImport': () => ({ JobId: 'j1' }),
};
const server = (more: Parameters<typeof serve>[0] = {}) => serve({ ...more, ...ANSWERS, ...more });
const page = (
  <SignedIn>
    <ImportPage />
  </SignedIn>
);
const step = () => document.querySelector('[aria-current=step]')?.textContent;

/** Chooses a file, as the browser tells it. */
async function giveFile(text: string): Promise<void> {
  const field = document.querySelector<HTMLInputElement>('input[type=file]')!;
  const file = new File([text], 'leads.csv', { type: 'text/csv' });
  Object.defineProperty(field, 'files', { value: [file], configurable: true });
  await act(async () => field.dispatchEvent(new Event('change', { bubbles: true })));
  await settle();
  await settle();
}

afterEach(unmount);

describe('ImportPage', () => {
  it('is closed to sellers', async () => {
    server(sessionOf('Salesperson'));
    expect((await show(page)).textContent).toContain(
      'Files are imported by sales managers and administrators.',
    );
  });

  it('says so when import is switched off, before a file is chosen', async () => {
    server({
      'GET Capabilities(': () => ({ capabilities: [{ key: 'import', on: false, may_switch: false }] }),
    });
    expect((await show(page)).textContent).toContain('Import is switched off');
    expect(document.querySelector('input[type=file]')).toBeNull();
  });

  it('goes from the file to its columns, which come with suggestions', async () => {
    const asked = server();
    await show(page);
    expect(step()).toBe('1File');
    await giveFile('Name,Mood\nSmit,good\n');
    expect(step()).toBe('2Columns');
    expect(asked.find((one) => one.path === 'UploadPart')?.body).toMatchObject({
      UploadId: 'up1',
      Content: btoa('Name,Mood\nSmit,good\n'),
    });
    expect(document.body.textContent).toContain('1 of 2 columns are taken over.');
    expect(
      [...document.querySelectorAll('tbody select')].map((one) => (one as HTMLSelectElement).value),
    ).toEqual(['lastname', '']);
  });

  it('says why a file was not taken, and takes the next one', async () => {
    let refused = true;
    server({
      'POST PreviewImport': () => (refused ? refusal(400, 'The file has no header line.') : PREVIEW),
    });
    await show(page);
    await giveFile('');
    expect(step()).toBe('1File');
    expect(document.querySelector('[role=alert]')?.textContent).toContain('The file has no header line.');
    refused = false;
    await giveFile('Name\nSmit\n');
    expect(step()).toBe('2Columns');
  });

  it('shows how far the upload is, and can be stopped', async () => {
    server({ 'POST UploadPart': () => NEVER });
    await show(page);
    await giveFile('Name\nSmit\n');
    expect(document.querySelector('[role=status]')?.textContent).toContain('Uploading 0%');
    expect(document.querySelector('[role=progressbar]')).not.toBeNull();
    await click(button('Cancel'));
    expect(document.querySelector('[role=progressbar]')).toBeNull();
    expect(document.querySelector('[role=alert]')).toBeNull();
    expect(step()).toBe('1File');
  });

  it('does not start while two columns become one, or nothing is taken over', async () => {
    server();
    await show(page);
    await giveFile('Name,Mood\nSmit,good\n');
    const [first, second] = document.querySelectorAll('tbody select');
    const start = () => button('Start import')?.getAttribute('aria-disabled');
    expect(start()).not.toBe('true');
    await choose(second, 'Last name');
    expect(document.body.textContent).toContain('More than one column of the file becomes: Last name');
    expect(start()).toBe('true');
    await choose(first, 'Leave out');
    expect(start()).not.toBe('true');
    await choose(second, 'Leave out');
    expect(start()).toBe('true');
  });

  it('says what came of every row', async () => {
    const asked = server({
      'GET ll_jobs(j1)': () => job(JobState.Done, { ll_result: JSON.stringify(REPORT) }),
    });
    await show(page);
    await giveFile('Name,Mood\nSmit,good\n');
    await click(button('Start import'));
    expect(asked.find((one) => one.path === 'StartImport')?.body).toMatchObject({
      UploadId: 'up1',
      Table: 'lead',
      Mapping: { Name: 'lastname', Mood: '' },
    });
    expect(step()).toBe('3Import');
    expect(document.querySelector('[role=status]')?.textContent).toContain('The file is imported');
    expect(document.querySelector('.ll-import-figures')?.textContent).toBe(
      'Rows2Added1Updated0Unchanged0Skipped1',
    );
    expect(document.querySelector('tbody')?.textContent).toBe('3NameA lead needs a name.');
    await click(button('Next file, same mapping'));
    expect(step()).toBe('1File');
  });

  it('says how the rows ended, where the file tells it', async () => {
    server({
      'GET ll_jobs(j1)': () =>
        job(JobState.Done, { ll_result: JSON.stringify({ ...REPORT, positive: 1, negative: 0 }) }),
    });
    await show(page);
    await giveFile('Name,Mood\nSmit,good\n');
    await click(button('Start import'));
    expect(document.querySelector('.ll-import-figures')?.textContent).toContain('Won1Lost0');
  });

  it('shows what a column is chosen for in the place of what it becomes', async () => {
    const asked = server();
    await show(page);
    await giveFile('Name,Mood\nSmit,good\n');
    await choose(fieldOf('Outcome'), 'Mood');
    expect(document.querySelectorAll('tbody tr')[1]?.textContent).toBe('MoodgoodOutcome');
    expect(document.body.textContent).toContain('Left empty: whatever is filled in means won');
    await click(button('Start import'));
    const body = asked.find((one) => one.path === 'StartImport')?.body;
    expect(body).toMatchObject({ OutcomeColumn: 'Mood' });
    expect(body).not.toHaveProperty('OutcomePositive');
  });

  it('imports once, however often the button is pressed', async () => {
    const asked = server({ 'GET ll_jobs(j1)': () => job(JobState.Running) });
    await show(page);
    await giveFile('Name\nSmit\n');
    await act(async () => {
      button('Start import')?.click();
      button('Start import')?.click();
    });
    await settle();
    expect(asked.filter((one) => one.path === 'StartImport')).toHaveLength(1);
  });

  it('follows the run, and can cancel it', async () => {
    const asked = server({
      'GET ll_jobs(j1)': () => job(JobState.Running),
      'POST CancelJob': () => undefined,
    });
    await show(page);
    await giveFile('Name\nSmit\n');
    await click(button('Start import'));
    expect(document.querySelector('[role=status]')?.textContent).toBe('Importing leads.csv');
    await click(button('Cancel'));
    expect(asked.find((one) => one.path === 'CancelJob')?.body).toEqual({ JobId: 'j1' });
  });

  it('says why a run failed, and lets another file come', async () => {
    server({ 'GET ll_jobs(j1)': () => job(JobState.Failed, { ll_error: 'the disk is full' }) });
    await show(page);
    await giveFile('Name\nSmit\n');
    await click(button('Start import'));
    expect(document.body.textContent).toContain('The import failed');
    expect(document.body.textContent).toContain('The disk is full');
    expect(button('Next file, same mapping')).toBeDefined();
  });
});
