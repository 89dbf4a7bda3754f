// Small helpers for OData addresses and rows.

/** Formatted values and lookup names come only when asked for. */
export const WITH_ANNOTATIONS = 'odata.include-annotations="*"';

/** A page of rows. */
export interface Page<Row> {
  value: Row[];
  '@odata.count'?: number;
  '@odata.nextLink'?: string;
}

/** A text as an OData literal. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** `column` is one of `values`; null means empty. */
export function oneOf(column: string, values: readonly (number | null)[]): string {
  const terms = values.map((value) => `${column} eq ${value}`);
  return terms.length === 1 ? terms[0]! : `(${terms.join(' or ')})`;
}

/** The query string of an address; undefined and empty options are left out. */
export function query(options: Record<string, string | number | boolean | undefined>): string {
  const parts = Object.entries(options)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return parts.length === 0 ? '' : `?${parts.join('&')}`;
}

/** The text the server gives for a choice, a lookup or a number. */
export function formatted(row: Record<string, unknown>, column: string): string | undefined {
  const value = row[`${column}@OData.Community.Display.V1.FormattedValue`];
  return typeof value === 'string' ? value : undefined;
}

/** A next link without its host: a proxy may have given it one that only the server knows. */
export function pathOf(link: string): string {
  const url = new URL(link, 'http://host/api/data/v9.2/');
  return url.pathname + url.search;
}
