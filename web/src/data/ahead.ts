// What a page will ask for is asked for when its address is known: while its code comes, and before anything is drawn.
import type { QueryClient } from '@tanstack/react-query';
import { columnsQuery } from './columns';
import { listTable } from './lists/tables';
import { viewsQuery } from './lists/views';
import { hasProcess, processQuery } from './processes';
import { currenciesQuery, isRecordTable, recordQuery } from './records';
import { loadLaterTables } from './schema';
import { isScored, scoreQuery, scoringStatusQuery } from './scores';
import { timelineQuery, WHOLE_TIMELINE } from './timeline';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The rows of a list wait for who asks; what does not is asked for here. */
export function askForList(queries: QueryClient, name: string): void {
  const table = listTable(name);
  if (!table) return;
  void queries.prefetchQuery(viewsQuery(table));
  void queries.prefetchQuery(columnsQuery(name));
  if (isScored(name)) void queries.prefetchQuery(scoringStatusQuery(name));
}

export async function askForRecord(queries: QueryClient, table: string, id: string): Promise<void> {
  if (!isRecordTable(table) || !GUID.test(id)) return;
  // A table's address stands with its labels, which may still be on their way; without them the page says what failed.
  const known =
    table === 'lead' ||
    (await loadLaterTables().then(
      () => true,
      () => false,
    ));
  if (!known) return;
  void queries.prefetchQuery(recordQuery(table, id));
  void queries.prefetchInfiniteQuery(timelineQuery(table, id, WHOLE_TIMELINE));
  if (isScored(table)) void queries.prefetchQuery(scoreQuery(table, id));
  if (hasProcess(table)) void queries.prefetchQuery(processQuery(table, id));
  void queries.prefetchQuery(columnsQuery(table));
  void queries.prefetchQuery(currenciesQuery);
}
