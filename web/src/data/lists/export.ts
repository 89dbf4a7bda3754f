// The address of a list as CSV.
import { text } from '../odata';
import type { ListQuery } from './state';
import type { ListTable } from './tables';

/** A call of a function with its arguments in the address. */
function callPath(name: string, values: Record<string, string | boolean>): string {
  const parts = Object.entries(values).map(([key, value]) =>
    typeof value === 'boolean' ? `${key}=${value}` : `${key}=${encodeURIComponent(text(value))}`,
  );
  return `${name}(${parts.join(',')})`;
}

export function exportPath(
  table: ListTable,
  columns: readonly string[],
  options: ListQuery,
  reasons: boolean,
): string {
  return callPath('ExportList', {
    Table: table.name,
    Columns: columns.join(','),
    Filter: options.$filter ?? '',
    Order: options.$orderby,
    Search: options.$search ?? '',
    Reasons: reasons,
  });
}
