// Columns of this database only: imported ones, whose labels no build could know.
import { queryOptions, useQuery } from '@tanstack/react-query';
import { get } from './http';
import type { Field } from './schema.generated';

/** A column of this database only, as `Columns` of the API names it. */
export interface CustomColumn {
  name: string;
  label: string;
  type: Field['type'];
}

const NONE: CustomColumn[] = [];

export const columnsQuery = (table: string) =>
  queryOptions({
    queryKey: ['columns', table],
    queryFn: async ({ signal }) =>
      (await get<{ columns: CustomColumn[] }>(`Columns(Table='${table}')`, { signal })).columns,
    staleTime: 300_000,
    retry: false,
  });

/** Empty while loading and when they cannot be had: the form then shows the built-in columns. */
export const useCustomColumns = (table: string): CustomColumn[] => useQuery(columnsQuery(table)).data ?? NONE;
