// A bar for each value: the share that succeeded, green above the average line and red below it, with all its figures.
import { SubtractRegular, TriangleDownFilled, TriangleUpFilled } from '@fluentui/react-icons';
import type { Factor, InsightBar } from '../../data/factors';
import { useText } from '../../text/i18n';
import { barLabel } from './barLabel';

interface RateBarsProps {
  factor: Factor;
  bars: InsightBar[];
  /** 0..1; null where nothing was closed. */
  average: number | null;
}

export function RateBars({ factor, bars, average }: RateBarsProps) {
  const text = useText();
  return (
    <ul className="ll-rates">
      {bars.map((bar) => {
        const label = barLabel(factor, bar, text);
        return <RateBar key={`${bar.key} ${label}`} label={label} bar={bar} average={average} />;
      })}
    </ul>
  );
}

const DIRECTIONS = {
  up: { icon: <TriangleUpFilled aria-hidden />, sentence: 'insight.above' },
  down: { icon: <TriangleDownFilled aria-hidden />, sentence: 'insight.below' },
  level: { icon: <SubtractRegular aria-hidden />, sentence: 'insight.level' },
};

function RateBar({ label, bar, average }: { label: string; bar: InsightBar; average: number | null }) {
  const { t, number, percent } = useText();
  const { rate, interval, gap, closed, positive, open } = bar;
  const counts = t('insight.counts', {
    positive: number(positive),
    closed: number(closed),
    open: number(open),
  });
  if (rate === null || gap === null) {
    return (
      <li>
        <p className="ll-rates-name">
          <span>{label}</span>
          <span>–</span>
        </p>
        <p className="ll-rates-words">{t('insight.no_closed', { open: number(open) })}</p>
      </li>
    );
  }
  const points = Math.round(Math.abs(gap));
  const direction = points === 0 ? 'level' : gap > 0 ? 'up' : 'down';
  const { icon, sentence } = DIRECTIONS[direction];
  const [low, high] = interval ?? [rate, rate];
  return (
    <li className={`ll-rates-${direction}`}>
      <p className="ll-rates-name">
        <span>{label}</span>
        <span>{percent(rate)}</span>
      </p>
      <div className="ll-rates-track" aria-hidden title={counts}>
        <span className="ll-rates-bar" style={{ width: `${100 * rate}%` }} />
        <span
          className="ll-rates-interval"
          style={{ left: `${100 * low}%`, width: `${100 * (high - low)}%` }}
        />
        {average !== null && <span className="ll-rates-average" style={{ left: `${100 * average}%` }} />}
      </div>
      <p className="ll-rates-words">
        {icon}
        <span>
          {t(sentence, { points })} {t('insight.interval', { low: percent(low), high: percent(high) })}{' '}
          {counts}
        </span>
      </p>
    </li>
  );
}
