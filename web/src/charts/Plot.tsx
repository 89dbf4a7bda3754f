// The frame of a square chart: a grid, shares of 0 to 100 % to the right, and what goes up.
//
// Only to be looked at. A chart gives screen readers its figures as a table (FigureTable).
import { type ReactNode } from 'react';
import { useText } from '../text/i18n';
import './charts.css';

export interface Scale {
  /** Where a share, 0..1, stands from the left. */
  x: (share: number) => number;
  /** Where a value stands from the top. */
  y: (value: number) => number;
}

interface PlotProps {
  xLabel: string;
  yLabel: string;
  /** Values at which lines cross, from the lowest to the highest of the chart; shares when not given. */
  ticks?: readonly number[];
  /** Writes a tick; as percent when not given. */
  write?: (value: number) => string;
  children: (scale: Scale) => ReactNode;
}

const SIZE = 320;
const LEFT = 44;
const BOTTOM = 42;
const TOP = 26;
const RIGHT = 18;
const SHARES = [0, 0.25, 0.5, 0.75, 1] as const;

export function Plot({ xLabel, yLabel, ticks = SHARES, write, children }: PlotProps) {
  const { percent } = useText();
  const [lowest, highest] = [ticks[0]!, ticks.at(-1)!];
  const x = (share: number) => LEFT + share * (SIZE - LEFT - RIGHT);
  const y = (value: number) => TOP + (1 - (value - lowest) / (highest - lowest)) * (SIZE - TOP - BOTTOM);
  return (
    <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden focusable="false">
      <text className="ll-chart-text" x={4} y={12}>
        {yLabel}
      </text>
      {ticks.map((tick) => (
        <g key={tick}>
          <line className="ll-chart-grid" x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
          <text className="ll-chart-text" x={x(0) - 6} y={y(tick) + 4} textAnchor="end">
            {write ? write(tick) : percent(tick)}
          </text>
        </g>
      ))}
      {SHARES.map((share) => (
        <g key={share}>
          <line className="ll-chart-grid" x1={x(share)} x2={x(share)} y1={y(lowest)} y2={y(highest)} />
          <text className="ll-chart-text" x={x(share)} y={y(lowest) + 16} textAnchor="middle">
            {percent(share)}
          </text>
        </g>
      ))}
      {children({ x, y })}
      <text className="ll-chart-text" x={(x(0) + x(1)) / 2} y={SIZE - 6} textAnchor="middle">
        {xLabel}
      </text>
    </svg>
  );
}

interface FigureTableProps {
  caption: string;
  columns: string[];
  rows: string[][];
}

/** What a chart shows, for those who do not see it. */
export function FigureTable({ caption, columns, rows }: FigureTableProps) {
  return (
    // A table does not get smaller than its words, so what is hidden is a place around it.
    <div className="ll-hidden">
      <table>
        <caption>{caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
