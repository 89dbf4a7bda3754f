import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { currentToasts, flushToasts } from '../../components/toasts';
import { button, click, fieldOf, refusal, serve, settle, show, type, unmount } from '../../testing/render';
import { PeopleSection } from './PeopleSection';

const FORMATTED = '@OData.Community.Display.V1.FormattedValue';
const address = (id: string, at: string, person: string, more = {}) => ({
  ll_personaddressid: id,
  ll_address: at,
  ll_certainty: 0,
  _ll_personid_value: person,
  ...more,
});
const CARLA = {
  ll_personid: 'p1',
  ll_name: 'Carla Bosman',
  ll_personaddress_ll_personid: [
    address('a1', 'carla@canal.example', 'p1'),
    address('a2', 'c.bosman@canal.example', 'p1'),
  ],
};
const LINKED = {
  ll_personid: 'p2',
  ll_name: 'Dirk Vos',
  _ll_recordid_value: 'c1',
  [`_ll_recordid_value${FORMATTED}`]: 'Dirk Vos',
  '_ll_recordid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'contact',
  ll_personaddress_ll_personid: [address('a3', 'dirk@lock.example', 'p2')],
};
const DOUBT = address('a9', 'carla@home.example', 'p9', {
  ll_certainty: 1,
  ll_reason: 'same_name',
  _ll_proposedpersonid_value: 'p1',
  [`_ll_personid_value${FORMATTED}`]: 'Carla B',
  [`_ll_proposedpersonid_value${FORMATTED}`]: 'Carla Bosman',
});
const DECISION = {
  ll_peopledecisionid: 'd1',
  ll_name: 'carla@canal.example',
  ll_kind: 0,
  createdon: '2026-11-01T08:00:00Z',
};
const server = (more: Parameters<typeof serve>[0] = {}) =>
  serve({
    ...more,
    'GET ll_personaddresses?$filter=ll_certainty': () => ({ value: [] }),
    'GET ll_personaddresses?': () => ({ value: [address('a1', 'carla@canal.example', 'p1')] }),
    'GET SuggestedAccounts()': () => ({ accounts: [] }),
    'GET ll_peopledecisions?': () => ({ value: [] }),
    'GET ll_persons?': () => ({ value: [CARLA, LINKED], '@odata.count': 2 }),
    'POST ': () => ({ DecisionId: 'd1' }),
    ...more,
  });
const dialog = () => document.querySelector('[role=dialog]');
const bodyOf = (asked: ReturnType<typeof serve>, action: string) =>
  asked.find((one) => one.method === 'POST' && one.path === action)?.body;

beforeEach(() => flushToasts());
afterEach(async () => {
  await unmount();
  vi.useRealTimers();
});

