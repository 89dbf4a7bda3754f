import { afterEach, describe, expect, it } from 'vitest';
import { currentToasts, dismissToast, flushToasts, undoNewest } from '../../components/toasts';
import {
  button,
  click,
  fieldOf,
  press,
  refusal,
  serve,
  sessionOf,
  settle,
  show,
  SignedIn,
  type,
  unmount,
} from '../../testing/render';
import '../../components/IgnoreList/IgnoreSenderDialog';
import '../../components/MenuButton/OpenedMenu';
import { Timeline } from './Timeline';

const LEAD = { table: 'lead', id: '3f2504e0-4f89-11d3-9a0c-0305e82c3301', name: 'Kim Peters' };
const TASK = {
  kind: 'task',
  table: 'task',
  id: 't1',
  at: '2026-11-20T10:00:00Z',
  title: 'Send the proposal',
  text: 'With the discount',
  state: 0,
  open: true,
  scheduledend: '2026-11-21T10:00:00Z',
  owner: { id: 'u', name: 'Anna Jansen' },
};
const CHANGE = {
  kind: 'change',
  table: 'lead',
  id: LEAD.id,
  at: '2026-11-19T10:00:00Z',
  owner: { id: 'u', name: 'Anna Jansen' },
  changes: [{ column: 'budgetstatus', before: 1, after: 3 }],
};
const server = (items: unknown[], more = {}) =>
  serve({
    'GET Timeline(': () => ({ items, next: null }),
    'GET Columns(': () => ({ columns: [] }),
    ...more,
  });

afterEach(async () => {
  await unmount();
  flushToasts();
});

