import { act } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { button, click, fieldOf, refusal, serve, settle, show, type, unmount } from '../../testing/render';
import { RELATIONSHIP_SETTINGS } from '../../testing/relationships';
import { RelationshipsSection } from './RelationshipsSection';

const server = (more: Parameters<typeof serve>[0] = {}) =>
  serve({
    'GET RelationshipSettings()': () => RELATIONSHIP_SETTINGS,
    'GET RelationshipNoticeReaders()': () => READERS,
    'GET IgnoreList(': () => ({ entries: [], applying: false }),
    'POST PreviewRelationshipSettings': () => PREVIEW,
    'POST SetRelationshipSettings': ({ body }) => ({ ...RELATIONSHIP_SETTINGS, ...(body as object) }),
    ...more,
  });
const SAVE = 'SetRelationshipSettings';
const bodyOf = (asked: ReturnType<typeof serve>) => asked.find((one) => one.path === SAVE)?.body;
const counts = (good: number, fair: number, poor: number) => ({ good, fair, poor, none: 0 });
const PREVIEW = {
  tables: [
    { table: 'lead', records: 0, sampled: 0, now: counts(0, 0, 0), then: counts(0, 0, 0) },
    { table: 'account', records: 40, sampled: 40, now: counts(20, 10, 10), then: counts(10, 20, 10) },
  ],
};
const READERS = {
  version: 2,
  readers: [
    { who: { id: 'a', name: 'Ann' }, read: { version: 2, at: '2026-09-01T08:00:00Z' } },
    { who: { id: 'b', name: 'Bert' }, read: { version: 1, at: '2026-05-01T08:00:00Z' } },
    { who: { id: 'c', name: 'Cleo' }, read: null },
  ],
};
const save = () => button('Save');
const isOff = (element?: HTMLElement) => element?.getAttribute('aria-disabled') === 'true';

afterEach(async () => {
  await unmount();
  vi.useRealTimers();
});

describe('the settings of relationships', () => {
  it('saves what was changed and nothing else', async () => {
    const asked = server();
    await show(<RelationshipsSection />);
    expect(isOff(save())).toBe(true);
    expect(button('Discard')).toBeUndefined();
    await type(fieldOf('Days between contacts'), '14');
    expect(isOff(save())).toBe(false);
    await click(save());
    expect(bodyOf(asked)).toEqual({ expected_days: 14 });
    expect(document.body.textContent).toContain('Saved');
    expect((fieldOf('Days between contacts') as HTMLInputElement).value).toBe('14');
    expect(isOff(save())).toBe(true);
  });

  it('saves nothing that is wrong, and says what is', async () => {
    const asked = server();
    await show(<RelationshipsSection />);
    await type(fieldOf('Fair from'), '60');
    expect(document.body.textContent).toContain('Fair has to begin below good.');
    await click(save());
    await type(fieldOf('Fair from'), '');
    expect(document.body.textContent).toContain('Give a number from 1 to 99.');
    await type(fieldOf('Fair from'), '30');
    await type(fieldOf('Our domains'), 'acme');
    expect(document.body.textContent).toContain('Write domains as acme.example.');
    await click(save());
    expect(asked.some((one) => one.path === SAVE)).toBe(false);
    await type(fieldOf('Our domains'), 'acme.example, nl.acme.example');
    await click(save());
    expect(bodyOf(asked)).toEqual({
      fair: 30,
      our_domains: ['acme.example', 'nl.acme.example'],
    });
  });

  it('sets influence in parts of a hundred, and shows it in words', async () => {
    const asked = server();
    const page = await show(<RelationshipsSection />);
    const sliders = [...page.querySelectorAll<HTMLInputElement>('input[type=range]')];
    expect(sliders.map((one) => one.getAttribute('aria-valuetext'))).toEqual([
      '0%',
      '+10%',
      '0%',
      '−20%',
      '0%',
    ]);
    await type(sliders[0]!, '-25');
    await click(save());
    expect(bodyOf(asked)).toEqual({
      influence: { ...RELATIONSHIP_SETTINGS.influence, emails: -0.25 },
    });
  });

  it('shows before saving what a change would make of health', async () => {
    const asked = server();
    const page = await show(<RelationshipsSection />);
    expect(page.textContent).not.toContain('What your changes would make');
    await type(fieldOf('Good from'), '70');
    expect(asked.find((one) => one.path === 'PreviewRelationshipSettings')?.body).toEqual({ good: 70 });
    const rows = [...page.querySelectorAll('[aria-live] tbody tr')].map((row) => row.textContent);
    expect(rows[0]).toContain('Accounts50% → 25%50% now, 25% after saving25% → 50%');
    expect(rows).toHaveLength(1);
  });

  it('says that nothing would change where no record has a health', async () => {
    server({ 'POST PreviewRelationshipSettings': () => ({ tables: [PREVIEW.tables[0]] }) });
    const page = await show(<RelationshipsSection />);
    await type(fieldOf('Good from'), '70');
    expect(page.textContent).toContain('No open record has a health yet.');
  });

  it('compares a change with what is set by now', async () => {
    const asked = server();
    await show(<RelationshipsSection />);
    const days = async () => type(fieldOf('Days between contacts'), '14');
    await days();
    await click(button('Discard'));
    await type(fieldOf('Good from'), '70');
    await click(save());
    await days();
    const same = asked.filter(
      ({ path, body }) =>
        path === 'PreviewRelationshipSettings' && JSON.stringify(body) === '{"expected_days":14}',
    );
    expect(same).toHaveLength(2);
  });

  it('asks for the effect once somebody has typed, and says that the figures are of before', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const asked = server();
    const page = await show(<RelationshipsSection />);
    const asks = () => asked.filter(({ path }) => path === 'PreviewRelationshipSettings');
    for (const typed of ['70', '71', '72', '73']) await type(fieldOf('Good from'), typed);
    expect(asks()).toHaveLength(1);
    expect(page.querySelector('[aria-live]')?.getAttribute('aria-busy')).toBe('true');
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    await settle();
    expect(asks().map(({ body }) => body)).toEqual([{ good: 70 }, { good: 73 }]);
    expect(page.querySelector('[aria-live]')?.getAttribute('aria-busy')).toBe('false');
  });

  it('tells who has read the notice, and requires consent', async () => {
    const asked = server();
    const page = await show(<RelationshipsSection />);
    expect(page.textContent).toContain('1 of 3 have read the notice in force.');
    const told = [...page.querySelectorAll('details tbody tr')].map((row) => row.textContent);
    expect(told[1]).toContain('An earlier version, May 1, 2026');
    expect(told[2]).toBe('CleoNot yet');
    await click(fieldOf('Require consent or another legal ground'));
    await type(fieldOf('Your own words in the notice to sellers'), 'Ask Ann.');
    await click(save());
    expect(bodyOf(asked)).toEqual({ consent_required: true, notice: 'Ask Ann.' });
  });

  it('takes back what was not saved', async () => {
    server();
    await show(<RelationshipsSection />);
    await type(fieldOf('Good from'), '70');
    await click(button('Discard'));
    expect((fieldOf('Good from') as HTMLInputElement).value).toBe('60');
    expect(isOff(save())).toBe(true);
  });

  it('says why it could not be saved, and keeps what was typed', async () => {
    server({ 'POST SetRelationshipSettings': () => refusal(400, 'No such zone.') });
    await show(<RelationshipsSection />);
    await type(fieldOf('Good from'), '70');
    await click(save());
    expect(document.querySelector('[role=alert]')?.textContent).toContain('No such zone.');
    expect((fieldOf('Good from') as HTMLInputElement).value).toBe('70');
  });
});
