// What a page will ask for is asked for when its address is known: while its code comes, and before anything is drawn.
import type { QueryClient } from '@tanstack/react-query';
import { columnsQuery } from './columns';
import { listTable } from './lists/tables';
import { viewsQuery } from './lists/views';
import { hasProcess, processQuery } from './processes';
import { currenciesQuery, isRecordTable, recordQuery } from './records';
import { scoreQuery, scoringStatusQuery } from './scores';
import { timelineQuery, WHOLE_TIMELINE } from './timeline';

const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** The rows of a list wait for who asks; what does not is asked for here. */
export function askForList(queries: QueryClient, name: string): void {
  const table = listTable(name);
  if (!table) return;
  void queries.prefetchQuery(viewsQuery(table));
  void queries.prefetchQuery(columnsQuery(name));
  void queries.prefetchQuery(scoringStatusQuery);
}

export function askForRecord(queries: QueryClient, table: string, id: string): void {
  if (!isRecordTable(table) || !GUID.test(id)) return;
  void queries.prefetchQuery(recordQuery(table, id));
  void queries.prefetchInfiniteQuery(timelineQuery(table, id, WHOLE_TIMELINE));
  if (table === 'lead') void queries.prefetchQuery(scoreQuery(id));
  if (hasProcess(table)) void queries.prefetchQuery(processQuery(table, id));
  void queries.prefetchQuery(columnsQuery(table));
  void queries.prefetchQuery(currenciesQuery);
}
