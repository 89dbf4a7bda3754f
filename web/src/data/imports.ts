// Bringing a file in: upload in parts, what the server makes of its columns, the run and its report.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, request } from './http';
import { query, text, type Page } from './odata';

export type ImportMode = 'create' | 'update' | 'upsert';
export interface LookupBy {
  table: string;
  column: string;
}

/** Everything that is decided about a file. Headers are those of the file; an empty header means "none". */
export interface ImportOptions {
  table: string;
  /** Column by header: empty leaves the header out, `NEW` makes a column of it. */
  mapping: Record<string, string>;
  /** How the value of a lookup names the row it points to. */
  lookups: Record<string, LookupBy>;
  key: string;
  mode: ImportMode;
  owner: string;
  created: string;
  closed: string;
  outcomeColumn: string;
  outcomePositive: string;
}

export const NEW = '*new*';

export const noOptions = (table: string): ImportOptions => ({
  table,
  mapping: {},
  lookups: {},
  key: '',
  mode: 'upsert',
  owner: '',
  created: '',
  closed: '',
  outcomeColumn: '',
  outcomePositive: '',
});

/** The options as the API takes them: what is empty is left out, new columns are those without a target. */
export function toBody(options: ImportOptions): Record<string, unknown> {
  const mapping = Object.entries(options.mapping).filter(([, column]) => column !== NEW);
  const used = new Set(mapping.filter(([, column]) => column !== '').map(([header]) => header));
  const lookups = Object.entries(options.lookups).filter(([header]) => used.has(header));
  const body: Record<string, unknown> = {
    Table: options.table,
    Mapping: Object.fromEntries(mapping),
    Mode: options.key ? options.mode : 'create',
    NewColumns: Object.values(options.mapping).includes(NEW),
  };
  if (lookups.length > 0) body.Lookups = Object.fromEntries(lookups);
  const named = {
    Key: options.key,
    Owner: options.owner,
    Created: options.created,
    Closed: options.closed,
    OutcomeColumn: options.outcomeColumn,
    OutcomePositive: options.outcomeColumn ? options.outcomePositive : '',
  };
  for (const [name, value] of Object.entries(named)) if (value) body[name] = value;
  return body;
}

export interface PreviewColumn {
  header: string;
  use: string;
  target: string | null;
  how: string | null;
  type: string | null;
  samples: string[];
}
export interface Problem {
  line: number;
  column: string | null;
  reason: string;
}
export interface Preview {
  columns: PreviewColumn[];
  rows_sampled: number;
  key_candidates: string[];
  problems: Problem[];
}
export interface ImportReport {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  /** How the rows ended that say so. */
  positive: number;
  negative: number;
  problems: Problem[];
  notes: string[];
}

/** The mapping that the server suggests, under what was chosen before for the same headers. */
export function withSuggestions(options: ImportOptions, preview: Preview): ImportOptions {
  const mapping: Record<string, string> = {};
  for (const { header, use, target } of preview.columns) {
    mapping[header] = options.mapping[header] ?? (use === 'new' ? NEW : (target ?? ''));
  }
  const headers = new Set(preview.columns.map((one) => one.header));
  const kept = (header: string) => (headers.has(header) ? header : '');
  return {
    ...options,
    mapping,
    lookups: Object.fromEntries(Object.entries(options.lookups).filter(([header]) => headers.has(header))),
    key: kept(options.key) || (preview.key_candidates.find((one) => headers.has(one)) ?? ''),
    owner: kept(options.owner),
    created: kept(options.created),
    closed: kept(options.closed),
    outcomeColumn: kept(options.outcomeColumn),
  };
}

/** Columns that two headers are mapped to: the second would overwrite the first. */
export function mappedTwice(mapping: Record<string, string>): string[] {
  const targets = Object.values(mapping).filter((column) => column !== '' && column !== NEW);
  return [...new Set(targets.filter((column, place) => targets.indexOf(column) !== place))];
}

