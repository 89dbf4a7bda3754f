import type { RecordTable } from '../../data/records';

/** The address of the list that a table's records are found in. */
export const listPath = (table: RecordTable) => (table === 'lead' ? '/leads' : `/lists/${table}`);
