// Was the score right? What was predicted against what happened, with the range that chance explains.
//
// On the diagonal a score of 70 means that 70 of 100 qualified. Screen reader: the same figures as a table.
import { useText } from '../text/i18n';
import './charts.css';

export interface ReliabilityBin {
  count: number;
  /** Shares 0..1; null when the bin is empty. */
  mean_predicted: number | null;
  observed: number | null;
  observed_low: number | null;
  observed_high: number | null;
}

interface ReliabilityChartProps {
  bins: ReliabilityBin[];
}

const SIZE = 320;
const LEFT = 44;
const BOTTOM = 42;
const TOP = 10;
const RIGHT = 18;

type Full = { [Key in keyof ReliabilityBin]: number };
const isFull = (bin: ReliabilityBin): bin is Full =>
  bin.count > 0 && bin.mean_predicted !== null && bin.observed !== null;

export function ReliabilityChart({ bins }: ReliabilityChartProps) {
  const { t, percent, number } = useText();
  const x = (share: number) => LEFT + share * (SIZE - LEFT - RIGHT);
  const y = (share: number) => TOP + (1 - share) * (SIZE - TOP - BOTTOM);
  const full = bins.filter(isFull);
  const most = Math.max(...full.map((bin) => bin.count), 1);
  const ticks = [0, 0.25, 0.5, 0.75, 1];

  return (
    <figure className="ll-chart ll-chart-square">
      <svg viewBox={`0 0 ${SIZE} ${SIZE}`} aria-hidden focusable="false">
        {ticks.map((tick) => (
          <g key={tick}>
            <line className="ll-chart-grid" x1={x(0)} x2={x(1)} y1={y(tick)} y2={y(tick)} />
            <line className="ll-chart-grid" x1={x(tick)} x2={x(tick)} y1={y(0)} y2={y(1)} />
            <text className="ll-chart-text" x={x(0) - 6} y={y(tick) + 4} textAnchor="end">
              {percent(tick)}
            </text>
            <text className="ll-chart-text" x={x(tick)} y={y(0) + 16} textAnchor="middle">
              {percent(tick)}
            </text>
          </g>
        ))}
        <line className="ll-chart-ideal" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
        <polyline
          className="ll-chart-line"
          points={full.map((bin) => `${x(bin.mean_predicted)},${y(bin.observed)}`).join(' ')}
        />
        {full.map((bin) => (
          <g key={bin.mean_predicted}>
            <line
              className="ll-chart-interval"
              x1={x(bin.mean_predicted)}
              x2={x(bin.mean_predicted)}
              y1={y(bin.observed_low)}
              y2={y(bin.observed_high)}
            />
            <circle
              className="ll-chart-point"
              cx={x(bin.mean_predicted)}
              cy={y(bin.observed)}
              r={3 + 5 * Math.sqrt(bin.count / most)}
            >
              <title>
                {t('quality.bin', {
                  predicted: percent(bin.mean_predicted),
                  observed: percent(bin.observed),
                  count: bin.count,
                })}
              </title>
            </circle>
          </g>
        ))}
        <text className="ll-chart-text" x={(x(0) + x(1)) / 2} y={SIZE - 6} textAnchor="middle">
          {t('quality.predicted')}
        </text>
      </svg>
      <table className="ll-hidden">
        <caption>{t('quality.reliability')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('quality.predicted')}</th>
            <th scope="col">{t('quality.observed')}</th>
            <th scope="col">{t('quality.records')}</th>
          </tr>
        </thead>
        <tbody>
          {full.map((bin) => (
            <tr key={bin.mean_predicted}>
              <td>{percent(bin.mean_predicted, 1)}</td>
              <td>{`${percent(bin.observed, 1)} (${percent(bin.observed_low, 1)}–${percent(bin.observed_high, 1)})`}</td>
              <td>{number(bin.count)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}
