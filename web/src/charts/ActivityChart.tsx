// Contact day by day: what we began upward, what the customer began downward, silences as bands between.
//
// A pointer opens a day; the keyboard has the table of the same numbers beside the chart. Screen reader: that table,
// hidden here. Channels differ by fill, not by colour alone.
import { useId } from 'react';
import type { Relationship } from '../data/relationship';
import { addDays, dayOf, daysBetween } from '../data/relationshipDays';
import { BEGUN, COUNTS, type BegunChannel } from '../data/relationshipFigures';
import { useText } from '../text/i18n';
import { barsOf, highestOf, namedDays, type Bar } from './activityBars';
import { FigureTable } from './Plot';
import { useWidth } from './useWidth';
import './ActivityChart.css';

interface ActivityChartProps {
  chart: Relationship['chart'];
  onOpen: (date: string, channel: BegunChannel, side: 0 | 1) => void;
}

const HEIGHT = 250;
const LEFT = 34;
const TOP = 18;
const BOTTOM = 26;
const MIDDLE = TOP + (HEIGHT - TOP - BOTTOM) / 2;
/** A band as wide as this has room for its number. */
const LETTERED = 22;

export function ActivityChart({ chart, onOpen }: ActivityChartProps) {
  const { t, date, language } = useText();
  const { place, width } = useWidth();
  const id = useId();
  const first = dayOf(chart.from);
  const step = (width - LEFT) / chart.days;
  const highest = highestOf(chart.with_contact);
  const unit = (MIDDLE - TOP) / highest;
  const x = (day: number) => LEFT + day * step;
  const short = new Intl.DateTimeFormat(language, { day: 'numeric', month: 'short' });
  const nameOf = ({ channel, side }: Pick<Bar, 'channel' | 'side'>) =>
    t(`formula.${side === 0 ? COUNTS[channel].ours : COUNTS[channel].theirs}`);

  return (
    <figure className="ll-chart ll-actchart">
      <div ref={place}>
        <svg viewBox={`0 0 ${width} ${HEIGHT}`} aria-hidden focusable="false">
          <defs>
            <pattern id={`${id}meeting`} width="5" height="5" patternUnits="userSpaceOnUse">
              <path className="ll-actstripe" d="M0,5L5,0M-1,1L1,-1M4,6L6,4" />
            </pattern>
            <pattern id={`${id}silence`} width="6" height="6" patternUnits="userSpaceOnUse">
              <circle className="ll-actdot" cx="3" cy="3" r="0.9" />
            </pattern>
          </defs>
          {chart.silences.map(({ from, days }) => {
            const begin = x(daysBetween(first, dayOf(from)));
            return (
              <g key={from}>
                <rect
                  className="ll-actsilence"
                  x={begin}
                  y={TOP}
                  width={days * step}
                  height={2 * (MIDDLE - TOP)}
                />
                <rect
                  fill={`url(#${id}silence)`}
                  x={begin}
                  y={TOP}
                  width={days * step}
                  height={2 * (MIDDLE - TOP)}
                >
                  <title>
                    {t('relation.silence', {
                      from: date(dayOf(from)),
                      to: date(addDays(dayOf(from), days - 1)),
                      count: days,
                    })}
                  </title>
                </rect>
                {days * step >= LETTERED && (
                  <text
                    className="ll-chart-text ll-actlabel"
                    x={begin + (days * step) / 2}
                    y={TOP + 13}
                    textAnchor="middle"
                  >
                    {days}
                  </text>
                )}
              </g>
            );
          })}
          {[highest, -highest].map((value) => (
            <g key={value}>
              <line
                className="ll-chart-grid"
                x1={LEFT}
                x2={width}
                y1={MIDDLE - value * unit}
                y2={MIDDLE - value * unit}
              />
              <text className="ll-chart-text" x={LEFT - 6} y={MIDDLE - value * unit + 4} textAnchor="end">
                {Math.abs(value)}
              </text>
            </g>
          ))}
          {barsOf(chart).map((bar) => {
            const box = {
              x: x(bar.place) + Math.min(1, step * 0.1),
              y: bar.side === 0 ? MIDDLE - (bar.below + bar.count) * unit : MIDDLE + bar.below * unit,
              width: Math.max(2, step - Math.min(2, step * 0.2)),
              height: bar.count * unit,
            };
            return (
              <g
                key={`${bar.date} ${bar.channel} ${bar.side}`}
                className="ll-actbar-group"
                onClick={() => onOpen(bar.date, bar.channel, bar.side)}
              >
                <title>{`${date(dayOf(bar.date))}: ${nameOf(bar)} ${bar.count}`}</title>
                <rect className={`ll-actbar ll-actbar-${bar.channel}`} {...box} />
                {bar.channel === 'meeting' && <rect fill={`url(#${id}meeting)`} {...box} />}
              </g>
            );
          })}
          <line className="ll-actaxis" x1={LEFT} x2={width} y1={MIDDLE} y2={MIDDLE} />
          <text className="ll-chart-text" x={LEFT} y={11}>
            {`↑ ${t('relation.by_us')}`}
          </text>
          <text className="ll-chart-text" x={width} y={11} textAnchor="end">
            {`↓ ${t('relation.by_them')}`}
          </text>
          {namedDays(chart.days, width - LEFT).map((day) => (
            <text key={day} className="ll-chart-text" x={x(day)} y={HEIGHT - 8}>
              {short.format(addDays(first, day))}
            </text>
          ))}
        </svg>
      </div>
      <FigureTable
        caption={t('relation.activities')}
        columns={[
          t('relation.day'),
          ...BEGUN.flatMap((channel) => ([0, 1] as const).map((side) => nameOf({ channel, side }))),
        ]}
        rows={chart.with_contact.map((day) => [
          date(dayOf(day.date)),
          ...BEGUN.flatMap((channel) => day[channel].map(String)),
        ])}
      />
    </figure>
  );
}
