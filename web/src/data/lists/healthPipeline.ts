// The rows of a list as their relationship pipeline shows them: those that close from today on, with their health.
import { useQuery } from '@tanstack/react-query';
import { dayOf } from './conditions';
import { HEALTH, kpiColumn } from './kpiFields';
import { expanded, flat } from './paths';
import { asking, drawnDealOf, noonOf, type DrawnDeal } from './pipeline';
import type { Row } from './rows';
import type { ListQuery } from './state';
import type { ListTable } from './tables';

/** More bubbles than this hide each other's shapes; the most valuable are drawn. */
export const MOST_SHAPES = 500;

export interface HealthDeal extends DrawnDeal {
  /** Until it is expected to close. */
  days: number;
  /** Null where there is none: such a deal stands at 0. */
  score: number | null;
  /** As stored; null for a record that never had an activity. */
  state: number | null;
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
const numberOr = <Other>(value: unknown, other: Other) => (typeof value === 'number' ? value : other);

/** A row as a bubble; null when it has no day. */
function healthDealOf(table: ListTable, row: Row, today: string): HealthDeal | null {
  const drawn = drawnDealOf(table, row);
  return (
    drawn && {
      ...drawn,
      // Days on which clocks are changed are not 24 hours long.
      days: Math.round((drawn.closes - noonOf(today)) / DAY),
      score: numberOr(row[kpiColumn(table.name, HEALTH.score)], null),
      state: numberOr(row[kpiColumn(table.name, HEALTH.state)], null),
    }
  );
}

export function useHealthPipeline(table: ListTable, options: ListQuery | undefined) {
  return useQuery({
    // With the counts of the list, which are read anew at the same moments.
    queryKey: ['groups', table.name, 'health', options?.$filter, options?.$search],
    enabled: options !== undefined,
    staleTime: 30_000,
    queryFn: async ({ signal }): Promise<HealthPipelineData> => {
      const { date } = table.pipeline!;
      const today = dayOf(new Date());
      const list = asking(table, options, MOST_SHAPES, signal);
      const health = [HEALTH.score, HEALTH.state].map((name) => kpiColumn(table.name, name));
      const [drawn, withoutDate, past] = await Promise.all([
        list.drawn(`${date} ge ${today}`, [], expanded(health)),
        list.count(`${date} eq null`),
        list.count(`${date} lt ${today}`),
      ]);
      const deals = drawn.value.flatMap((row) => healthDealOf(table, flat(row), today) ?? []);
      return { deals, drawable: drawn['@odata.count'] ?? deals.length, withoutDate, past };
    },
  });
}
