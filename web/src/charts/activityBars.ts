// Where the bars of a chart of activities stand.
import type { ContactDay, Relationship } from '../data/relationship';
import { dayOf, daysBetween } from '../data/relationshipDays';
import { BEGUN, type BegunChannel } from '../data/relationshipFigures';

export interface Bar {
  date: string;
  channel: BegunChannel;
  /** 0 ours, upward; 1 theirs, downward. */
  side: 0 | 1;
  count: number;
  /** How many of the same day and side lie between it and the middle. */
  below: number;
  /** Day of the chart. */
  place: number;
}

/** A bar for every number of every day that is not 0. */
export function barsOf({ from, with_contact: days }: Relationship['chart']): Bar[] {
  const first = dayOf(from);
  return days.flatMap((day) =>
    ([0, 1] as const).flatMap((side) => {
      let below = 0;
      return BEGUN.flatMap((channel) => {
        const count = day[channel][side];
        if (count === 0) return [];
        const bar = {
          date: day.date,
          channel,
          side,
          count,
          below,
          place: daysBetween(first, dayOf(day.date)),
        };
        below += count;
        return [bar];
      });
    }),
  );
}

/** The most of one day and side, at least 1. */
export const highestOf = (days: readonly ContactDay[]) =>
  days.reduce(
    (most, day) =>
      Math.max(
        most,
        ...([0, 1] as const).map((side) => BEGUN.reduce((sum, channel) => sum + day[channel][side], 0)),
      ),
    1,
  );

/** Days from the left that are named: whole weeks apart, as near to each other as there is room for. */
export function namedDays(days: number, width: number, room = 74): number[] {
  const weeks = Math.max(1, Math.ceil((room * days) / (Math.max(1, width) * 7)));
  // The last one needs its room, too.
  const last = days - (0.6 * room * days) / Math.max(1, width);
  return Array.from({ length: Math.ceil(days / (weeks * 7)) }, (_, index) => index * weeks * 7).filter(
    (day) => day === 0 || day <= last,
  );
}
