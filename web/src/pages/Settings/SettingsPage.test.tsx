import { afterEach, describe, expect, it } from 'vitest';
import {
  button,
  choose,
  click,
  fieldOf,
  NEVER,
  refusal,
  serve,
  sessionOf,
  show,
  SignedIn,
  type,
  unmount,
} from '../../testing/render';
import { SettingsPage } from './SettingsPage';

const PERSON = { systemuserid: 'u1', ll_timezone: null, ll_workinghours: null, versionnumber: 1 };
const SCORING = {
  key: 'lead_scoring',
  on: true,
  state: 'ready',
  last_run: null,
  next_step: 'publish',
  link: '/models/lead',
  switchable: true,
};
const TOKEN = {
  id: 't1',
  name: 'nightly',
  created_on: '2026-11-01T10:00:00Z',
  last_used_on: null,
  expires_on: null,
};
const server = (more: Parameters<typeof serve>[0] = {}, role = 'Salesperson') =>
  serve({
    ...more,
    ...sessionOf(role),
    'GET Capabilities()': () => ({ capabilities: [SCORING] }),
    'GET systemusers?': () => ({ value: [PERSON] }),
    'GET Tokens()': () => ({ tokens: [] }),
    'GET Mailboxes()': () => ({ mailboxes: [] }),
    'GET IgnoreList(': () => ({ entries: [], applying: false }),
    'GET organizations?': () => ({ value: [{ organizationid: 'o1', name: 'Acme', versionnumber: 1 }] }),
    'GET transactioncurrencies?': () => ({ value: [] }),
    ...more,
  });
const page = (
  <SignedIn>
    <SettingsPage />
  </SignedIn>
);

afterEach(unmount);

describe('SettingsPage', () => {
  it('tells of each capability what it is at and what to do next', async () => {
    server();
    const card = (await show(page)).querySelector('.ll-capability');
    expect(card?.textContent).toContain('Predictive lead scoring');
    expect(card?.textContent).toContain('Ready');
    expect(card?.textContent).toContain('Has not run yet');
    expect(card?.querySelector('a')?.getAttribute('href')).toBe('/models/lead');
  });

  it('waits for each part by itself', async () => {
    server({ 'GET Capabilities()': () => NEVER });
    const shown = await show(page);
    expect(shown.querySelectorAll('.ll-state-bars')).toHaveLength(1);
    expect(shown.textContent).toContain('No tokens.');
  });

  it('says which part could not be read, and reads it again', async () => {
    let down = true;
    server({ 'GET Tokens()': () => (down ? refusal(503, 'Try later.') : { tokens: [TOKEN] }) });
    const shown = await show(page);
    expect(shown.querySelectorAll('[role=alert]')).toHaveLength(1);
    expect(shown.textContent).toContain('Predictive lead scoring');
    down = false;
    await click(button('Try again'));
    expect(shown.querySelector('[role=alert]')).toBeNull();
    expect(shown.textContent).toContain('nightly');
  });

  it('keeps a person’s own time zone and hours', async () => {
    const asked = server({ 'POST SetPreferences': () => undefined });
    await show(page);
    await choose(fieldOf('Time zone'), 'Asia/Bangkok');
    await click(button('Save'));
    expect(asked.find((one) => one.path === 'SetPreferences')?.body).toEqual({
      TimeZone: 'Asia/Bangkok',
      WorkingHours: JSON.stringify({ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }),
    });
    expect(document.body.textContent).toContain('Saved');
  });

  it('says why a password was not taken, and keeps what was typed', async () => {
    const asked = server({ 'POST SetPassword': () => refusal(400, 'The current password is not right.') });
    await show(page);
    const save = () =>
      click(document.querySelector('[aria-labelledby=ll-own-password] .ll-actions > button'));
    await type(fieldOf('Current password'), 'not-this-one');
    await type(fieldOf('New password'), 'twelve-letters');
    await type(fieldOf('New password again'), 'twelve-lettres');
    expect(document.body.textContent).toContain('The two differ.');
    await save();
    expect(asked.some((one) => one.path === 'SetPassword')).toBe(false);
    await type(fieldOf('New password again'), 'twelve-letters');
    await save();
    expect(document.querySelector('[role=alert]')?.textContent).toContain(
      'The current password is not right.',
    );
    expect((fieldOf('Current password') as HTMLInputElement).value).toBe('not-this-one');
  });

  it('shows a new token once', async () => {
    const asked = server({ 'POST CreateToken': () => ({ Token: 'll_secret' }) });
    await show(page);
    await click(button('New token'));
    await type(fieldOf('Name'), 'nightly');
    await click(document.querySelector('[role=dialog] button[type=submit]'));
    expect(asked.find((one) => one.path === 'CreateToken')?.body).toEqual({ Name: 'nightly' });
    expect(document.querySelector('.ll-secret')?.textContent).toBe('ll_secret');
    await click(button('Close'));
    expect(document.querySelector('.ll-secret')).toBeNull();
  });

  it('lets an administrator switch a capability, and asks before scores go', async () => {
    const importing = { ...SCORING, key: 'import', next_step: null };
    const asked = server(
      {
        'GET Capabilities()': () => ({ capabilities: [SCORING, importing] }),
        'POST SetCapability': () => undefined,
      },
      'Administrator',
    );
    const shown = await show(page);
    const switches = shown.querySelectorAll<HTMLInputElement>('.ll-capability input[role=switch]');
    expect([...switches].map((one) => one.checked)).toEqual([true, true]);
    await click(switches[1]!);
    expect(asked.find((one) => one.path === 'SetCapability')?.body).toEqual({ Key: 'import', On: false });
    await click(switches[0]!);
    expect(asked.filter((one) => one.path === 'SetCapability')).toHaveLength(1);
    await click(button('Turn off'));
    expect(asked.filter((one) => one.path === 'SetCapability')[1]?.body).toEqual({
      Key: 'lead_scoring',
      On: false,
    });
  });

  it('asks before the scores of opportunities go, too', async () => {
    const asked = server(
      { 'GET Capabilities()': () => ({ capabilities: [{ ...SCORING, key: 'opportunity_scoring' }] }) },
      'Administrator',
    );
    const shown = await show(page);
    expect(shown.textContent).toContain('Predictive opportunity scoring');
    await click(shown.querySelector('.ll-capability input[role=switch]'));
    expect(document.querySelector('[role=alertdialog], [role=dialog]')?.textContent).toContain(
      'Open records lose their scores',
    );
    expect(asked.some((one) => one.path === 'SetCapability')).toBe(false);
  });

  it('shows others that a capability is off, without a switch', async () => {
    server({ 'GET Capabilities()': () => ({ capabilities: [{ ...SCORING, on: false }] }) });
    const card = (await show(page)).querySelector('.ll-capability');
    expect(card?.textContent).toContain('Switched off');
    expect(card?.querySelector('[role=switch]')).toBeNull();
  });

  it('lets only administrators change the organisation', async () => {
    server();
    expect((await show(page)).textContent).not.toContain('Organisation');
    await unmount();
    const asked = server({ 'PATCH organizations(o1)': () => undefined }, 'Administrator');
    await show(page);
    await type(fieldOf('Name'), 'Acme Europe');
    await click(button('Save'));
    expect(asked.find((one) => one.method === 'PATCH')?.body).toMatchObject({ name: 'Acme Europe' });
  });
});
