// Was the score right? What was predicted against what happened, with the range that chance explains.
//
// On the diagonal a score of 70 means that 70 of 100 succeeded. Screen reader: the same figures as a table.
import type { ScoredTable } from '../data/scores';
import { useText } from '../text/i18n';
import { FigureTable, Plot } from './Plot';

export interface ReliabilityBin {
  count: number;
  /** Shares 0..1; null when the bin is empty. */
  mean_predicted: number | null;
  observed: number | null;
  observed_low: number | null;
  observed_high: number | null;
}

interface ReliabilityChartProps {
  table: ScoredTable;
  bins: ReliabilityBin[];
}

type Full = { [Key in keyof ReliabilityBin]: number };
const isFull = (bin: ReliabilityBin): bin is Full =>
  bin.count > 0 && bin.mean_predicted !== null && bin.observed !== null;

export function ReliabilityChart({ table, bins }: ReliabilityChartProps) {
  const { t, percent, number } = useText();
  const full = bins.filter(isFull);
  const most = Math.max(...full.map((bin) => bin.count), 1);
  return (
    <figure className="ll-chart ll-chart-square">
      <Plot xLabel={t('quality.predicted')} yLabel={t('quality.observed')}>
        {({ x, y }) => (
          <>
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
                      table,
                      predicted: percent(bin.mean_predicted),
                      observed: percent(bin.observed),
                      count: Math.round(bin.count),
                    })}
                  </title>
                </circle>
              </g>
            ))}
          </>
        )}
      </Plot>
      <FigureTable
        caption={t('quality.reliability')}
        columns={[t('quality.predicted'), t('quality.observed'), t('quality.records', { table })]}
        rows={full.map((bin) => [
          percent(bin.mean_predicted, 1),
          `${percent(bin.observed, 1)} (${percent(bin.observed_low, 1)}–${percent(bin.observed_high, 1)})`,
          number(bin.count),
        ])}
      />
    </figure>
  );
}
