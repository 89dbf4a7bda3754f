// The days with contact as a table: every number opens its day.
import { Table } from '../../../components/Table';
import type { ContactDay } from '../../../data/relationship';
import { dayOf } from '../../../data/relationshipDays';
import { BEGUN } from '../../../data/relationshipFigures';
import { useText } from '../../../text/i18n';
import { dayFigure, dayKey } from './dayFigure';
import { FigureButton } from './FigureButton';

/** The six numbers of a day, in the order of the columns. */
const DAY_COLUMNS = BEGUN.flatMap((channel) =>
  ([0, 1] as const).map((side) => ({ key: dayKey(channel, side), channel, side })),
);

export function DayTable({ days }: { days: readonly ContactDay[] }) {
  const text = useText();
  const { t, date } = text;
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
              {DAY_COLUMNS.map(({ key, channel, side }) => (
                <td key={key} className="ll-right">
                  {day[channel][side] === 0 ? (
                    <span className="ll-muted">0</span>
                  ) : (
                    <FigureButton figure={dayFigure(day, channel, side, text)} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}
