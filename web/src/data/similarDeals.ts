// The won deals most like an opportunity, and its figures beside theirs.
import { useQuery } from '@tanstack/react-query';
import { get } from './http';
import { relationshipKey } from './relationship';

export interface SimilarField {
  table: 'account' | 'opportunity';
  column: string;
  /** In English; the field table knows the other languages of those that are not of this database only. */
  label: string;
  /** Shares of 1. */
  weight: number;
}

export interface SimilarDeal {
  opportunity: { table: string; id: string; name: string | null };
  /** 0 alike, 1 not at all; null where deals are not told apart by likeness. */
  distance: number | null;
  /** Columns of the fields. */
  matched: string[];
  activities: number | null;
  minutes_by_us: number | null;
  minutes_by_them: number | null;
  response_by_us_hours: number | null;
  /** 0..1 */
  answered_by_us: number | null;
  closed_on: string | null;
}

/** A figure of this deal beside the quartiles of the others. */
export interface Compared {
  key: string;
  unit: string;
  value: number | null;
  /** How many of the others have the figure. */
  records: number;
  lower: number;
  median: number;
  upper: number;
}

export interface SimilarDeals {
  state: 'ok' | 'too_few' | 'no_fields' | 'no_values';
  won: number;
  lost: number;
  /** Of each, so that likeness can be learned. */
  needed: number;
  /** The newest won deals stand in for similar ones. */
  fallback: boolean;
  fields: SimilarField[];
  compared: number;
  deals: SimilarDeal[];
  not_readable: number;
  comparison: Compared[];
}

/** All closed deals are read for it: it is not asked again each time that the tab is opened. */
export const useSimilarDeals = (id: string) =>
  useQuery({
    queryKey: [...relationshipKey('opportunity', id), 'similar'],
    queryFn: ({ signal }) => get<SimilarDeals>(`SimilarWonDeals(OpportunityId=${id})`, { signal }),
    staleTime: 60_000,
  });
