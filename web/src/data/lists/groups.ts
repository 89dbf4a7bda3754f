// A list counted by one of its columns, through `$apply`.
import { useQuery } from '@tanstack/react-query';
import { get } from '../http';
import { formatted, query, WITH_ANNOTATIONS, type Page } from '../odata';
import { flat } from './paths';
import type { ListQuery } from './state';
import { rowColumn, type ListTable } from './tables';

export interface Group {
  /** The column's value; null for rows without one. */
  value: unknown;
  /** What the server calls it. */
  label: string | undefined;
  count: number;
}

/** `$apply` that counts the rows of a filter by a column. */
export function applyOf(column: string, filter: string | undefined): string {
  const group = `groupby((${column}),aggregate($count as rows))`;
  return filter ? `filter(${filter})/${group}` : group;
}

/** The largest first; what has no value comes last. */
export function sortGroups(groups: Group[]): Group[] {
  return [...groups].sort((a, b) => Number(a.value === null) - Number(b.value === null) || b.count - a.count);
}

export function useGroups(table: ListTable, name: string, options: ListQuery | undefined) {
  const column = rowColumn(table.name, name);
  return useQuery({
    queryKey: ['groups', table.name, column, options?.$filter],
    enabled: options !== undefined,
    staleTime: 30_000,
    queryFn: async ({ signal }) => {
      const path = table.entitySet + query({ $apply: applyOf(column, options?.$filter) });
      const page = await get<Page<Record<string, unknown>>>(path, {
        signal,
        headers: { Prefer: WITH_ANNOTATIONS },
      });
      return sortGroups(
        page.value.map(flat).map((row) => ({
          value: row[column] ?? null,
          label: formatted(row, column),
          count: Number(row.rows ?? 0),
        })),
      );
    },
  });
}
