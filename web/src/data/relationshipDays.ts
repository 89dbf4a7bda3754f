// Days of a relationship by the reader's calendar, and when deals were open.
import { useQuery } from '@tanstack/react-query';
import { get } from './http';
import { query, type Page } from './odata';
import type { ContactDay, RelationTable, Relationship } from './relationship';
import type { Row } from './records';

/** `2026-06-03` as the reader's midnight: the same day of the calendar in every zone. */
export function dayOf(date: string): Date {
  const [year, month, day] = date.split('-').map(Number);
  return new Date(year!, month! - 1, day!);
}

/** `2026-06-03`, as dayOf reads it. */
export function dateOf(day: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}

/** Days may have 23 or 25 hours, so the calendar counts. */
export function addDays(day: Date, days: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
}

/** How many days of the calendar lie between two midnights. */
export const daysBetween = (from: Date, to: Date) => Math.round((to.getTime() - from.getTime()) / 86_400_000);

/** When a deal was open; without an end: it still is, or nobody knows when it was closed. */
export interface Period {
  from: Date;
  to: Date | null;
}

const periodOf = (row: Row): Period => ({
  from: dayOf(dateOf(new Date(String(row.createdon)))),
  to: typeof row.actualclosedate === 'string' ? dayOf(row.actualclosedate.slice(0, 10)) : null,
});

/** The lookup by which deals point to a record that is none itself. */
const DEALS_OF: Partial<Record<RelationTable, string>> = {
  account: 'parentaccountid',
  contact: 'parentcontactid',
};

/** When the deals of a record were open: of a lead or an opportunity its own time. */
export function useDealPeriods({ table, id }: Pick<Relationship, 'table' | 'id'>, row: Row) {
  const lookup = DEALS_OF[table];
  const { data } = useQuery({
    queryKey: ['related', 'opportunity', 'periods', lookup, id],
    enabled: lookup !== undefined,
    queryFn: async ({ signal }) => {
      const path =
        'opportunities' +
        query({
          $select: 'createdon,actualclosedate',
          $filter: `_${lookup}_value eq ${id}`,
          $top: 1000,
        });
      return (await get<Page<Row>>(path, { signal })).value.map(periodOf);
    },
  });
  return lookup === undefined ? [periodOf(row)] : data;
}

/** How many of the days with contact lie outside of all periods. */
export function daysOutside(days: readonly ContactDay[], periods: readonly Period[]): number {
  return days.filter(({ date }) => {
    const day = dayOf(date);
    return !periods.some(({ from, to }) => from <= day && (to === null || day <= to));
  }).length;
}

/** The bounds of a day, a month of UTC, or a year, as the filter takes them. */
export const dayBounds = (date: string) => ({
  from: dayOf(date).toISOString(),
  to: addDays(dayOf(date), 1).toISOString(),
});
export function monthBounds(month: string): { from: string; to: string } {
  const [year, number] = month.split('-').map(Number);
  return {
    from: new Date(Date.UTC(year!, number! - 1, 1)).toISOString(),
    to: new Date(Date.UTC(year!, number!, 1)).toISOString(),
  };
}
export const yearBegins = (asOf: string) => new Date(new Date(asOf).getFullYear(), 0, 1).toISOString();
