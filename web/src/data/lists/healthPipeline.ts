// The rows of a list as their relationship pipeline shows them: those that close from today on, with their health.
import { useQuery } from '@tanstack/react-query';
import { get } from '../http';
import { query, WITH_ANNOTATIONS, type Page } from '../odata';
import { dayOf } from './conditions';
import { HEALTH, kpiColumn } from './kpiFields';
import { expanded, flat } from './paths';
import { ownWorth, worthOf } from './pipeline';
import { idOf, titleOf, type Row } from './rows';
import { allOf, type ListQuery } from './state';
import { rowPath, type ListTable } from './tables';

/** More bubbles than this hide each other's shapes; the most valuable are drawn. */
export const MOST_SHAPES = 500;

export interface HealthDeal {
  id: string;
  name: string;
  /** Its page. */
  path: string;
  /** The day it is expected to close: ms, at noon where the reader is. */
  closes: number;
  /** Until then. */
  days: number;
  /** Null where there is none: such a deal stands at 0. */
  score: number | null;
  /** As stored; null for a record that never had an activity. */
  state: number | null;
  worth: number | null;
  amount: number | null;
  worthText: string;
}

export interface HealthPipelineData {
  /** The most valuable first. */
  deals: HealthDeal[];
  /** Rows that could be drawn. */
  drawable: number;
  withoutDate: number;
  /** Rows whose day has passed. */
  past: number;
}

const DAY = 24 * 3600 * 1000;
const noonOf = (day: string) => new Date(`${day.slice(0, 10)}T12:00:00`).getTime();
const numberOr = <Other>(value: unknown, other: Other) => (typeof value === 'number' ? value : other);

/** A row as a bubble; null when it has no day. */
export function healthDealOf(table: ListTable, row: Row, today: string): HealthDeal | null {
  const closes = noonOf(String(row[table.pipeline!.date]));
  if (Number.isNaN(closes)) return null;
  return {
    id: idOf(table, row),
    name: titleOf(table, row),
    path: rowPath(table, row) ?? '',
    closes,
    // Days on which clocks are changed are not 24 hours long.
    days: Math.round((closes - noonOf(today)) / DAY),
    score: numberOr(row[kpiColumn(table.name, HEALTH.score)], null),
    state: numberOr(row[kpiColumn(table.name, HEALTH.state)], null),
    worth: worthOf(table, row),
    ...ownWorth(table, row),
  };
}

export function useHealthPipeline(table: ListTable, options: ListQuery | undefined) {
  return useQuery({
    // With the counts of the list, which are read anew at the same moments.
    queryKey: ['groups', table.name, 'health', options?.$filter, options?.$search],
    enabled: options !== undefined,
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<HealthPipelineData> => {
      const { date, worth, comparable } = table.pipeline!;
      const today = dayOf(new Date());
      const ask = (term: string, more: Record<string, string | number | undefined>) =>
        get<Page<Row>>(
          table.entitySet +
            query({
              $filter: allOf(options?.$filter, term),
              $search: options?.$search,
              $count: true,
              ...more,
            }),
          { signal, headers: { Prefer: `odata.maxpagesize=${MOST_SHAPES},${WITH_ANNOTATIONS}` } },
        );
      const count = async (term: string) =>
        (await ask(term, { $select: table.id, $top: 1 }))['@odata.count'] ?? 0;
      const [drawn, withoutDate, past] = await Promise.all([
        ask(`${date} ge ${today}`, {
          $select: [table.id, ...table.title, date, worth, comparable].join(','),
          $expand: expanded([kpiColumn(table.name, HEALTH.score), kpiColumn(table.name, HEALTH.state)]),
          $orderby: `${comparable} desc`,
          $top: MOST_SHAPES,
        }),
        count(`${date} eq null`),
        count(`${date} lt ${today}`),
      ]);
      const deals = drawn.value.flatMap((row) => healthDealOf(table, flat(row), today) ?? []);
      return { deals, drawable: drawn['@odata.count'] ?? deals.length, withoutDate, past };
    },
  });
}
