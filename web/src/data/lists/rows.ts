// The rows of a list in pages, and the row that a save changed.
import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useQueryClient,
  type InfiniteData,
} from '@tanstack/react-query';
import { get } from '../http';
import { formatted, pathOf, query, WITH_ANNOTATIONS, type Page } from '../odata';
import { expanded, flat, isPath } from './paths';
import { rowColumn, type ListTable } from './tables';
import type { ListQuery } from './state';

/** A row as the API gives it: columns, and annotations whose names contain an @. */
export type Row = Record<string, unknown>;

export interface RowPage {
  rows: Row[];
  next?: string;
  total?: number;
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

async function fetchPage(path: string, nested: boolean, signal?: AbortSignal): Promise<RowPage> {
  const page = await get<Page<Row>>(path, {
    signal,
    headers: { Prefer: `odata.maxpagesize=${PAGE_SIZE},${WITH_ANNOTATIONS}` },
  });
  const next = page['@odata.nextLink'];
  const rows = nested ? page.value.map(flat) : page.value;
  return { rows, next: next && pathOf(next), total: page['@odata.count'] };
}

export const LIST_KEY = 'list';

/** The pages of a list, fetched as they come into sight. Not asked for while `options` is undefined. */
export function useRows(table: ListTable, columns: readonly string[], options: ListQuery | undefined) {
  const queries = useQueryClient();
  const asks = { $select: selected(table, columns), $expand: expanded(columns) };
  const asked = infiniteQueryOptions({
    queryKey: [LIST_KEY, table.name, asks, options],
    enabled: options !== undefined,
    queryFn: ({ pageParam, signal }) => fetchPage(pageParam, asks.$expand !== undefined, signal),
    initialPageParam: table.entitySet + query({ ...asks, ...options, $count: true }),
    getNextPageParam: (last) => last.next,
    // Comparing a hundred thousand rows deeply for every new page would stutter.
    structuralSharing: false,
    staleTime: 30_000,
    refetchOnWindowFocus: false,
  });
  // The rows are on their way while the page around them is drawn, not only when that is done.
  if (options !== undefined && queries.getQueryState(asked.queryKey) === undefined)
    void queries.prefetchInfiniteQuery(asked);
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
