// Was it right? What was promised of closed records against what became of them.
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { get } from './http';
import type { ScoredTable } from './scores';

/** Shares are 0..1; null where nothing closed. */
export interface Kept {
  records: number;
  expected: number | null;
  actual: number | null;
  /** Of the real rate, at 95 %. */
  interval: [number, number];
}

export interface MomentKept {
  all: Kept & { brier: number | null; auc: number | null; auc_interval: [number | null, number | null] };
  weeks: (Kept & { week: string })[];
  grades: (Kept & { grade: string })[];
  teams: (Kept & { team: string })[];
  groups: (Kept & { group: string })[];
}

export type PromiseMoment = 'creation' | 'month_before';

export type Alarm =
  | ({ kind: 'calibration'; moment: PromiseMoment; weeks: number } & Kept)
  | { kind: 'input'; model: string; attribute: string; table: string; label: string; index: number };

export interface Hindsight {
  table: ScoredTable;
  from: string;
  /** Records that closed since, promised or not. */
  closed: number;
  moments: Record<PromiseMoment, MomentKept | null>;
  alarms: Alarm[];
}

/** The column by which each table is told apart beside grade and team. */
export const GROUPED_BY: Record<ScoredTable, string> = {
  lead: 'leadsourcecode',
  opportunity: 'prioritycode',
};

export function useHindsight(table: ScoredTable, weeks: number) {
  return useQuery({
    queryKey: ['hindsight', table, weeks],
    queryFn: ({ signal }) =>
      get<Hindsight>(`WasItRight(Table='${table}',Weeks=${weeks},By='${GROUPED_BY[table]}')`, { signal }),
    placeholderData: keepPreviousData,
  });
}
