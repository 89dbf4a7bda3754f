// Saved views: everybody's and one's own.
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, request } from '../http';
import { query, text, type Page } from '../odata';
import type { Definition } from './builtIn';
import { parseDefinition } from './state';
import type { ListTable } from './tables';

export interface SavedView {
  id: string;
  shared: boolean;
  name: string;
  isDefault: boolean;
  definition: Definition;
}

interface ViewRow {
  savedqueryid?: string;
  userqueryid?: string;
  name: string;
  isdefault: boolean | null;
  ll_definition: string | null;
}

const setOf = (shared: boolean) => (shared ? 'savedqueries' : 'userqueries');

const COLUMNS = ['name', 'isdefault', 'll_definition'];

async function fetchViews(table: ListTable, shared: boolean, signal: AbortSignal): Promise<SavedView[]> {
  const id = shared ? 'savedqueryid' : 'userqueryid';
  const path =
    setOf(shared) +
    query({
      $select: [id, ...COLUMNS].join(','),
      $filter: `returnedtypecode eq ${text(table.name)}`,
      $orderby: 'name asc',
      $top: 500,
    });
  return (await get<Page<ViewRow>>(path, { signal })).value.map((row) => ({
    id: String(row[id]),
    shared,
    name: row.name,
    isDefault: row.isdefault === true,
    definition: parseDefinition(table, row.ll_definition),
  }));
}

const NONE: SavedView[] = [];

export const viewsQuery = (table: ListTable) =>
  queryOptions({
    queryKey: ['views', table.name],
    queryFn: async ({ signal }) =>
      (await Promise.all([fetchViews(table, false, signal), fetchViews(table, true, signal)])).flat(),
    staleTime: 60_000,
    // Without saved views the list is still a list.
    retry: false,
  });

/** The views that others shared, and one's own; the built-in ones are there without asking. */
export function useViews(table: ListTable): { views: SavedView[]; pending: boolean } {
  const { data, isPending } = useQuery(viewsQuery(table));
  return { views: data ?? NONE, pending: isPending };
}

/** The view to begin with: one's own default, else the shared one; undefined without either. */
export const defaultView = (views: readonly SavedView[]) =>
  views.find((one) => one.isDefault && !one.shared) ?? views.find((one) => one.isDefault);

export interface ViewWish {
  name: string;
  shared: boolean;
  definition: Definition;
}

export function useViewActions(table: ListTable) {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: ['views', table.name] });
  const bodyOf = (definition: Definition) => JSON.stringify(definition);

  const create = useMutation({
    mutationFn: async ({ name, shared, definition }: ViewWish): Promise<string> => {
      const { data } = await request<ViewRow>('POST', setOf(shared), {
        body: { name, returnedtypecode: table.name, ll_definition: bodyOf(definition) },
        headers: { Prefer: 'return=representation' },
      });
      return String(data.savedqueryid ?? data.userqueryid);
    },
    onSettled,
  });
  const change = useMutation({
    mutationFn: async ({ view, ...to }: { view: SavedView; name?: string; definition?: Definition }) => {
      await request('PATCH', `${setOf(view.shared)}(${view.id})`, {
        body: {
          ...(to.name === undefined ? {} : { name: to.name }),
          ...(to.definition === undefined ? {} : { ll_definition: bodyOf(to.definition) }),
        },
      });
    },
    onSettled,
  });
  const setDefault = useMutation({
    /** Makes one view the default of its kind; chosen again it is none. */
    mutationFn: async ({ views, chosen }: { views: readonly SavedView[]; chosen: SavedView }) => {
      const others = views.filter(
        (one) => one.shared === chosen.shared && one.isDefault && one.id !== chosen.id,
      );
      for (const one of others)
        await request('PATCH', `${setOf(one.shared)}(${one.id})`, { body: { isdefault: false } });
      await request('PATCH', `${setOf(chosen.shared)}(${chosen.id})`, {
        body: { isdefault: !chosen.isDefault },
      });
    },
    onSettled,
  });
  const remove = useMutation({
    mutationFn: async (view: SavedView) => {
      await request('DELETE', `${setOf(view.shared)}(${view.id})`);
    },
    onSettled,
  });
  return { create, change, setDefault, remove };
}
