// A list that is looked at while others work.
import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { serveEvents, setHidden } from '../../testing/events';
import { serve, show, unmount } from '../../testing/render';
import { useNews } from './live';
import { useRows } from './rows';
import { listTable } from './tables';

const ACCOUNTS = listTable('account')!;
const SENT = 'msdyn_accountkpiid/msdyn_emailssent';
const OPTIONS = { $filter: undefined, $orderby: `${SENT} desc`, $search: undefined };

function Accounts({ columns }: { columns: string[] }) {
  const list = useRows(ACCOUNTS, columns, OPTIONS);
  const { news } = useNews(ACCOUNTS);
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <>
      <p>{rows.map((row) => `${String(row.name)} ${String(row[SENT])}`).join(', ')}</p>
      <output>{news.made.size + news.changed.size + (news.much ? 100 : 0)}</output>
    </>
  );
}

let sent: Record<string, number>;
const serveAccounts = () =>
  serve({
    'GET accounts?': ({ path }) => ({
      value: Object.keys(sent)
        .filter((id) => !path.includes(' in (') || path.includes(`(${id})`) || path.includes(`,${id})`))
        .map((id) => ({ accountid: id, name: id, msdyn_accountkpiid: { msdyn_emailssent: sent[id] } })),
    }),
  });
const shown = () => document.querySelector('p')?.textContent;
const news = () => document.querySelector('output')?.textContent;
const moment = () => act(() => vi.advanceTimersByTimeAsync(2_500));
const figures = (id: string, table = 'account') => ({ table, id, kind: 'relationship' });

beforeEach(() => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  sent = { a: 3, b: 2, c: 1 };
});
afterEach(async () => {
  await unmount();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

it('figures that somebody else moved follow in their rows, which stay where they are', async () => {
  const asked = serveAccounts();
  const events = serveEvents();
  await show(<Accounts columns={['name', SENT]} />);
  expect(events.open()).toEqual(['/api/events?topics=accounts']);
  sent = { a: 3, b: 5, c: 9 };
  await events.tell('change', figures('b'));
  await events.tell('change', figures('b'));
  await events.tell('change', figures('elsewhere'));
  await moment();
  expect(shown()).toBe('a 3, b 5, c 1');
  expect(asked.map(({ path }) => path).filter((path) => path.includes('accountid in (b)'))).toHaveLength(1);
  expect(asked).toHaveLength(2);
  expect(news()).toBe('0');
});

it('a list that shows no figures does not ask for any', async () => {
  const asked = serveAccounts();
  const events = serveEvents();
  const plain = { ...OPTIONS, $orderby: 'name asc' };
  function Plain() {
    useRows(ACCOUNTS, ['name'], plain);
    useNews(ACCOUNTS);
    return null;
  }
  await show(<Plain />);
  await events.tell('change', figures('b'));
  await events.tell('reset', { table: 'account', kind: 'relationship' });
  await moment();
  expect(asked).toHaveLength(1);
});

it('when all figures were worked out again the list is read anew, once', async () => {
  const asked = serveAccounts();
  const events = serveEvents();
  await show(<Accounts columns={['name', SENT]} />);
  sent = { a: 4, b: 4, c: 4 };
  for (let i = 0; i < 3; i += 1) await events.tell('reset', { table: 'account', kind: 'relationship' });
  await moment();
  expect(shown()).toBe('a 4, b 4, c 4');
  expect(asked).toHaveLength(2);
  expect(news()).toBe('0');
});

it('changed rows are news, and do not move by themselves', async () => {
  const asked = serveAccounts();
  const events = serveEvents();
  await show(<Accounts columns={['name', SENT]} />);
  await events.tell('change', { table: 'account', id: 'a', kind: 'update' });
  await events.tell('change', { table: 'lead', id: 'l', kind: 'update' });
  await moment();
  expect(news()).toBe('1');
  await events.tell('reset', { table: 'account' });
  expect(news()).toBe('101');
  expect(asked).toHaveLength(1);
});

it('a page out of sight keeps no stream open, and catches up when it is looked at again', async () => {
  serveAccounts();
  const events = serveEvents();
  await show(<Accounts columns={['name', SENT]} />, { queries: new QueryClient() });
  await events.connect();
  await setHidden(true);
  expect(events.open()).toEqual([]);
  sent = { a: 8, b: 8, c: 8 };
  await moment();
  expect(shown()).toBe('a 3, b 2, c 1');
  await act(() => vi.advanceTimersByTimeAsync(60_000));
  await setHidden(false);
  expect(events.open()).toHaveLength(1);
  await events.connect();
  await moment();
  expect(shown()).toBe('a 8, b 8, c 8');
});
