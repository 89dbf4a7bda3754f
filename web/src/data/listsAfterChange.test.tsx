// A list that one goes back to shows what was done to its records meanwhile.
import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
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
  asked: unknown = 'columns',
): Promise<boolean> {
  const queries = new QueryClient();
  const key = ['list', table, asked, {}];
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

it('an activity is read anew in every list that tells of relationships', async () => {
  const asked = { $expand: 'msdyn_accountkpiid($select=msdyn_emailssent)' };
  const change = (queries: QueryClient) => refreshTimeline(queries, 'lead', 'b');
  expect(await isStaleAfter('account', change, asked)).toBe(true);
  expect(await isStaleAfter('account', change, { $expand: 'primarycontactid($select=fullname)' })).toBe(
    false,
  );
});

it('a saved owner is read anew in the relationship of the record and in the pipeline of health', async () => {
  serve({
    'GET leads?': () => ({ value: [{ leadid: 'b', subject: 'Lifts' }] }),
    'PATCH leads(b)': () => ({ leadid: 'b', subject: 'Cranes' }),
  });
  const queries = new QueryClient();
  const keys = [
    ['relationship', 'lead', 'b', 60],
    ['groups', 'opportunity', 'health', undefined],
  ];
  for (const key of keys) queries.setQueryData(key, {});
  const page = await show(<ListAndSave />, { queries });
  await click(page.querySelector('button'));
  for (const key of keys) expect(queries.getQueryState(key)!.isInvalidated).toBe(true);
});

function Relationships({ columns, order }: { columns: string[]; order: string }) {
  const { data, fetchNextPage } = useRows(LEADS, columns, { ...OPTIONS, $orderby: order });
  return (
    <>
      <p>{data?.pages.flatMap((page) => page.rows.map((row) => String(row.subject))).join(', ')}</p>
      <output>{data?.pages[0]?.total}</output>
      <button onClick={() => void fetchNextPage()}>More</button>
    </>
  );
}

const SENT = 'msdyn_leadkpiid/msdyn_emailssent';

it('rows without a figure come behind those that have it, also when the lowest comes first', async () => {
  const asked = serve({
    'GET leads?': ({ path }) => {
      const rows = path.includes(' ne null') ? ['Low', 'High'] : ['None'];
      return { value: rows.map((subject) => ({ leadid: subject, subject })), '@odata.count': rows.length };
    },
  });
  const page = await show(<Relationships columns={['subject', SENT]} order={`${SENT} asc`} />);
  expect(page.querySelector('p')?.textContent).toBe('Low, High');
  expect(page.querySelector('output')?.textContent).toBe('3');
  await click(page.querySelector('button'));
  expect(page.querySelector('p')?.textContent).toBe('Low, High, None');
  expect(asked).toHaveLength(3);
});

it('a list of rows without any figure is not an empty list', async () => {
  serve({
    'GET leads?': ({ path }) =>
      path.includes(' ne null')
        ? { value: [], '@odata.count': 0 }
        : { value: [{ leadid: 'a', subject: 'None' }], '@odata.count': 1 },
  });
  const page = await show(<Relationships columns={['subject']} order={`${SENT} asc`} />);
  expect(page.querySelector('p')?.textContent).toBe('None');
  expect(page.querySelector('output')?.textContent).toBe('1');
});

it('figures that are being worked out are read again until they are there', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  let reads = 0;
  serve({
    'GET leads?': () => {
      reads += 1;
      const due = Date.now() + (reads < 3 ? -500 : 3_600_000);
      return {
        value: [
          {
            leadid: 'a',
            subject: `Read ${reads}`,
            msdyn_leadkpiid: { msdyn_emailssent: reads, ll_dueon: new Date(due).toISOString() },
          },
        ],
      };
    },
  });
  const page = await show(<Relationships columns={['subject', SENT]} order="subject asc" />);
  await act(() => vi.advanceTimersByTimeAsync(10_000));
  expect(page.querySelector('p')?.textContent).toBe('Read 3');
  vi.useRealTimers();
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
