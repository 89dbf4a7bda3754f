// One record of any table: reading, saving, creating and deleting it, and finding records for a lookup.
import {
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { ApiError, get, request } from './http';
import { LIST_KEY, replaceRow, type RowPage } from './lists/rows';
import { refreshRelationships } from './relationshipRefresh';
import { formatted, query, WITH_ANNOTATIONS, type Page } from './odata';
import { field } from './schema';
import { tables } from './schema.generated';
import { isScored } from './scores';

/** A row as the API gives it: columns, and annotations whose names contain an @. */
export type Row = Record<string, unknown> & { '@odata.etag'?: string };

/** A record named without reading it. */
export interface Reference {
  table: string;
  id: string;
  name: string;
}
/** What a field of a form can hold. */
export type FieldValue = string | number | boolean | null | Reference;

export const isReference = (value: unknown): value is Reference =>
  typeof value === 'object' && value !== null && 'table' in value && 'id' in value;

/** The tables that have a page of their own. */
export const RECORD_TABLES = ['lead', 'opportunity', 'contact', 'account', 'incident'] as const;
export type RecordTable = (typeof RECORD_TABLES)[number];
export const isRecordTable = (name: string | undefined): name is RecordTable =>
  (RECORD_TABLES as readonly string[]).includes(name ?? '');

/** The address of a record's page. */
export const recordPath = (table: string, id: string) => `/records/${table}/${id}`;

/** `leads(ID)` */
export const entityPath = (table: string, id: string) => `${tables[table]?.entitySet ?? table}(${id})`;
export const idOf = (table: string, row: Row) => String(row[tables[table]?.primaryId ?? `${table}id`] ?? '');

/** What a record is called; empty when it has no name at all. */
export function nameOf(table: string, row: Row): string {
  const own = row[tables[table]?.primaryName ?? 'name'];
  const others = table === 'lead' ? [row.companyname, row.subject] : [];
  return String([own, ...others].find((one) => typeof one === 'string' && one.trim() !== '') ?? '');
}

const LOGICAL_NAME = '@Microsoft.Dynamics.CRM.lookuplogicalname';

/** The record that a lookup of a row points to. */
export function lookupIn(row: Row, column: string, table: string): Reference | null {
  const id = row[`_${column}_value`];
  if (typeof id !== 'string') return null;
  const target = row[`_${column}_value${LOGICAL_NAME}`];
  const targets = field(table, column)?.targets;
  return {
    id,
    table: typeof target === 'string' ? target : (targets?.[0] ?? ''),
    name: formatted(row, `_${column}_value`) ?? '',
  };
}

/** What a field of a form shows of a row. */
export function valueIn(row: Row, column: string, table: string): unknown {
  return field(table, column)?.type === 'Lookup' ? lookupIn(row, column, table) : row[column];
}

/** Values as the API takes them: a lookup becomes a binding. */
export function toBody(values: Record<string, FieldValue>, lookups: (column: string) => boolean): Row {
  return Object.fromEntries(
    Object.entries(values).map(([column, value]): [string, unknown] => {
      if (isReference(value)) return [`${column}@odata.bind`, `/${entityPath(value.table, value.id)}`];
      return value === null && lookups(column) ? [`${column}@odata.bind`, null] : [column, value];
    }),
  );
}
export const bodyOf = (table: string, values: Record<string, FieldValue>) =>
  toBody(values, (column) => field(table, column)?.type === 'Lookup');

/** Scored records come with the row that says why. */
const expandOf = (table: string) => (isScored(table) ? query({ $expand: 'msdyn_predictivescoreid' }) : '');

export function fetchRecord(table: string, id: string, signal?: AbortSignal): Promise<Row> {
  return get<Row>(entityPath(table, id) + expandOf(table), { signal, headers: { Prefer: WITH_ANNOTATIONS } });
}

export const recordKey = (table: string, id: string) => ['record', table, id] as const;

export const recordQuery = (table: string, id: string) =>
  queryOptions({
    queryKey: recordKey(table, id),
    queryFn: ({ signal }) => fetchRecord(table, id, signal),
    retry: (count, error) => !(error instanceof ApiError && [400, 404].includes(error.status)) && count < 2,
    refetchOnWindowFocus: false,
  });
export const useRecord = (table: string, id: string) => useQuery(recordQuery(table, id));

/** Asks anew for everything that a change of this record may show in. */
export async function refreshRecord(queries: QueryClient, table: string, id: string): Promise<void> {
  await Promise.all([
    queries.invalidateQueries({ queryKey: recordKey(table, id) }),
    queries.invalidateQueries({ queryKey: ['timeline', table, id] }),
    queries.invalidateQueries({ queryKey: ['process', table, id] }),
    queries.invalidateQueries({ queryKey: ['people', table, id] }),
    refreshRelationships(queries),
    queries.invalidateQueries({ queryKey: ['score', id] }),
    queries.invalidateQueries({ queryKey: ['related'] }),
    // A lead that is qualified makes rows of other tables, too.
    queries.invalidateQueries({ queryKey: [LIST_KEY] }),
  ]);
}

/** Lists of a table are read anew when they are next looked at. */
export function refreshLists(queries: QueryClient, table: string): Promise<void> {
  return queries.invalidateQueries({ queryKey: [LIST_KEY, table] });
}

export interface Save {
  changes: Record<string, FieldValue>;
  /** The state the changes were made against; the server answers 412 when it is no longer that. */
  etag: string | undefined;
}

export async function patchRecord(table: string, id: string, { changes, etag }: Save): Promise<Row> {
  const headers: Record<string, string> = { Prefer: `return=representation,${WITH_ANNOTATIONS}` };
  if (etag) headers['If-Match'] = etag;
  const path = entityPath(table, id) + expandOf(table);
  return (await request<Row>('PATCH', path, { body: bodyOf(table, changes), headers })).data;
}

/** Saves changes; the answer is the record as it is now (with its new score), also in lists that show it. */
export function useSaveRecord(table: string, id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (save: Save) => patchRecord(table, id, save),
    onSuccess: (row) => {
      queries.setQueryData(recordKey(table, id), row);
      queries.setQueriesData<InfiniteData<RowPage>>(
        { queryKey: [LIST_KEY, table] },
        (list) => list && replaceRow(list, tables[table]!.primaryId, row),
      );
      queries.setQueryData(nameKey(table, id), nameOf(table, row));
      void queries.invalidateQueries({ queryKey: ['groups', table] });
      if (isScored(table)) void queries.invalidateQueries({ queryKey: ['score', id] });
      void queries.invalidateQueries({ queryKey: ['timeline', table, id] });
      // Who owns it and whom it is about say which activities count.
      void refreshRelationships(queries);
    },
  });
}

