// A curve over shares of 0 to 100 %, with what guessing gives as a dashed line and the place that is in use as a dot.
//
// Screen reader: the dot and some eleven points of the curve as a table.
import type { Point } from '../data/report';
import { useText } from '../text/i18n';
import { FigureTable, Plot } from './Plot';

interface CurveChartProps {
  title: string;
  xLabel: string;
  yLabel: string;
  /** From left to right. */
  points: Point[];
  /** What guessing gives: the same everywhere, or as much as the share (the diagonal). */
  guessing: number | 'diagonal';
  /** The place that is in use. */
  dot?: Point;
  /** Values of the lines across; shares when not given. */
  ticks?: readonly number[];
  /** Writes a value of y; as percent when not given. */
  write?: (value: number) => string;
}

const ROWS = 10;

/** Some of the points, evenly, first and last among them. */
function some(points: Point[]): Point[] {
  const last = points.length - 1;
  if (last <= ROWS) return points;
  return Array.from({ length: ROWS + 1 }, (_, row) => points[Math.round((row * last) / ROWS)]!);
}

export function CurveChart(props: CurveChartProps) {
  const { title, xLabel, yLabel, points, guessing, dot, ticks, write } = props;
  const { percent } = useText();
  const writeY = write ?? ((value: number) => percent(value, 1));
  const [from, to] = guessing === 'diagonal' ? [0, 1] : [guessing, guessing];
  const told = [...(dot ? [dot] : []), ...some(points)];
  return (
    <figure className="ll-chart ll-chart-square">
      <Plot xLabel={xLabel} yLabel={yLabel} ticks={ticks} write={write}>
        {({ x, y }) => (
          <>
            <line className="ll-chart-ideal" x1={x(0)} y1={y(from)} x2={x(1)} y2={y(to)} />
            <polyline
              className="ll-chart-line"
              points={points.map((point) => `${x(point.x)},${y(point.y)}`).join(' ')}
            />
            {dot && (
              <circle className="ll-chart-point" cx={x(dot.x)} cy={y(dot.y)} r={5.5}>
                <title>{`${xLabel}: ${percent(dot.x, 1)}; ${yLabel}: ${writeY(dot.y)}`}</title>
              </circle>
            )}
          </>
        )}
      </Plot>
      <FigureTable
        caption={title}
        columns={[xLabel, yLabel]}
        rows={told.map((point) => [percent(point.x, 1), writeY(point.y)])}
      />
    </figure>
  );
}
