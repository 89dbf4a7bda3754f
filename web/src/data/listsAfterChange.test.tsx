// A list that one goes back to shows what was done to its records meanwhile.
import { QueryClient } from '@tanstack/react-query';
import { afterEach, expect, it } from 'vitest';
import { click, serve, show, unmount } from '../testing/render';
import { useRows } from './lists/rows';
import { listTable } from './lists/tables';
import { refreshRecord, useSaveRecord } from './records';
import { refreshTimeline } from './timeline';

const LEADS = listTable('lead')!;
const COLUMNS = ['subject'];
const OPTIONS = { $filter: undefined, $orderby: 'subject asc', $search: undefined };

function ListAndSave() {
  const list = useRows(LEADS, COLUMNS, OPTIONS);
  const save = useSaveRecord('lead', 'b');
  const subjects = list.data?.pages.flatMap((page) => page.rows.map((row) => String(row.subject)));
  return (
    <>
      <p>{subjects?.join(', ')}</p>
      <button onClick={() => save.mutate({ changes: { subject: 'Cranes' }, etag: '"1"' })}>Save</button>
    </>
  );
}

afterEach(unmount);

it('a saved record stands in its list as it is now, without reading the list anew', async () => {
  const asked = serve({
    'GET leads?': () => ({
      value: [
        { leadid: 'a', subject: 'Pumps' },
        { leadid: 'b', subject: 'Lifts' },
      ],
    }),
    'PATCH leads(b)': () => ({ leadid: 'b', subject: 'Cranes' }),
  });
  const page = await show(<ListAndSave />);
  expect(page.querySelector('p')?.textContent).toBe('Pumps, Lifts');
  await click(page.querySelector('button'));
  expect(page.querySelector('p')?.textContent).toBe('Pumps, Cranes');
  expect(asked.filter((one) => one.method === 'GET')).toHaveLength(1);
});

/** Whether the list of a table is read anew when it is next looked at. */
async function isStaleAfter(
  table: string,
  change: (queries: QueryClient) => Promise<void>,
): Promise<boolean> {
  const queries = new QueryClient();
  const key = ['list', table, 'columns', {}];
  queries.setQueryData(key, { pages: [], pageParams: [] });
  await change(queries);
  return queries.getQueryState(key)!.isInvalidated;
}

it('what becomes of a lead is read anew in the lists of what it became', async () => {
  expect(await isStaleAfter('opportunity', (queries) => refreshRecord(queries, 'lead', 'b'))).toBe(true);
});

it('a task done on a timeline is read anew in the list of tasks, and only there', async () => {
  const change = (queries: QueryClient) => refreshTimeline(queries, 'lead', 'b');
  expect(await isStaleAfter('task', change)).toBe(true);
  expect(await isStaleAfter('lead', change)).toBe(false);
});

it('what is written on a timeline is read anew in the score of its record', async () => {
  for (const [table, stale] of [
    ['lead', true],
    ['account', false],
  ] as const) {
    const queries = new QueryClient();
    queries.setQueryData(['score', 'b'], {});
    await refreshTimeline(queries, table, 'b');
    expect(queries.getQueryState(['score', 'b'])!.isInvalidated).toBe(stale);
  }
});