/** Creates a record; answers it. */
export async function createRecord(table: string, values: Record<string, FieldValue>): Promise<Row> {
  const { data } = await request<Row>('POST', tables[table]!.entitySet, {
    body: bodyOf(table, values),
    headers: { Prefer: `return=representation,${WITH_ANNOTATIONS}` },
  });
  return data;
}

export async function deleteRecord(table: string, id: string): Promise<void> {
  await request('DELETE', entityPath(table, id));
}

const nameKey = (table: string, id: string) => ['name', table, id] as const;

/** What a record is called that is known by its id only; undefined while loading and when it may not be seen. */
export function useRecordName(table: string, id: string): string | undefined {
  return useQuery({
    queryKey: nameKey(table, id),
    staleTime: 300_000,
    retry: false,
    queryFn: async ({ signal }) => {
      const name = tables[table]?.primaryName;
      const row = await get<Row>(entityPath(table, id) + query({ $select: name }), { signal });
      return nameOf(table, row);
    },
  }).data;
}

/** A record as a choice of a lookup. */
export interface Found extends Reference {
  /** What tells it from others of the same name. */
  detail: string;
}

/** What stands under the name in a list of choices. */
const DETAIL: Record<string, readonly string[]> = {
  lead: ['companyname', 'subject'],
  contact: ['jobtitle', 'emailaddress1'],
  account: ['address1_city', 'emailaddress1'],
  opportunity: ['stepname'],
  incident: ['ticketnumber'],
  systemuser: ['title', 'internalemailaddress'],
  transactioncurrency: ['isocurrencycode'],
};

function toFound(table: string, row: Row): Found {
  const details = (DETAIL[table] ?? [])
    .map((column) => row[column])
    .filter((one) => typeof one === 'string' && one);
  return { table, id: idOf(table, row), name: nameOf(table, row), detail: String(details[0] ?? '') };
}

/** The best matches of some words in each table; without words the first rows by name. */
export async function findRecords(
  targets: readonly string[],
  words: string,
  signal?: AbortSignal,
): Promise<Found[]> {
  const answers = await Promise.all(
    targets.map(async (table): Promise<Found[]> => {
      const known = tables[table];
      if (!known) return [];
      const columns = [known.primaryId, known.primaryName, ...(DETAIL[table] ?? [])];
      const path =
        known.entitySet +
        query({
          $select: [...new Set(columns)].join(','),
          $search: words || undefined,
          $filter: table === 'systemuser' ? 'isdisabled ne true' : undefined,
          $orderby: words ? undefined : known.primaryName,
          $top: 8,
        });
      const page = await get<Page<Row>>(path, { signal });
      return page.value.map((row) => toFound(table, row));
    }),
  );
  return answers.flat();
}

export function useFindRecords(targets: readonly string[], words: string, enabled: boolean) {
  return useQuery({
    queryKey: ['find', targets, words],
    queryFn: ({ signal }) => findRecords(targets, words, signal),
    enabled,
    staleTime: 10_000,
    placeholderData: (before) => before,
  });
}

export interface Currency {
  id: string;
  code: string;
  precision: number;
}

export const currenciesQuery = queryOptions({
  queryKey: ['currencies'],
  staleTime: 600_000,
  queryFn: async ({ signal }) => {
    const path =
      'transactioncurrencies' + query({ $select: 'transactioncurrencyid,isocurrencycode,currencyprecision' });
    const page = await get<Page<Row>>(path, { signal });
    return new Map(
      page.value.map((row): [string, Currency] => [
        String(row.transactioncurrencyid),
        {
          id: String(row.transactioncurrencyid),
          code: String(row.isocurrencycode ?? ''),
          precision: typeof row.currencyprecision === 'number' ? row.currencyprecision : 2,
        },
      ]),
    );
  },
});

/** The currencies of this organisation, by id. */
export const useCurrencies = (): ReadonlyMap<string, Currency> | undefined => useQuery(currenciesQuery).data;
