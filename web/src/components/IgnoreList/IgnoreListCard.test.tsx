import { afterEach, describe, expect, it } from 'vitest';
import {
  button,
  choose,
  click,
  fieldOf,
  refusal,
  serve,
  settle,
  show,
  type,
  unmount,
} from '../../testing/render';
import { flushToasts, undoNewest } from '../toasts';
import { IgnoreListCard } from './IgnoreListCard';

const ENTRY = {
  entry_id: 'e1',
  kind: 'domain',
  value: 'x.org',
  since: '2026-05-03T10:00:00Z',
  kept_out: 31,
};
const server = (more: Parameters<typeof serve>[0] = {}) =>
  serve({
    'GET IgnoreList(': () => ({ entries: [ENTRY], applying: false }),
    'GET Mailboxes()': () => ({ mailboxes: [{ mailbox_id: 'm1', name: 'Work' }] }),
    'POST Ignore': () => ({ EntryId: 'e2' }),
    ...more,
  });
const submit = () => click(document.querySelector('[role$=dialog] button[type=submit]'));
const bodies = (asked: ReturnType<typeof serve>, path: string) =>
  asked.filter((one) => one.path === path).map((one) => one.body);

afterEach(async () => {
  await unmount();
  flushToasts();
});

describe('IgnoreListCard', () => {
  it('tells what is ignored, since when, and what that kept out', async () => {
    const asked = server();
    const card = await show(<IgnoreListCard organisation={false} />);
    expect(card.querySelector('tbody tr')?.textContent).toContain('x.orgDomain · May 3, 2026Domain');
    expect(card.querySelector('tbody tr')?.textContent).toContain('31');
    expect(asked[0]?.path).toBe('IgnoreList(Organisation=false)');
  });

  it('says when nothing is, and when the past is being gone through', async () => {
    server({ 'GET IgnoreList(': () => ({ entries: [], applying: true }) });
    const card = await show(<IgnoreListCard organisation />);
    expect(card.textContent).toContain('Nothing is ignored.');
    expect(card.querySelector('[role=status]')?.textContent).toContain('is being gone through');
  });

  it('puts an address on the list, and off again', async () => {
    const asked = server({ 'POST StopIgnoring': () => undefined });
    await show(<IgnoreListCard organisation={false} />);
    await click(button('Ignore'));
    await type(fieldOf('Address or domain'), ' anna@x.org ');
    await submit();
    expect(bodies(asked, 'Ignore')).toEqual([{ Value: 'anna@x.org' }]);
    expect(undoNewest()).toBe(true);
    await settle();
    expect(bodies(asked, 'StopIgnoring')).toEqual([{ EntryId: 'e2' }]);
  });

  it('asks once more where everybody may have an address', async () => {
    const asked = server({
      'POST Ignore': ({ body }) =>
        (body as { Confirmed?: boolean }).Confirmed
          ? { EntryId: 'e2' }
          : refusal(412, 'everybody may have one'),
    });
    await show(<IgnoreListCard organisation />);
    await click(button('Ignore'));
    await type(fieldOf('Address or domain'), 'gmail.com');
    await submit();
    expect(document.querySelector('[role$=dialog]')?.textContent).toContain('everybody may have one');
    await click(button('Ignore everybody there'));
    expect(bodies(asked, 'Ignore')).toEqual([
      { Value: 'gmail.com', Organisation: true },
      { Value: 'gmail.com', Organisation: true, Confirmed: true },
    ]);
  });

  it('ignores a folder of one of the mailboxes', async () => {
    const asked = server();
    await show(<IgnoreListCard organisation={false} />);
    await click(button('Ignore'));
    await choose(fieldOf('What to ignore'), 'Folder of Work');
    await type(fieldOf('Name of the folder'), 'Private*');
    await submit();
    expect(bodies(asked, 'Ignore')).toEqual([{ Value: 'Private*', MailboxId: 'm1' }]);
  });

  it('takes an entry off and puts it back as it was', async () => {
    const asked = server({ 'POST StopIgnoring': () => undefined });
    await show(<IgnoreListCard organisation />);
    await click(button('Take x.org off the list'));
    expect(bodies(asked, 'StopIgnoring')).toEqual([{ EntryId: 'e1' }]);
    undoNewest();
    await settle();
    expect(bodies(asked, 'Ignore')).toEqual([{ Value: 'x.org', Organisation: true, Confirmed: true }]);
  });
});
