// The records before and after one, in the list of its table that was looked at last.
import { useQueryClient, type InfiniteData, type QueryClient, type QueryKey } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { RowPage } from './rows';
import { listTable, rowPath } from './tables';

const lookedAt = new Map<string, QueryKey>();

/** @param key the list's, as useRows() has it */
export const rememberList = (table: string, key: QueryKey) => void lookedAt.set(table, key);

/** Addresses; null at the ends of what was read of the list, and for what is not in it. */
export interface Neighbours {
  before: string | null;
  after: string | null;
}

export function neighboursOf(queries: QueryClient, table: string, id: string): Neighbours {
  const key = lookedAt.get(table);
  const list = listTable(table);
  const read = key && queries.getQueryData<InfiniteData<RowPage>>(key);
  if (!read || !list) return { before: null, after: null };
  const rows = read.pages.flatMap((page) => page.rows);
  const place = rows.findIndex((row) => row[list.id] === id);
  const pathAt = (at: number) => (place >= 0 && rows[at] && rowPath(list, rows[at])) || null;
  return { before: pathAt(place - 1), after: pathAt(place + 1) };
}

/** As they stood when the record was opened: its page is not another because the list moved. */
export function useNeighbours(table: string, id: string): Neighbours {
  const queries = useQueryClient();
  return useMemo(() => neighboursOf(queries, table, id), [queries, table, id]);
}
