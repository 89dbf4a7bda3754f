import { afterEach, describe, expect, it } from 'vitest';
import {
  button,
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
import { AdminPage } from './AdminPage';

const user = (id: string, fullname: string, more = {}) => ({
  systemuserid: id,
  fullname,
  domainname: fullname.toLowerCase().replace(' ', '.'),
  internalemailaddress: null,
  isdisabled: false,
  ...more,
});
const ANSWERS = {
  ...sessionOf('Administrator'),
  'GET systemusers?': () => ({ value: [user('u1', 'Anna Jansen'), user('u2', 'Bo Smit')] }),
  'GET roles?': () => ({ value: [{ roleid: 'r1', name: 'Salesperson', privileges: '{}' }] }),
  'GET systemuserrolescollection?': () => ({
    value: [{ _systemuserid_value: 'u2', _roleid_value: 'r1' }],
  }),
  'GET businessunits?': () => ({
    value: [{ businessunitid: 'b1', name: 'Acme', _parentbusinessunitid_value: null }],
  }),
  'GET teams?': () => ({ value: [] }),
  'GET teammemberships?': () => ({ value: [] }),
  'GET workflows?': () => ({ value: [] }),
  'GET processstages?': () => ({ value: [] }),
  'GET Columns(': () => ({ columns: [] }),
  'GET ll_signins?': () => ({ value: [] }),
};
const server = (more: Parameters<typeof serve>[0] = {}) => serve({ ...more, ...ANSWERS, ...more });
const open = (section: string) =>
  show(
    <SignedIn>
      <AdminPage />
    </SignedIn>,
    { path: '/admin/:section?', at: `/admin/${section}` },
  );
const names = () =>
  [...document.querySelectorAll('tbody tr')].map((row) => row.firstElementChild?.textContent);

afterEach(unmount);

describe('AdminPage', () => {
  it('is closed to others, who are not asked for anything', async () => {
    const asked = server(sessionOf('Sales manager'));
    expect((await open('users')).textContent).toContain('Administration is for administrators.');
    expect(asked.map((one) => one.path)).toEqual(['/api/session']);
  });

  it('marks the section that is shown', async () => {
    server();
    const page = await open('teams');
    expect(page.querySelector('[aria-current=page]')?.textContent).toBe('Teams');
  });

  it.each([
    ['teams', 'No teams yet.'],
    ['columns', 'No columns of its own yet.'],
    ['processes', 'No processes yet.'],
    ['signins', 'No sign-ins found.'],
  ])('says that there are no %s', async (section, words) => {
    server();
    const page = await open(section);
    expect(page.textContent).toContain(words);
    expect(page.querySelector('table')).toBeNull();
  });

  it.each([
    ['users', 'GET systemusers?'],
    ['teams', 'GET teams?'],
    ['units', 'GET businessunits?'],
    ['roles', 'GET roles?'],
    ['columns', 'GET Columns('],
    ['processes', 'GET workflows?'],
    ['signins', 'GET ll_signins?'],
  ])('%s: waits, says what went wrong, and tries again', async (section, request) => {
    server({ [request]: () => NEVER });
    expect((await open(section)).querySelectorAll('.ll-state-bars')).toHaveLength(1);
    await unmount();

    let down = true;
    server({
      [request]: () => (down ? refusal(500, 'Disk full.') : ANSWERS[request as keyof typeof ANSWERS]()),
    });
    const page = await open(section);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('Disk full.');
    down = false;
    await click(button('Try again'));
    expect(page.querySelector('[role=alert]')).toBeNull();
  });
});

describe('users', () => {
  it('are found by a part of their name, with their roles', async () => {
    server();
    const page = await open('users');
    expect(names()).toEqual(['Anna Jansen ', 'Bo Smit ']);
    await type(page.querySelector('input'), 'smit');
    expect(names()).toEqual(['Bo Smit ']);
    expect(page.querySelector('[role=status]')?.textContent).toBe('1 users');
    expect(page.querySelector('tbody')?.textContent).toContain('Salesperson');
  });

  it('are made with the password shown once', async () => {
    const asked = server({ 'POST CreateUser': () => ({ UserId: 'u3', Password: 'open-sesame-42' }) });
    await open('users');
    await click(button('New user'));
    await type(fieldOf('User name'), 'cor');
    await type(fieldOf('Full name'), 'Cor Vos');
    await click(button('Create'));
    expect(asked.find((one) => one.path === 'CreateUser')?.body).toEqual({
      Name: 'cor',
      FullName: 'Cor Vos',
      Role: 'Salesperson',
      BusinessUnitId: 'b1',
    });
    expect(document.querySelector('.ll-secret')?.textContent).toBe('open-sesame-42');
    expect(asked.filter((one) => one.path.startsWith('systemusers?'))).toHaveLength(2);
  });

  it('that are refused stay in the form, with the reason', async () => {
    server({ 'POST CreateUser': () => refusal(400, 'The name is taken.') });
    await open('users');
    await click(button('New user'));
    await type(fieldOf('User name'), 'anna');
    await type(fieldOf('Full name'), 'Anna Two');
    await click(button('Create'));
    expect(document.querySelector('[role=dialog] [role=alert]')?.textContent).toContain('The name is taken.');
    expect((fieldOf('User name') as HTMLInputElement).value).toBe('anna');
  });
});

describe('teams', () => {
  it('get the members that are checked', async () => {
    const asked = server({
      'GET teams?': () => ({ value: [{ teamid: 't1', name: 'North' }] }),
      'GET teammemberships?': () => ({ value: [{ _teamid_value: 't1', _systemuserid_value: 'u2' }] }),
      'POST SetTeamMembers': () => undefined,
    });
    await open('teams');
    await click(button('Members of North'));
    const boxes = [...document.querySelectorAll<HTMLInputElement>('[role=dialog] [type=checkbox]')];
    expect(boxes.map((one) => one.checked)).toEqual([false, true]);
    await click(boxes[0]);
    await click(button('Save'));
    expect(asked.find((one) => one.path === 'SetTeamMembers')?.body).toEqual({
      TeamId: 't1',
      UserIds: ['u2', 'u1'],
    });
    expect(document.querySelector('[role=dialog]')).toBeNull();
  });

  it('are deleted after a question', async () => {
    const asked = server({
      'GET teams?': () => ({ value: [{ teamid: 't1', name: 'North' }] }),
      'DELETE teams(t1)': () => undefined,
    });
    await open('teams');
    await click(button('Delete North'));
    expect(asked.some((one) => one.method === 'DELETE')).toBe(false);
    await click(button('Delete'));
    expect(asked.some((one) => one.method === 'DELETE')).toBe(true);
  });
});
