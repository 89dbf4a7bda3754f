// The days with contact as a table: every number opens its day.
import { Table } from '../../../components/Table';
import type { ContactDay } from '../../../data/relationship';
import { dayBounds, dayOf } from '../../../data/relationshipDays';
import { BEGUN, COUNTS, filtersOf } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { FigureButton } from './FigureButton';

/** The six numbers of a day, in the order of the columns. */
export const DAY_COLUMNS = BEGUN.flatMap((channel) => [
  { key: COUNTS[channel].ours, channel, side: 0 as const },
  { key: COUNTS[channel].theirs, channel, side: 1 as const },
]);

export function DayTable({ days }: { days: readonly ContactDay[] }) {
  const { t, date, number } = useText();
  return (
    <div className="ll-days">
      <Table label={t('relation.activities')}>
        <thead>
          <tr>
            <th scope="col">{t('relation.day')}</th>
            {DAY_COLUMNS.map(({ key }) => (
              <th key={key} scope="col" className="ll-right">
                {t(`formula.${key}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {[...days].reverse().map((day) => (
            <tr key={day.date}>
              <th scope="row">{date(dayOf(day.date))}</th>
              {DAY_COLUMNS.map(({ key, channel, side }) => {
                const count = day[channel][side];
                return (
                  <td key={key} className="ll-right">
                    {count === 0 ? (
                      <span className="ll-muted">0</span>
                    ) : (
                      <FigureButton
                        figure={{
                          key,
                          title: t('relation.on_day', {
                            what: t(`formula.${key}`),
                            day: date(dayOf(day.date)),
                          }),
                          value: number(count),
                          filters: filtersOf(key, dayBounds(day.date)),
                        }}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
