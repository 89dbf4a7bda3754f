// People as mail and meetings know them: their addresses, who may be one, what was decided, which accounts lack.
import {
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { get, post } from './http';
import { formatted, pathOf, query, text, WITH_ANNOTATIONS, type Page } from './odata';
import { refreshLists } from './records';
import { refreshRelationships } from './relationshipRefresh';

const KEY = 'persons';
const PAGE = 50;
const MOST_DOUBTFUL = 30;
const MOST_DECISIONS = 50;
const ANNOTATED = { Prefer: WITH_ANNOTATIONS };

/** The values of ll_certainty. */
export const CERTAINTY = { certain: 0, toConfirm: 1, confirmed: 2, separated: 3 } as const;

export interface PersonAddress {
  ll_personaddressid: string;
  ll_address: string;
  ll_name?: string | null;
  ll_reason?: string | null;
  ll_certainty?: number | null;
  _ll_personid_value: string;
  _ll_proposedpersonid_value?: string | null;
}

export interface Person {
  id: string;
  name: string;
  record: { table: string; id: string; name: string } | null;
  addresses: PersonAddress[];
}

type PersonRow = Record<string, unknown> & {
  ll_personid: string;
  ll_name?: string | null;
  ll_personaddress_ll_personid?: PersonAddress[];
};

const ADDRESS =
  'll_personaddressid,ll_address,ll_name,ll_reason,ll_certainty,_ll_personid_value,_ll_proposedpersonid_value';

export function personOf(row: PersonRow): Person {
  const id = row._ll_recordid_value;
  const table = row['_ll_recordid_value@Microsoft.Dynamics.CRM.lookuplogicalname'];
  return {
    id: row.ll_personid,
    name: row.ll_name ?? '',
    record:
      typeof id === 'string' && typeof table === 'string'
        ? { table, id, name: formatted(row, '_ll_recordid_value') ?? '' }
        : null,
    addresses: row.ll_personaddress_ll_personid ?? [],
  };
}

/** People by name, a page after the other. Lists and robots are none. */
export function usePersons(words: string) {
  return useInfiniteQuery({
    queryKey: [KEY, 'list', words],
    queryFn: async ({ pageParam, signal }) => {
      const path =
        pageParam ||
        `ll_persons${query({
          $filter: words ? `ll_kind eq 0 and contains(ll_name,${text(words)})` : 'll_kind eq 0',
          $orderby: 'll_name asc',
          $select: 'll_personid,ll_name,_ll_recordid_value',
          $expand: `ll_personaddress_ll_personid($select=${ADDRESS};$orderby=ll_address asc)`,
          $count: true,
        })}`;
      const page = await get<Page<PersonRow>>(path, {
        signal,
        headers: { Prefer: `${WITH_ANNOTATIONS},odata.maxpagesize=${PAGE}` },
      });
      return { ...page, value: page.value.map(personOf) };
    },
    initialPageParam: '',
    getNextPageParam: (last) => last['@odata.nextLink'] && pathOf(last['@odata.nextLink']),
    placeholderData: keepPreviousData,
  });
}

/** The first rows of a list, and how many there are. */
export interface Part<Row> {
  rows: Row[];
  total: number;
}

/** An address, whose it is now, and whose it may be. */
export interface Doubt {
  address: PersonAddress;
  name: string;
  proposed: { name: string; addresses: string[] };
}

export function useDoubts() {
  return useQuery({
    queryKey: [KEY, 'doubts'],
    queryFn: async ({ signal }): Promise<Part<Doubt>> => {
      const options = { signal, headers: ANNOTATED };
      const page = await get<Page<PersonAddress & Record<string, unknown>>>(
        `ll_personaddresses${query({
          $filter: 'll_certainty eq 1 and _ll_proposedpersonid_value ne null',
          $select: ADDRESS,
          $orderby: 'll_address asc',
          $top: MOST_DOUBTFUL,
          $count: true,
        })}`,
        options,
      );
      const rows = page.value;
      const persons = [...new Set(rows.map((row) => String(row._ll_proposedpersonid_value)))];
      if (persons.length === 0) return { rows: [], total: 0 };
      const theirs = (
        await get<Page<PersonAddress>>(
          `ll_personaddresses${query({
            $filter: `_ll_personid_value in (${persons.join(',')})`,
            $select: ADDRESS,
            $orderby: 'll_address asc',
            $top: 500,
          })}`,
          options,
        )
      ).value;
      const doubts = rows.map((row) => ({
        address: row,
        name: formatted(row, '_ll_personid_value') ?? row.ll_name ?? '',
        proposed: {
          name: formatted(row, '_ll_proposedpersonid_value') ?? '',
          addresses: theirs
            .filter((one) => one._ll_personid_value === row._ll_proposedpersonid_value)
            .map((one) => one.ll_address),
        },
      }));
      return { rows: doubts, total: page['@odata.count'] ?? doubts.length };
    },
  });
}

export interface SuggestedAccount {
  domain: string;
  people: number;
  activities: number;
}

export function useSuggestedAccounts() {
  return useQuery({
    queryKey: [KEY, 'accounts'],
    queryFn: async ({ signal }) =>
      (await get<{ accounts: SuggestedAccount[] }>('SuggestedAccounts()', { signal })).accounts,
  });
}

/** `northwind.com` -> `Northwind`: a start that its maker changes. */
export function accountName(domain: string): string {
  const first = domain.split('.')[0] ?? domain;
  return first.charAt(0).toUpperCase() + first.slice(1);
}

export interface Decision {
  id: string;
  kind: number;
  about: string;
  by: string;
  at: string;
}

export function useDecisions() {
  return useQuery({
    queryKey: [KEY, 'decisions'],
    queryFn: async ({ signal }): Promise<Part<Decision>> => {
      const page = await get<Page<Record<string, unknown>>>(
        `ll_peopledecisions${query({
          $select: 'll_peopledecisionid,ll_name,ll_kind,createdon,_createdby_value',
          $orderby: 'createdon desc',
          $top: MOST_DECISIONS,
          $count: true,
        })}`,
        { signal, headers: ANNOTATED },
      );
      const rows = page.value.map((row) => ({
        id: String(row.ll_peopledecisionid),
        kind: Number(row.ll_kind),
        about: String(row.ll_name),
        by: formatted(row, '_createdby_value') ?? '',
        at: String(row.createdon),
      }));
      return { rows, total: page['@odata.count'] ?? rows.length };
    },
  });
}

/** Decides, or takes a decision back; everything about people is read anew. */
export function useDecide() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ action, body }: { action: string; body: Record<string, unknown> }) =>
      post<{ DecisionId: string }>(action, body),
    onSettled: () => {
      for (const key of [KEY, 'timeline', 'record-picker'])
        void queries.invalidateQueries({ queryKey: [key] });
      void refreshLists(queries, 'contact');
      void refreshRelationships(queries);
    },
  });
}
