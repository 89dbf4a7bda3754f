// The rows of a list in pages, and the row that a save changed.
import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
  type QueryKey,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import { get } from '../http';
import { formatted, pathOf, query, WITH_ANNOTATIONS, type Page } from '../odata';
import { rememberList } from './neighbours';
import { expanded, flat, isPath } from './paths';
import { isBeingWorkedOut, withDue } from './workedOut';
import { rowColumn, type ListTable } from './tables';
import { allOf, type ListQuery } from './state';

/** A row as the API gives it: columns, and annotations whose names contain an @. */
export type Row = Record<string, unknown>;

export interface RowPage {
  rows: Row[];
  next?: Part;
  total?: number;
}

/** A page to ask for. */
interface Part {
  path: string;
  /** Where the list goes on behind the last page of this kind, and what says how many rows come then. */
  after?: string;
  counts?: string;
}

const PAGE_SIZE = 100;

/** The columns to ask for: those shown, the key, and what stands in for an empty name. */
export function selected(table: ListTable, columns: readonly string[]): string {
  const score = table.score ? Object.values(table.score) : [];
  const wanted = new Set([
    table.id,
    ...table.title,
    // Where the page of a task is.
    ...(table.name === 'task' ? ['_regardingobjectid_value'] : []),
    ...columns.filter((name) => !isPath(name)).map((name) => rowColumn(table.name, name)),
    // A score is told with its grade, and where there is none whether the row is closed.
    ...(columns.some((name) => score.includes(name)) ? [...score, 'statecode'] : []),
  ]);
  return [...wanted].join(',');
}

/**
 * The options of a list in parts, read one after the other: the server puts rows without a figure before the lowest, but who
 * looks for the poorest relationships does not look for records that have none.
 */
export function partsOf(options: ListQuery): readonly ListQuery[] {
  const figure = /^(msdyn_[a-z]+kpiid\/[a-z0-9_]+) asc$/.exec(options.$orderby)?.[1];
  if (figure === undefined || options.$filter?.split(' and ').includes(`${figure} ne null`)) return [options];
  return ['ne', 'eq'].map((is) => ({ ...options, $filter: allOf(options.$filter, `${figure} ${is} null`) }));
}

async function fetchPage(part: Part, nested: boolean, signal?: AbortSignal): Promise<RowPage> {
  const ask = (path: string) =>
    get<Page<Row>>(path, {
      signal,
      headers: { Prefer: `odata.maxpagesize=${PAGE_SIZE},${WITH_ANNOTATIONS}` },
    });
  const [page, others] = await Promise.all([ask(part.path), part.counts && ask(part.counts)]);
  const link = page['@odata.nextLink'];
  const next = link
    ? { path: pathOf(link), after: part.after }
    : part.after
      ? { path: part.after }
      : undefined;
  const rows = nested ? page.value.map(flat) : page.value;
  const count = page['@odata.count'];
  const total = count === undefined ? undefined : count + ((others && others['@odata.count']) || 0);
  // A page without rows would look like the end of the list.
  return rows.length === 0 && next
    ? { ...(await fetchPage(next, nested, signal)), total }
    : { rows, next, total };
}

export const LIST_KEY = 'list';

const SOON = 1500;
const isUnsettled = ({ pages }: InfiniteData<RowPage>) =>
  pages.some((page) => page.rows.some((row) => isBeingWorkedOut(row, Date.now())));

/** What is asked of each row. */
type Asks = Record<'$select' | '$expand', string | undefined>;

function firstPart(table: ListTable, asks: Asks, options?: ListQuery): Part {
  const pathOfPart = (part: ListQuery | undefined, more: Record<string, string | number>) =>
    table.entitySet + query({ ...asks, ...part, ...more, $count: true });
  const [first, after] = options ? partsOf(options) : [];
  return {
    path: pathOfPart(first, {}),
    ...(after && { after: pathOfPart(after, {}), counts: pathOfPart(after, { $top: 1 }) }),
  };
}

/** The pages of a list, fetched as they come into sight. Not asked for while `options` is undefined. */
export function useRows(table: ListTable, columns: readonly string[], options: ListQuery | undefined) {
  const queries = useQueryClient();
  const asks: Asks = { $select: selected(table, columns), $expand: expanded(withDue(columns)) };
  const asked = infiniteQueryOptions({
    queryKey: [LIST_KEY, table.name, asks, options],
    enabled: options !== undefined,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, asks.$expand !== undefined, signal),
    initialPageParam: firstPart(table, asks, options),
    getNextPageParam: (last) => last.next,
    // Comparing a hundred thousand rows deeply for every new page would stutter.
    structuralSharing: false,
    staleTime: 30_000,
    // Somebody works through it record by record and comes back.
    gcTime: 1_800_000,
    refetchOnWindowFocus: false,
    // Rows that were touched a moment ago are read again, until they are worked out.
    refetchInterval: ({ state }) => (state.data && isUnsettled(state.data) ? SOON : false),
  });
  // The rows are on their way while the page around them is drawn, not only when that is done.
  if (options !== undefined && queries.getQueryState(asked.queryKey) === undefined)
    void queries.prefetchInfiniteQuery(asked);
  useEffect(() => {
    if (options !== undefined) rememberList(table.name, asked.queryKey);
  });
  return useInfiniteQuery(asked);
}

/** The list with one row's columns replaced; pages that do not hold it stay the same objects. */
export function replaceRow(list: InfiniteData<RowPage>, id: string, row: Row): InfiniteData<RowPage> {
  return {
    ...list,
    pages: list.pages.map((page) =>
      page.rows.some((one) => row[id] === one[id])
        ? { ...page, rows: page.rows.map((one) => (one[id] === row[id] ? { ...one, ...row } : one)) }
        : page,
    ),
  };
}

/** Reads some rows of a list again and puts them where they stand. @param key the list's, as useRows() has it */
export async function rereadRows(
  queries: QueryClient,
  table: ListTable,
  key: QueryKey,
  ids: readonly string[],
): Promise<void> {
  const asks = key[2] as Asks;
  const path = table.entitySet + query({ ...asks, $filter: `${table.id} in (${ids.join(',')})` });
  const { rows } = await fetchPage({ path }, asks.$expand !== undefined);
  queries.setQueryData<InfiniteData<RowPage>>(
    key,
    (list) => list && rows.reduce((known, row) => replaceRow(known, table.id, row), list),
    // The others are as old as they were.
    { updatedAt: queries.getQueryState(key)?.dataUpdatedAt },
  );
}

export const idOf = (table: ListTable, row: Row) => String(row[table.id]);

/** What a row is called; empty when nothing names it. */
export function titleOf(table: ListTable, row: Row): string {
  for (const column of table.title) {
    const value = row[column];
    if (typeof value === 'string' && value !== '') return value;
  }
  return '';
}

/** The name a lookup points to. */
export const lookupName = (row: Row, name: string) => formatted(row, `_${name}_value`) ?? '';
