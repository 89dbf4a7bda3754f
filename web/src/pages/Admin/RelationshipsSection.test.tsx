import { afterEach, describe, expect, it } from 'vitest';
import { button, click, fieldOf, refusal, serve, show, type, unmount } from '../../testing/render';
import { RELATIONSHIP_SETTINGS } from '../../testing/relationships';
import { RelationshipsSection } from './RelationshipsSection';

const server = (more: Parameters<typeof serve>[0] = {}) =>
  serve({
    'GET RelationshipSettings()': () => RELATIONSHIP_SETTINGS,
    'POST SetRelationshipSettings': ({ body }) => ({ ...RELATIONSHIP_SETTINGS, ...(body as object) }),
    ...more,
  });
const save = () => button('Save');
const isOff = (element?: HTMLElement) => element?.getAttribute('aria-disabled') === 'true';

afterEach(unmount);

describe('the settings of relationships', () => {
  it('saves what was changed and nothing else', async () => {
    const asked = server();
    await show(<RelationshipsSection />);
    expect(isOff(save())).toBe(true);
    expect(button('Discard')).toBeUndefined();
    await type(fieldOf('Days between contacts'), '14');
    expect(isOff(save())).toBe(false);
    await click(save());
    expect(asked.find((one) => one.method === 'POST')?.body).toEqual({ expected_days: 14 });
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
    expect(asked.some((one) => one.method === 'POST')).toBe(false);
    await type(fieldOf('Our domains'), 'acme.example, nl.acme.example');
    await click(save());
    expect(asked.find((one) => one.method === 'POST')?.body).toEqual({
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
    expect(asked.find((one) => one.method === 'POST')?.body).toEqual({
      influence: { ...RELATIONSHIP_SETTINGS.influence, emails: -0.25 },
    });
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