describe('Timeline', () => {
  it('tells activities and changes in the reader’s words, with who and when', async () => {
    server([TASK, CHANGE]);
    const page = await show(<Timeline record={LEAD} onShow={() => {}} />);
    const text = page.textContent ?? '';
    expect(text).toContain('Send the proposal');
    expect(text).toContain('Overdue');
    expect(text).toContain('Anna Jansen');
    expect(text).toContain('May Buy');
    expect(text).toContain('Will Buy');
    expect(page.querySelectorAll('article')).toHaveLength(2);
  });

  it('tells of a meeting who answered what, and when', async () => {
    const parties = [
      { role: 7, name: 'Ann', address: 'ann@ours.example' },
      { role: 5, name: 'Carl', address: 'c@n.example', answer: 1, answered_on: '2026-11-18T10:00:00Z' },
      { role: 5, name: 'Dora', address: 'd@n.example', answer: 0 },
    ];
    const meeting = {
      kind: 'appointment',
      table: 'appointment',
      id: 'm1',
      at: '2026-11-20T10:00:00Z',
      parties,
    };
    server([{ ...meeting, title: 'Talk' }]);
    const text = (await show(<Timeline record={LEAD} onShow={() => {}} />)).textContent;
    expect(text).toMatch(/Ann, Carl \(Accepted · [^)]*2026[^)]*\), Dora \(No answer yet\)/);
  });

  it('says so when nothing has happened, and when it cannot be read', async () => {
    server([]);
    expect((await show(<Timeline record={LEAD} onShow={() => {}} />)).textContent).toContain(
      'Nothing has happened yet',
    );
    await unmount();
    serve({
      'GET Timeline(': () => {
        throw new Error('down');
      },
    });
    const page = await show(<Timeline record={LEAD} onShow={() => {}} />);
    expect(page.querySelector('[role=alert]')?.textContent).toContain('cannot be reached');
  });

  it('asks for the kinds that are pressed', async () => {
    const asked = server([TASK]);
    const page = await show(<Timeline record={LEAD} onShow={() => {}} />);
    const notes = [...page.querySelectorAll('.ll-chip')].find((chip) => chip.textContent === 'Notes');
    await click(notes);
    expect(notes?.getAttribute('aria-pressed')).toBe('true');
    expect(asked.at(-1)?.path).toContain("Kinds='note'");
  });

  it('writes a note by keyboard: N, words, Ctrl+Enter', async () => {
    const asked = server([], { 'POST annotations': () => ({ annotationid: 'n1' }) });
    const page = await show(<Timeline record={LEAD} onShow={() => {}} />);
    await press('n');
    expect(document.activeElement?.tagName).toBe('INPUT');
    await type(page.querySelector('textarea'), 'Wants a demo');
    await press('Enter', { ctrlKey: true });
    expect(asked.find((one) => one.method === 'POST')).toMatchObject({
      path: 'annotations',
      body: { notetext: 'Wants a demo', 'objectid@odata.bind': `/leads(${LEAD.id})` },
    });
    expect(page.querySelector('form')).toBeNull();
    expect(currentToasts().at(-1)?.text).toBe('Note saved.');
  });

  it('keeps the form with the reason when the server refuses', async () => {
    server([], {
      'POST annotations': () => {
        throw new Error('down');
      },
    });
    const page = await show(<Timeline record={LEAD} onShow={() => {}} />);
    await press('n');
    await type(page.querySelector('textarea'), 'Wants a demo');
    await press('Enter', { ctrlKey: true });
    expect(page.querySelector('textarea')?.value).toBe('Wants a demo');
    expect(page.querySelector('[role=alert]')).not.toBeNull();
  });

  it('tracks private mail with a way back, and the keys go on from there', async () => {
    const MAIL = {
      kind: 'email',
      table: 'email',
      id: 'm1',
      at: '2026-11-20T10:00:00Z',
      title: 'Offer',
      private: true,
      may_track: true,
    };
    const items: object[] = [MAIL];
    const asked = server(items, {
      'POST TrackActivity': () => void (items[0] = { ...MAIL, private: false, tracked: true }),
      'POST UntrackActivity': () => void (items[0] = MAIL),
    });
    const page = await show(<Timeline record={LEAD} onShow={() => {}} />);
    expect(page.textContent).toContain('Only you see this');
    const track = page.querySelector<HTMLElement>('[aria-label="Track: Offer"]')!;
    track.focus();
    await click(track);
    expect(asked.find((one) => one.path === 'TrackActivity')?.body).toEqual({
      Table: 'email',
      ActivityId: 'm1',
      RegardingTable: 'lead',
      RegardingId: LEAD.id,
    });
    expect(page.textContent).not.toContain('Only you see this');
    expect([...page.querySelectorAll('.ll-tag')].map((tag) => tag.textContent)).toEqual(['Tracked']);
    expect(document.activeElement?.getAttribute('aria-label')).toContain('Offer');
    expect(undoNewest()).toBe(true);
    await settle();
    expect(asked.some((one) => one.path === 'UntrackActivity')).toBe(true);
    expect(page.textContent).toContain('Only you see this');
  });

  const CAUGHT = {
    kind: 'email',
    table: 'email',
    id: 'm1',
    at: '2026-11-20T10:00:00Z',
    title: 'Offer',
    direction: 'in',
    may_track: true,
    parties: [
      { role: 2, name: 'Ann', address: 'ann@ours.example' },
      { role: 1, name: 'Carl', address: 'carl@n.example' },
    ],
  };
  const menuOf = async (page: Element) => {
    await click(page.querySelector('[aria-label^="More about"]'));
    return [...document.querySelectorAll<HTMLElement>('[role=menuitem]')];
  };

  it('ignores the sender of a mail, or everybody there, and reads what is left when that is done', async () => {
    const items: object[] = [CAUGHT];
    const asked = server(items, {
      ...sessionOf('Salesperson'),
      'POST Ignore': () => ({ EntryId: 'e1' }),
      'POST StopIgnoring': () => void items.push(CAUGHT),
      'GET IgnoreList(': () => {
        items.length = 0;
        return { entries: [], applying: false };
      },
    });
    const page = await show(
      <SignedIn>
        <Timeline record={LEAD} onShow={() => {}} />
      </SignedIn>,
    );
    await click((await menuOf(page)).find((one) => one.textContent === 'Ignore this sender'));
    await settle();
    expect(document.body.textContent).not.toContain('In whose mailboxes');
    await click(fieldOf('Everybody at n.example'));
    await click(button('Ignore'));
    expect(asked.find((one) => one.path === 'Ignore')?.body).toEqual({ Value: 'n.example' });
    await settle();
    expect(page.textContent).not.toContain('Offer');
    expect(undoNewest()).toBe(true);
    await settle();
    expect(asked.find((one) => one.path === 'StopIgnoring')?.body).toEqual({ EntryId: 'e1' });
  });

  it('lets an administrator ignore a sender for everybody, and says so where everybody may have an address', async () => {
    const asked = server([CAUGHT], {
      ...sessionOf('Administrator'),
      'POST Ignore': ({ body }: { body: unknown }) =>
        (body as { Confirmed?: boolean }).Confirmed
          ? { EntryId: 'e1' }
          : refusal(412, 'everybody may have one'),
      'GET IgnoreList(Organisation=true': () => ({ entries: [], applying: false }),
    });
    const page = await show(
      <SignedIn>
        <Timeline record={LEAD} onShow={() => {}} />
      </SignedIn>,
    );
    await click((await menuOf(page)).find((one) => one.textContent === 'Ignore this sender'));
    await settle();
    await click(fieldOf('Everybody’s'));
    await click(button('Ignore'));
    await click(button('Ignore everybody there'));
    expect(asked.filter((one) => one.path === 'Ignore').map((one) => one.body)).toEqual([
      { Value: 'carl@n.example', Organisation: true },
      { Value: 'carl@n.example', Organisation: true, Confirmed: true },
    ]);
  });

  it.each([
    ['was written by us', { direction: 'out' }],
    ['is in no mailbox of the reader’s', { may_track: false }],
    ['says no sender', { parties: [] }],
  ])('offers to ignore no sender of a mail that %s', async (_, differs) => {
    server([{ ...CAUGHT, ...differs }]);
    const page = await show(<Timeline record={LEAD} onShow={() => {}} />);
    expect((await menuOf(page)).map((one) => one.textContent)).toEqual(['Edit', 'Delete']);
  });

  it('completes a task with a way back', async () => {
    const asked = server([TASK], {
      'POST CompleteActivity': () => undefined,
      'PATCH tasks(': () => undefined,
    });
    const page = await show(<Timeline record={LEAD} onShow={() => {}} />);
    await click(page.querySelector('.ll-entry-buttons button'));
    expect(asked.find((one) => one.path === 'CompleteActivity')?.body).toEqual({
      Table: 'task',
      ActivityId: 't1',
    });
    expect(undoNewest()).toBe(true);
    await settle();
    expect(asked.find((one) => one.method === 'PATCH')?.body).toMatchObject({
      statecode: 0,
      actualend: null,
    });
  });

  it('deletes when the toast has gone, and not when that was taken back', async () => {
    const asked = server([TASK], { 'DELETE tasks(t1)': () => undefined });
    const page = await show(<Timeline record={LEAD} onShow={() => {}} />);
    const remove = async () => {
      await click(page.querySelector('.ll-entry-buttons button:last-child'));
      await click(
        [...document.querySelectorAll('[role=menuitem]')].find((one) => one.textContent === 'Delete'),
      );
    };
    await remove();
    expect(page.textContent).not.toContain('Send the proposal');
    undoNewest();
    await settle();
    expect(page.textContent).toContain('Send the proposal');
    expect(asked.some((one) => one.method === 'DELETE')).toBe(false);

    await remove();
    dismissToast(currentToasts().at(-1)!.id);
    await settle();
    expect(asked.filter((one) => one.method === 'DELETE')).toHaveLength(1);
  });
});
