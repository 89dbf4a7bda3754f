// Figures of relationships follow what others do: in their rows, which stay where they are under the reader's hand.
import type { InfiniteData, QueryClient } from '@tanstack/react-query';
import { paced } from '../paced';
import { refreshFigures, tellsOfRelationship } from '../relationshipRefresh';
import { LIST_KEY, rereadRows, type RowPage } from './rows';
import type { ListTable } from './tables';

const PAUSE_MS = 1_000;
/** An address names so many rows at most. */
const MOST = 100;

/** What to call when figures of a row of the table moved, or of any of them, and at the end. */
export function followFigures(queries: QueryClient, table: ListTable) {
  let moved = new Set<string>();
  const lists = () =>
    queries.getQueryCache().findAll({
      queryKey: [LIST_KEY, table.name],
      type: 'active',
      predicate: ({ queryKey }) => tellsOfRelationship(queryKey),
    });
  const inRows = paced(async () => {
    const ids = moved;
    moved = new Set();
    const reads = lists().map(async ({ queryKey, state }) => {
      const pages = (state.data as InfiniteData<RowPage> | undefined)?.pages ?? [];
      const held = pages.flatMap(({ rows }) => rows.map((row) => String(row[table.id])));
      const shown = held.filter((id) => ids.has(id));
      if (shown.length > MOST) await queries.invalidateQueries({ queryKey, exact: true });
      else if (shown.length > 0) await rereadRows(queries, table, queryKey, shown);
    });
    await Promise.all([...reads, refreshFigures(queries, table.name, 'groups')]);
  }, PAUSE_MS);
  const anywhere = paced(() => refreshFigures(queries, table.name), PAUSE_MS);
  return {
    onMoved: (id: string) => {
      moved.add(id);
      inRows.ask();
    },
    onAllMoved: anywhere.ask,
    stop: () => {
      inRows.stop();
      anywhere.stop();
    },
  };
}
