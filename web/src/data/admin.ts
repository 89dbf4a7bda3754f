// Administration: people, teams, units, roles, tokens, columns, processes. Everything is read anew after a change.
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post, request } from './http';
import { query, WITH_ANNOTATIONS, type Page } from './odata';

export type AdminRow = Record<string, unknown>;

const KEY = 'admin';

/** The rows of an entity set, all of them as far as a page of an administrator goes. */
export function useSet(entitySet: string, options: Record<string, string | number | undefined> = {}) {
  return useQuery({
    queryKey: [KEY, entitySet, options],
    queryFn: async ({ signal }) =>
      (
        await get<Page<AdminRow>>(entitySet + query({ $top: 1000, ...options }), {
          signal,
          headers: { Prefer: WITH_ANNOTATIONS },
        })
      ).value,
  });
}

/** A call of the API that changes something: an action, or a verb on a row. */
export type Call =
  | { action: string; body: Record<string, unknown> }
  | { create: string; body: Record<string, unknown> }
  | { change: string; body: Record<string, unknown> }
  | { remove: string };

export async function send<Answer = unknown>(call: Call): Promise<Answer> {
  if ('action' in call) return post<Answer>(call.action, call.body);
  if ('create' in call)
    return (
      await request<Answer>('POST', call.create, {
        body: call.body,
        headers: { Prefer: 'return=representation' },
      })
    ).data;
  if ('change' in call) return (await request<Answer>('PATCH', call.change, { body: call.body })).data;
  return (await request<Answer>('DELETE', call.remove)).data;
}

/** Does calls one after another and reads everything anew; the answer is the last one's. */
export function useSend<Answer = unknown>() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async (calls: Call | readonly Call[]): Promise<Answer> => {
      let answer: unknown;
      for (const call of Array.isArray(calls) ? (calls as readonly Call[]) : [calls as Call])
        answer = await send(call);
      return answer as Answer;
    },
    onSettled: () => {
      for (const key of [KEY, 'columns', 'owners', 'my-team'])
        void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}

export const VERBS = ['create', 'read', 'write', 'delete', 'assign'] as const;
export type Verb = (typeof VERBS)[number];
export const DEPTHS = ['none', 'own', 'businessunit', 'organisation'] as const;
export type Depth = (typeof DEPTHS)[number];
export type Privileges = Record<string, Partial<Record<Verb, Depth>>>;

export function parsePrivileges(source: unknown): Privileges {
  try {
    const read: unknown = JSON.parse(typeof source === 'string' ? source : '{}');
    return typeof read === 'object' && read !== null ? (read as Privileges) : {};
  } catch {
    return {};
  }
}

export const depthOf = (privileges: Privileges, table: string, verb: Verb): Depth =>
  privileges[table]?.[verb] ?? 'none';

/** The privileges with one of them at another depth. */
export function withDepth(privileges: Privileges, table: string, verb: Verb, depth: Depth): Privileges {
  return { ...privileges, [table]: { ...privileges[table], [verb]: depth } };
}

/** The next depth of a cycle, forwards or backwards. */
export function nextDepth(depth: Depth, step = 1): Depth {
  const place = DEPTHS.indexOf(depth);
  return DEPTHS[(place + step + DEPTHS.length) % DEPTHS.length]!;
}

export interface Unit {
  id: string;
  name: string;
  children: Unit[];
}

/** Business units as a tree; one whose parent cannot be seen, or that is its own ancestor, stands at the top. */
export function unitTree(rows: readonly AdminRow[]): Unit[] {
  const units = new Map(
    rows.map((row) => [
      String(row.businessunitid),
      { id: String(row.businessunitid), name: String(row.name ?? ''), children: [] as Unit[] },
    ]),
  );
  const parentOf = new Map(
    rows.map((row) => [String(row.businessunitid), row._parentbusinessunitid_value as string | null]),
  );
  const isLoop = (id: string) => {
    const seen = new Set<string>();
    for (let at: string | null | undefined = id; at; at = parentOf.get(at)) {
      if (seen.has(at)) return true;
      seen.add(at);
    }
    return false;
  };
  const top: Unit[] = [];
  for (const unit of units.values()) {
    const parent = units.get(parentOf.get(unit.id) ?? '');
    if (parent && !isLoop(unit.id)) parent.children.push(unit);
    else top.push(unit);
  }
  const sort = (list: Unit[]) => {
    list.sort((a, b) => a.name.localeCompare(b.name));
    list.forEach((unit) => sort(unit.children));
  };
  sort(top);
  return top;
}

export interface Token {
  id: string;
  name: string;
  created_on: string | null;
  last_used_on: string | null;
  expires_on: string | null;
}

/** One's own tokens, or those of a user. */
export function useTokens(userId?: string) {
  return useQuery({
    queryKey: [KEY, 'tokens', userId ?? 'own'],
    queryFn: async ({ signal }) =>
      (await get<{ tokens: Token[] }>(userId ? `Tokens(UserId=${userId})` : 'Tokens()', { signal })).tokens,
  });
}

export interface AdminColumn {
  name: string;
  label: string;
  type: string;
  retired?: boolean;
}

/** The columns of this database only, those out of use last. */
export function useAdminColumns(table: string) {
  return useQuery({
    queryKey: [KEY, 'columns', table],
    queryFn: async ({ signal }): Promise<AdminColumn[]> => {
      const { columns, retired = [] } = await get<{ columns: AdminColumn[]; retired?: AdminColumn[] }>(
        `Columns(Table='${table}')`,
        { signal },
      );
      return [...columns, ...retired.map((one) => ({ ...one, retired: true }))];
    },
  });
}

export const COLUMN_TYPES = [
  'Text',
  'Memo',
  'Integer',
  'Double',
  'Money',
  'Boolean',
  'DateTime',
  'DateOnly',
] as const;
