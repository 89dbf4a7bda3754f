// What a record's page shows of its relationship follows what others do.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { listen } from './events';
import { paced } from './paced';
import { hasRelationship, relationshipKey } from './relationship';
import { table as schemaTable } from './schema';

const PAUSE_MS = 1_000;

/** Reads the relationship and the timeline of a record anew whenever its figures were worked out again. */
export function useFollowedRelationship(table: string, id: string): void {
  const queries = useQueryClient();
  useEffect(() => {
    const entitySet = schemaTable(table)?.entitySet;
    if (!hasRelationship(table) || entitySet === undefined) return;
    const again = paced(
      () =>
        Promise.all([
          queries.invalidateQueries({ queryKey: relationshipKey(table, id) }),
          queries.invalidateQueries({ queryKey: ['timeline', table, id] }),
        ]),
      PAUSE_MS,
    );
    const stop = listen(entitySet, table, {
      onChange: (change) => change.kind === 'relationship' && change.id === id && again.ask(),
      onReset: again.ask,
      onGap: again.ask,
    });
    return () => {
      stop();
      again.stop();
    };
  }, [queries, table, id]);
}
