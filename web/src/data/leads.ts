// Leads: the list in pages, one lead, and saving it.
import { useMutation, useQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { get, request, ApiError } from './http';
import { formatted, pathOf, query, WITH_ANNOTATIONS, type Page } from './odata';
import { LIST_KEY, replaceRow, type RowPage } from './lists/rows';

export type Scalar = string | number | boolean | null;
/** A row as the API gives it: columns, and annotations whose names contain an @. */
export type LeadRow = Record<string, unknown> & { leadid: string; '@odata.etag'?: string };

const LIST_COLUMNS = [
  'leadid',
  'fullname',
  'subject',
  'companyname',
  'statuscode',
  'createdon',
  'msdyn_leadscore',
  'msdyn_leadgrade',
  'msdyn_leadscoretrend',
  '_ownerid_value',
].join(',');
const PAGE_SIZE = 100;

/** What a row of the list shows. */
export interface LeadItem {
  id: string;
  name: string;
  topic: string;
  company: string;
  owner: string;
  status: number | null;
  createdOn: string | null;
  score: number | null;
  grade: number | null;
  trend: number | null;
}

const asText = (value: unknown) => (typeof value === 'string' ? value : '');
const asNumber = (value: unknown) => (typeof value === 'number' ? value : null);

export function toItem(row: LeadRow): LeadItem {
  return {
    id: row.leadid,
    name: asText(row.fullname),
    topic: asText(row.subject),
    company: asText(row.companyname),
    owner: formatted(row, '_ownerid_value') ?? '',
    status: asNumber(row.statuscode),
    createdOn: asText(row.createdon) || null,
    score: asNumber(row.msdyn_leadscore),
    grade: asNumber(row.msdyn_leadgrade),
    trend: asNumber(row.msdyn_leadscoretrend),
  };
}

export interface LeadPage {
  items: LeadItem[];
  next?: string;
  total?: number;
}

async function fetchPage(path: string, signal?: AbortSignal): Promise<LeadPage> {
  const page = await get<Page<LeadRow>>(path, {
    signal,
    headers: { Prefer: `odata.maxpagesize=${PAGE_SIZE},${WITH_ANNOTATIONS}` },
  });
  const next = page['@odata.nextLink'];
  return { items: page.value.map(toItem), next: next && pathOf(next), total: page['@odata.count'] };
}

/** The best matches for the search box. */
export function useLeadSearch(words: string) {
  return useQuery({
    queryKey: ['lead-search', words],
    enabled: words.length >= 2,
    staleTime: 10_000,
    queryFn: async ({ signal }) => {
      const path = 'leads' + query({ $select: LIST_COLUMNS, $search: words, $top: 8 });
      return (await fetchPage(path, signal)).items;
    },
  });
}

/** One lead with its score row. */
export function useLead(id: string) {
  return useQuery({
    queryKey: ['lead', id],
    queryFn: ({ signal }) => fetchLead(id, signal),
    retry: (count, error) => !(error instanceof ApiError && error.status === 404) && count < 2,
    refetchOnWindowFocus: false,
  });
}

export function fetchLead(id: string, signal?: AbortSignal): Promise<LeadRow> {
  return get<LeadRow>(`leads(${id})` + query({ $expand: 'msdyn_predictivescoreid' }), {
    signal,
    headers: { Prefer: WITH_ANNOTATIONS },
  });
}

export interface Save {
  changes: Record<string, Scalar>;
  /** The state the changes were made against; the server answers 412 when it is no longer that. */
  etag: string | undefined;
}

/** Saves changes; the answer is the lead with its new score, and is put into every list that shows it. */
export function useSaveLead(id: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: async ({ changes, etag }: Save) => {
      const headers: Record<string, string> = { Prefer: `return=representation,${WITH_ANNOTATIONS}` };
      if (etag) headers['If-Match'] = etag;
      const path = `leads(${id})` + query({ $expand: 'msdyn_predictivescoreid' });
      return (await request<LeadRow>('PATCH', path, { body: changes, headers })).data;
    },
    onSuccess: (row) => {
      queries.setQueryData(['lead', id], row);
      queries.setQueriesData<InfiniteData<RowPage>>(
        { queryKey: [LIST_KEY, 'lead'] },
        (list) => list && replaceRow(list, 'leadid', row),
      );
      void queries.invalidateQueries({ queryKey: ['score', id] });
    },
  });
}

/** The list with one row replaced; pages that do not hold it stay the same objects. */
export function replaceItem(list: InfiniteData<LeadPage>, item: LeadItem): InfiniteData<LeadPage> {
  return {
    ...list,
    pages: list.pages.map((page) =>
      page.items.some((one) => one.id === item.id)
        ? { ...page, items: page.items.map((one) => (one.id === item.id ? item : one)) }
        : page,
    ),
  };
}
