// Columns of this database only: imported ones, whose labels no build could know.
import { useQuery } from '@tanstack/react-query';
import type { CustomColumn } from '../pages/Lead/fieldGroups';
import { get } from './http';

const NONE: CustomColumn[] = [];

/** Empty while loading and when they cannot be had: the form then shows the built-in columns. */
export function useCustomColumns(table: string): CustomColumn[] {
  const { data } = useQuery({
    queryKey: ['columns', table],
    queryFn: async ({ signal }) =>
      (await get<{ columns: CustomColumn[] }>(`Columns(Table='${table}')`, { signal })).columns,
    staleTime: 300_000,
    retry: false,
  });
  return data ?? NONE;
}
