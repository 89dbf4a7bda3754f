// The address of a list as CSV.
import { text } from '../odata';
import { isPath } from './paths';
import type { ListQuery } from './state';
import type { ListTable } from './tables';

/** A call of a function with its arguments in the address. */
export function callPath(name: string, values: Record<string, string | boolean>): string {
  const parts = Object.entries(values).map(([key, value]) =>
    typeof value === 'boolean' ? `${key}=${value}` : `${key}=${encodeURIComponent(text(value))}`,
  );
  return `${name}(${parts.join(',')})`;
}

/** What goes into the file: columns of the record itself; its name where no other is left. */
export function exportColumns(table: ListTable, columns: readonly string[]): readonly string[] {
  const own = columns.filter((one) => !isPath(one));
  return own.length > 0 ? own : table.title.slice(0, 1);
}

export function exportPath(
  table: ListTable,
  columns: readonly string[],
  options: ListQuery,
  reasons: boolean,
): string {
  return callPath('ExportList', {
    Table: table.name,
    Columns: exportColumns(table, columns).join(','),
    Filter: options.$filter ?? '',
    Order: options.$orderby,
    Search: options.$search ?? '',
    Reasons: reasons,
  });
}
