// What is done to many rows at once, and who they can be given to.
import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { get, post } from '../http';
import { query, text, type Page } from '../odata';
import type { ListTable } from './tables';

export interface BulkResult {
  done: number;
  failed: { id: string; message: string }[];
}
export type BulkWish =
  { kind: 'assign'; owner: Owner } | { kind: 'close'; status: number } | { kind: 'delete' };

/** The server takes this many rows in one request. */
const AT_ONCE = 1000;

/** The rows in pieces that the server takes. */
export function inParts<Item>(items: readonly Item[], size = AT_ONCE): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}

function send(table: ListTable, wish: BulkWish, ids: string[]): Promise<BulkResult> {
  const body = { Table: table.name, Ids: ids };
  switch (wish.kind) {
    case 'assign':
      return post('Assign', {
        ...body,
        Owner: `/${wish.owner.kind === 'team' ? 'teams' : 'systemusers'}(${wish.owner.id})`,
      });
    case 'close':
      return post('BulkClose', { ...body, Status: wish.status });
    case 'delete':
      return post('BulkDelete', body);
  }
}

export function useBulk(table: ListTable) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ wish, ids }: { wish: BulkWish; ids: readonly string[] }): Promise<BulkResult> => {
      const total: BulkResult = { done: 0, failed: [] };
      for (const part of inParts(ids)) {
        const result = await send(table, wish, part);
        total.done += result.done;
        total.failed.push(...result.failed);
      }
      return total;
    },
    onSettled: () => {
      for (const key of ['list', 'groups', 'scoring-status', 'relationship'])
        void queries.invalidateQueries({ queryKey: [key] });
    },
  });
}

export interface Owner {
  id: string;
  name: string;
  kind: 'user' | 'team';
}

/** People and teams whose name holds `words`; the first few when nothing was typed. */
export function useOwners(words: string) {
  return useQuery({
    queryKey: ['owners', words],
    staleTime: 60_000,
    placeholderData: keepPreviousData,
    queryFn: async ({ signal }): Promise<Owner[]> => {
      const part = (column: string) => (words ? `contains(${column},${text(words)})` : undefined);
      const people = query({
        $select: 'systemuserid,fullname',
        $filter: ['isdisabled ne true', part('fullname')].filter(Boolean).join(' and '),
        $orderby: 'fullname asc',
        $top: 20,
      });
      const teams = query({ $select: 'teamid,name', $filter: part('name'), $orderby: 'name asc', $top: 10 });
      const [users, groups] = await Promise.all([
        get<Page<{ systemuserid: string; fullname: string }>>(`systemusers${people}`, { signal }),
        get<Page<{ teamid: string; name: string }>>(`teams${teams}`, { signal }),
      ]);
      return [
        ...users.value.map((one): Owner => ({ id: one.systemuserid, name: one.fullname, kind: 'user' })),
        ...groups.value.map((one): Owner => ({ id: one.teamid, name: one.name, kind: 'team' })),
      ];
    },
  });
}

/** The owners whose rows are "my team's": my teams and everybody in them, and I. */
export function useMyTeam(userId: string, enabled: boolean) {
  return useQuery({
    queryKey: ['my-team', userId],
    enabled,
    staleTime: 300_000,
    queryFn: async ({ signal }): Promise<string[]> => {
      const memberships = (filter: string, column: string) =>
        get<Page<Record<string, string>>>(
          'teammemberships' + query({ $select: column, $filter: filter, $top: 1000 }),
          { signal },
        );
      const mine = await memberships(`_systemuserid_value eq ${userId}`, '_teamid_value');
      const teams = mine.value.map((one) => one._teamid_value!);
      if (teams.length === 0) return [userId];
      const others = await memberships(`_teamid_value in (${teams.join(',')})`, '_systemuserid_value');
      return [...new Set([userId, ...teams, ...others.value.map((one) => one._systemuserid_value!)])];
    },
  });
}
