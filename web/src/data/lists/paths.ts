// Columns of the row that a lookup points to, as columns of a list: `msdyn_leadkpiid/msdyn_emailssent`.
import type { Row } from './rows';

/** A column, or one of the row that a lookup points to. */
export const COLUMN = /^[a-z][a-z0-9_]*(\/[a-z][a-z0-9_]*)?$/;
export const isPath = (name: string) => name.includes('/');
/** The lookup of a path, and the column behind it. */
export const stepsOf = (path: string) => path.split('/') as [lookup: string, column: string];

/** The `$expand` that brings these columns; undefined when none of them is a path. */
export function expanded(columns: readonly string[]): string | undefined {
  const wanted = new Map<string, string[]>();
  for (const [lookup, column] of columns.filter(isPath).map(stepsOf))
    wanted.set(lookup, [...(wanted.get(lookup) ?? []), column]);
  return [...wanted].map(([lookup, names]) => `${lookup}($select=${names.join(',')})`).join(',') || undefined;
}

/** The row with what stands in rows within it under their paths: a column is found by its name, whichever it is. */
export function flat(row: Row): Row {
  const parts = Object.entries(row).map(([name, value]): Row => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return { [name]: value };
    return Object.fromEntries(Object.entries(value).map(([inner, one]) => [`${name}/${inner}`, one]));
  });
  return Object.assign({}, ...parts) as Row;
}
