// People around a deal: stakeholders and the sales team, both kept as connections.
import { useQuery } from '@tanstack/react-query';
import { get } from './http';
import { query, text, WITH_ANNOTATIONS, type Page } from './odata';
import { createRecord, lookupIn, type Reference, type Row } from './records';

export interface Person {
  connectionId: string;
  who: Reference;
  /** A number of connection_role. */
  role: number | null;
}

/** The role that makes somebody part of the team, not of the customer. */
export const TEAM_ROLE = 8;
export const isTeam = ({ who, role }: Pick<Person, 'who' | 'role'>) =>
  who.table === 'systemuser' || who.table === 'team' || role === TEAM_ROLE;

export function toPerson(row: Row): Person | null {
  const who = lookupIn(row, 'record2id', 'connection');
  if (!who) return null;
  const role = row.ll_record2role;
  return { connectionId: String(row.connectionid), who, role: typeof role === 'number' ? role : null };
}

export function usePeople(table: string, id: string) {
  return useQuery({
    queryKey: ['people', table, id, 'connected'],
    queryFn: async ({ signal }) => {
      const path =
        'connections' +
        query({
          $select: 'connectionid,ll_record2role,_record2id_value',
          $filter: `_record1id_value eq ${id} and statecode eq 0`,
          $orderby: 'createdon',
          $top: 100,
        });
      const page = await get<Page<Row>>(path, { signal, headers: { Prefer: WITH_ANNOTATIONS } });
      return page.value.map(toPerson).filter((one) => one !== null);
    },
  });
}

export interface Suggested {
  table: string;
  id: string;
  name: string;
  address: string | null;
  emails: number;
  meetings: number;
  last_on: string | null;
}

/** Who appears on the deal's e-mails and meetings and is not connected yet. */
export function useSuggestedPeople(table: string, id: string) {
  return useQuery({
    queryKey: ['people', table, id, 'suggested'],
    queryFn: async ({ signal }) =>
      (await get<{ people: Suggested[] }>(`SuggestedStakeholders(Table=${text(table)},Id=${id})`, { signal }))
        .people,
  });
}

export const connect = (deal: Reference, who: Reference, role: number | null) =>
  createRecord('connection', { record1id: deal, record2id: who, ll_record2role: role });
