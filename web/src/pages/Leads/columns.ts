// The columns of the list, in order.
import type { SortColumn } from './listState';

export interface Column {
  id: SortColumn;
  /** Message id of its header when the field table has no label for it. */
  text: string;
  /** Where the field table keeps its label. */
  field?: string;
  numeric?: boolean;
}

export const COLUMNS: readonly Column[] = [
  { id: 'name', text: 'column.name' },
  { id: 'topic', text: 'column.topic', field: 'subject' },
  { id: 'owner', text: 'column.owner', field: 'ownerid' },
  { id: 'status', text: 'column.status', field: 'statuscode' },
  { id: 'created', text: 'column.created', field: 'createdon' },
  { id: 'score', text: 'column.score', numeric: true },
  { id: 'grade', text: 'column.grade' },
  { id: 'trend', text: 'column.trend' },
];