/** Reads a report; null when it is none. */
export function parseImportReport(source: string | null | undefined): ImportReport | null {
  if (!source) return null;
  try {
    const one = JSON.parse(source) as Partial<ImportReport>;
    if (typeof one.rows !== 'number') return null;
    return {
      rows: one.rows,
      created: one.created ?? 0,
      updated: one.updated ?? 0,
      unchanged: one.unchanged ?? 0,
      skipped: one.skipped ?? 0,
      positive: one.positive ?? 0,
      negative: one.negative ?? 0,
      problems: Array.isArray(one.problems) ? one.problems : [],
      notes: Array.isArray(one.notes) ? one.notes : [],
    };
  } catch {
    return null;
  }
}

/** Bytes in a part: in base64 they stay under the 700 KB of a part. */
export const PART_BYTES = 480 * 1024;

export const partsOf = (bytes: number) => Math.max(1, Math.ceil(bytes / PART_BYTES));

/** Bytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  let letters = '';
  // In pieces: a call takes only so many arguments.
  for (let at = 0; at < bytes.length; at += 32_768)
    letters += String.fromCharCode(...bytes.subarray(at, at + 32_768));
  return btoa(letters);
}

/** Sends a file in parts; answers what it is called at the server. */
export async function upload(
  file: File,
  onProgress: (share: number) => void,
  signal: AbortSignal,
): Promise<string> {
  const { UploadId } = await post<{ UploadId: string }>('BeginUpload', { Name: file.name });
  const parts = partsOf(file.size);
  for (let number = 0; number < parts; number += 1) {
    const piece = file.slice(number * PART_BYTES, (number + 1) * PART_BYTES);
    const bytes = new Uint8Array(await piece.arrayBuffer());
    await request('POST', 'UploadPart', {
      body: { UploadId, Number: number, Content: toBase64(bytes), Encoding: 'base64' },
      signal,
    });
    onProgress((number + 1) / parts);
  }
  return UploadId;
}

export const fetchPreview = (uploadId: string, body: Record<string, unknown>) =>
  post<Preview>('PreviewImport', { UploadId: uploadId, ...body });

export const startImport = (uploadId: string, options: ImportOptions) =>
  post<{ JobId: string }>('StartImport', { UploadId: uploadId, ...toBody(options) });

export interface SavedMapping {
  id: string;
  name: string;
  options: ImportOptions;
}

interface MappingRow {
  ll_importmappingid: string;
  ll_name: string;
  ll_table: string;
  ll_mapping: string | null;
}

/** Reads what was saved; whatever is missing is as at the beginning. */
export function parseOptions(table: string, source: string | null): ImportOptions {
  const plain = noOptions(table);
  try {
    const read = JSON.parse(source ?? '{}') as Partial<ImportOptions>;
    const words = Object.fromEntries(
      (['key', 'owner', 'created', 'closed', 'outcomeColumn', 'outcomePositive'] as const).map((name) => [
        name,
        typeof read[name] === 'string' ? read[name] : '',
      ]),
    );
    return {
      ...plain,
      ...words,
      mapping: typeof read.mapping === 'object' && read.mapping !== null ? read.mapping : {},
      lookups: typeof read.lookups === 'object' && read.lookups !== null ? read.lookups : {},
      mode: read.mode === 'create' || read.mode === 'update' ? read.mode : 'upsert',
    };
  } catch {
    return plain;
  }
}

export function useMappings() {
  return useQuery({
    queryKey: ['import-mappings'],
    queryFn: async ({ signal }): Promise<SavedMapping[]> => {
      const path = 'll_importmappings' + query({ $orderby: 'll_name asc', $top: 500 });
      return (await get<Page<MappingRow>>(path, { signal })).value.map((row) => ({
        id: row.ll_importmappingid,
        name: row.ll_name,
        options: parseOptions(row.ll_table, row.ll_mapping),
      }));
    },
    retry: false,
  });
}

export function useSaveMapping() {
  const queries = useQueryClient();
  return useMutation({
    /** A mapping of the same name is written over. */
    mutationFn: async ({ name, options }: { name: string; options: ImportOptions }) => {
      const known = await get<Page<MappingRow>>(
        'll_importmappings' + query({ $filter: `ll_name eq ${text(name)}`, $top: 1 }),
      );
      const body = { ll_name: name, ll_table: options.table, ll_mapping: JSON.stringify(options) };
      const id = known.value[0]?.ll_importmappingid;
      if (id) await request('PATCH', `ll_importmappings(${id})`, { body });
      else await request('POST', 'll_importmappings', { body });
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: ['import-mappings'] }),
  });
}
