// A score over time, above the bands of the grades.
//
// A score holds until the next one, so the line is a staircase. Screen reader: the same points as a table.
import { useId } from 'react';
import { gradeRanges, type Bounds } from '../data/gradeRanges';
import type { HistoryPoint } from '../data/scores';
import { causeWords } from '../text/history';
import { useText } from '../text/i18n';
import './charts.css';

type Point = Pick<HistoryPoint, 'score' | 'grade' | 'cause' | 'moved_by'> & { time: number };

interface HistoryChartProps {
  /** Oldest first. */
  points: Point[];
  /** Left end of the time axis, ms; the first point when not given. */
  from?: number;
  grades: Bounds;
}

const WIDTH = 460;
const HEIGHT = 190;
const LEFT = 30;
const RIGHT = 10;
const TOP = 8;
const BOTTOM = 24;

export function HistoryChart({ points, from, grades }: HistoryChartProps) {
  const text = useText();
  const { t, date, dateTime } = text;
  const clip = useId();
  const now = Date.now();
  const start = from ?? Math.min(...points.map((point) => point.time), now - 3600_000);
  const x = (time: number) => LEFT + ((time - start) / Math.max(1, now - start)) * (WIDTH - LEFT - RIGHT);
  const y = (score: number) => TOP + (1 - score / 100) * (HEIGHT - TOP - BOTTOM);
  const last = points.at(-1);
  const path = points
    .map((point, index) =>
      index === 0 ? `M${x(point.time)},${y(point.score)}` : `H${x(point.time)}V${y(point.score)}`,
    )
    .join('');

  return (
    <figure className="ll-chart">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden focusable="false">
        <clipPath id={clip}>
          <rect x={LEFT} y={0} width={WIDTH - LEFT} height={HEIGHT} />
        </clipPath>
        {gradeRanges(grades).map((range) => (
          <rect
            key={range.grade}
            className={`ll-band-${range.grade}`}
            x={LEFT}
            y={y(range.grade === 'A' ? 100 : range.upper + 1)}
            width={WIDTH - LEFT - RIGHT}
            height={Math.max(0, y(range.lower) - y(range.grade === 'A' ? 100 : range.upper + 1))}
          />
        ))}
        {[0, 25, 50, 75, 100].map((score) => (
          <g key={score}>
            <line className="ll-chart-grid" x1={LEFT} x2={WIDTH - RIGHT} y1={y(score)} y2={y(score)} />
            <text className="ll-chart-text" x={LEFT - 6} y={y(score) + 4} textAnchor="end">
              {score}
            </text>
          </g>
        ))}
        <g clipPath={`url(#${clip})`}>
          {last && <path className="ll-chart-line" d={`${path}H${x(now)}`} />}
          {points.map((point) => (
            <circle
              key={point.time}
              className="ll-chart-point"
              cx={x(point.time)}
              cy={y(point.score)}
              r={3.5}
            >
              <title>
                {[
                  `${dateTime(new Date(point.time))}: ${point.score} (${point.grade})`,
                  causeWords(point, text),
                ]
                  .filter(Boolean)
                  .join('\n')}
              </title>
            </circle>
          ))}
        </g>
        <text className="ll-chart-text" x={LEFT} y={HEIGHT - 6}>
          {date(new Date(start))}
        </text>
        <text className="ll-chart-text" x={WIDTH - RIGHT} y={HEIGHT - 6} textAnchor="end">
          {date(new Date(now))}
        </text>
      </svg>
      {points.length < 2 && <p className="ll-card-text">{t('score.no_history')}</p>}
      <table className="ll-hidden">
        <caption>{t('score.over_time')}</caption>
        <tbody>
          {points.map((point) => (
            <tr key={point.time}>
              <th scope="row">{dateTime(new Date(point.time))}</th>
              <td>
                {point.score} ({point.grade})
              </td>
              <td>{causeWords(point, text)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
