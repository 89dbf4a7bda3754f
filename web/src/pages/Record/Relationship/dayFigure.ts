// What one side began on one day through one channel, as a figure that can be opened.
import type { ContactDay } from '../../../data/relationship';
import { dayBounds, dayOf } from '../../../data/relationshipDays';
import { COUNTS, filtersOf, type BegunChannel, type Figure } from '../../../data/relationshipFigures';
import type { TextTools } from '../../../text/i18n';

export const dayKey = (channel: BegunChannel, side: 0 | 1) =>
  side === 0 ? COUNTS[channel].ours : COUNTS[channel].theirs;

export function dayFigure(
  day: ContactDay,
  channel: BegunChannel,
  side: 0 | 1,
  { t, date, number }: Pick<TextTools, 't' | 'date' | 'number'>,
): Figure {
  const key = dayKey(channel, side);
  return {
    key,
    title: t('relation.on_day', { what: t(`formula.${key}`), day: date(dayOf(day.date)) }),
    value: number(day[channel][side]),
    filters: filtersOf(key, dayBounds(day.date)),
  };
}
