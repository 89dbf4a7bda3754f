// Leads as the search box shows them.
import { useQuery } from '@tanstack/react-query';
import { get } from './http';
import { query, type Page } from './odata';

/** A row as the API gives it: columns, and annotations whose names contain an @. */
export type LeadRow = Record<string, unknown> & { leadid: string; '@odata.etag'?: string };

const COLUMNS = 'leadid,fullname,subject,companyname,msdyn_leadscore,msdyn_leadgrade';
const MOST = 8;

export interface LeadItem {
  id: string;
  name: string;
  topic: string;
  company: string;
  score: number | null;
  grade: number | null;
}

const asText = (value: unknown) => (typeof value === 'string' ? value : '');
const asNumber = (value: unknown) => (typeof value === 'number' ? value : null);

export const toItem = (row: LeadRow): LeadItem => ({
  id: row.leadid,
  name: asText(row.fullname),
  topic: asText(row.subject),
  company: asText(row.companyname),
  score: asNumber(row.msdyn_leadscore),
  grade: asNumber(row.msdyn_leadgrade),
});

/** The best matches for the search box. */
export function useLeadSearch(words: string) {
  return useQuery({
    queryKey: ['lead-search', words],
    enabled: words.length >= 2,
    staleTime: 10_000,
    queryFn: async ({ signal }) => {
      const path = 'leads' + query({ $select: COLUMNS, $search: words, $top: MOST });
      return (await get<Page<LeadRow>>(path, { signal })).value.map(toItem);
    },
  });
}
