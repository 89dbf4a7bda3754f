// What a record is called, where only its id is known.
import { useQuery } from '@tanstack/react-query';
import { get } from './http';
import { query, type Page } from './odata';
import { table as schemaTable } from './schema';

/** The name of the row with this id in one of these tables; asked for only while there is an id. */
export function useRecordName(targets: readonly string[], id: string | null): string | undefined {
  const { data } = useQuery({
    queryKey: ['record-name', targets, id],
    enabled: id !== null,
    queryFn: async ({ signal }) => {
      for (const target of targets) {
        const found = schemaTable(target);
        if (!found) continue;
        const path =
          found.entitySet +
          query({ $select: found.primaryName, $filter: `${found.primaryId} eq ${id}`, $top: 1 });
        const [row] = (await get<Page<Record<string, string | null>>>(path, { signal })).value;
        if (row) return row[found.primaryName] ?? '';
      }
      return null;
    },
    staleTime: 300_000,
    retry: false,
  });
  return data ?? undefined;
}
