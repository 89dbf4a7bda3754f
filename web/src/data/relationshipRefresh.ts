// What has to be asked for anew when something happened that counts in relationships.
import type { QueryClient, QueryKey } from '@tanstack/react-query';
import { isOfRelationship } from './lists/kpiFields';

/** Lists and their counts that show, filter or sort by what is known of relationships. */
export const tellsOfRelationship = ([kind, ...asked]: QueryKey) =>
  (kind === 'list' || kind === 'groups') && isOfRelationship(JSON.stringify(asked));

/** Such lists and counts of one table are read anew. */
export const refreshFigures = (queries: QueryClient, table: string, only?: 'groups'): Promise<void> =>
  queries.invalidateQueries({
    predicate: ({ queryKey }) =>
      tellsOfRelationship(queryKey) && queryKey[1] === table && (only ?? queryKey[0]) === queryKey[0],
  });

/** One activity, one owner, one stakeholder may count in several records: all that was read of any is out of date. */
export async function refreshRelationships(queries: QueryClient): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: ['relationship'] }),
    queries.invalidateQueries({ predicate: ({ queryKey }) => tellsOfRelationship(queryKey) }),
  ]);
}