describe('PeopleSection', () => {
  it('goes on behind the first page, whatever host the server names', async () => {
    const asked = server({
      'GET ll_persons?$skiptoken=x': () => ({ value: [LINKED] }),
      'GET ll_persons?': () => ({
        value: [CARLA],
        '@odata.count': 2,
        '@odata.nextLink': 'http://inside:8080/api/data/v9.2/ll_persons?$skiptoken=x',
      }),
    });
    const page = await show(<PeopleSection />);
    await click(button('More people'));
    expect(asked.at(-1)?.path).toBe('ll_persons?$skiptoken=x');
    expect(page.textContent).toContain('Carla Bosman');
    expect(page.textContent).toContain('dirk@lock.example');
  });

  it('asks for a name once it is typed, and keeps what is there until the answer comes', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const asked = server();
    const page = await show(<PeopleSection />);
    const find = page.querySelector('input[type=search]');
    const asks = () => asked.filter(({ path }) => path.includes('contains(ll_name'));
    for (const typed of ['D', 'Di', 'Dirk']) await type(find, typed);
    expect(page.querySelector('.ll-persons')?.textContent).toContain('Carla Bosman');
    await act(() => vi.advanceTimersByTimeAsync(1_000));
    await settle();
    expect(asks()).toHaveLength(1);
    expect(asks()[0]!.path).toContain("contains(ll_name,'Dirk')");
  });

  it('keeps a dialog open that failed, and says why in it', async () => {
    server({
      'POST LinkPerson': () => refusal(409, 'Somebody else is this contact.'),
      'GET contacts?': () => ({ value: [{ contactid: 'c2', fullname: 'Carla B' }] }),
      'GET leads?': () => ({ value: [] }),
      'GET systemusers?': () => ({ value: [] }),
    });
    await show(<PeopleSection />);
    await click(button('Link…'));
    await click(dialog()!.querySelector('[role=combobox]'));
    await click(document.querySelector('[role=option]'));
    await click(dialog()!.querySelector('button[type=submit]'));
    expect(dialog()?.querySelector('[role=alert]')?.textContent).toContain('Somebody else is this contact.');
    expect(currentToasts()).toEqual([]);
  });

  it('takes a link away by a button of its own, never by a dialog in which nothing was chosen', async () => {
    const asked = server({
      'GET contacts?': () => ({ value: [] }),
      'GET leads?': () => ({ value: [] }),
      'GET systemusers?': () => ({ value: [] }),
    });
    await show(<PeopleSection />);
    await click(button('Change link…'));
    await click(dialog()!.querySelector('button[type=submit]'));
    expect(bodyOf(asked, 'LinkPerson')).toBeUndefined();
    await click(button('Cancel'));
    await click(button('Remove link'));
    expect(bodyOf(asked, 'LinkPerson')).toEqual({ PersonId: 'p2' });
    expect(currentToasts()[0]?.text).toBe('Dirk Vos is no longer linked.');
  });

  it('offers everybody but the person itself to be joined with', async () => {
    server();
    await show(<PeopleSection />);
    await click(button('Join…'));
    await click(dialog()!.querySelector('[role=combobox]'));
    expect([...document.querySelectorAll('[role=option]')].map((one) => one.textContent)).toEqual([
      'Dirk Vos',
    ]);
  });

  it('keeps the keyboard where it was when what it stood on is decided', async () => {
    let doubts = [DOUBT];
    const asked = server({
      'GET ll_personaddresses?$filter=ll_certainty': () => ({ value: doubts }),
      'POST RefuseAddress': () => {
        doubts = [];
        return { DecisionId: 'd1' };
      },
    });
    const page = await show(<PeopleSection />);
    const no = button('carla@home.example and Carla Bosman are two people');
    no!.focus();
    await click(no);
    expect(bodyOf(asked, 'RefuseAddress')).toEqual({ AddressId: 'a9' });
    expect(page.textContent).toContain('Nothing to confirm.');
    expect(document.activeElement?.textContent).toBe('Are these one person?');
  });

  it('says how many there are beyond those it shows', async () => {
    server({
      'GET ll_personaddresses?$filter=ll_certainty': () => ({ value: [DOUBT], '@odata.count': 70 }),
      'GET ll_peopledecisions?': () => ({ value: [DECISION], '@odata.count': 300 }),
    });
    const page = await show(<PeopleSection />);
    expect(page.textContent).toContain('1 of 70');
    expect(page.textContent).toContain('1 of 300');
  });

  it('tells that a decision was taken back', async () => {
    const asked = server({ 'GET ll_peopledecisions?': () => ({ value: [DECISION] }) });
    await show(<PeopleSection />);
    await click(button('Undo: carla@canal.example'));
    expect(bodyOf(asked, 'UndoPeopleDecision')).toEqual({ DecisionId: 'd1' });
    expect(currentToasts()[0]?.text).toBe('Taken back.');
  });

  it('has everything read anew in which a decision shows', async () => {
    server();
    const queries = new QueryClient();
    const keys = [
      ['list', 'contact', {}, {}],
      ['list', 'account', { $expand: 'msdyn_accountkpiid($select=msdyn_emailssent)' }, {}],
      ['relationship', 'contact', 'c1', null],
      ['timeline', 'contact', 'c1', {}],
    ];
    for (const key of keys) queries.setQueryData(key, { pages: [], pageParams: [] });
    await show(<PeopleSection />, { queries });
    await click(button('Make a contact'));
    expect(keys.map((key) => queries.getQueryState(key)!.isInvalidated)).toEqual([true, true, true, true]);
  });

  it('makes an account of a domain, named as one chooses', async () => {
    const asked = server({
      'GET SuggestedAccounts()': () => ({
        accounts: [{ domain: 'lockgates.example', people: 2, activities: 5 }],
      }),
      'POST accounts': () => ({ accountid: 'acc1', name: 'Lock Gates' }),
    });
    await show(<PeopleSection />);
    await click(button('Create an account for lockgates.example'));
    expect((fieldOf('Account name') as HTMLInputElement).value).toBe('Lockgates');
    await type(fieldOf('Account name'), 'Lock Gates');
    await click(dialog()!.querySelector('button[type=submit]'));
    expect(bodyOf(asked, 'accounts')).toEqual({
      name: 'Lock Gates',
      websiteurl: 'https://lockgates.example',
    });
  });
});
