// Where a score is heading: an arrow and a word, so that neither colour nor shape has to say it alone.
import {
  ArrowDownRightFilled,
  ArrowRightFilled,
  ArrowUpRightFilled,
  CircleSmallFilled,
} from '@fluentui/react-icons';
import { optionLabel } from '../data/schema';
import { useText } from '../text/i18n';
import './Trend.css';

const LOOKS = [
  { name: 'up', Icon: ArrowUpRightFilled, id: 'trend.improving' },
  { name: 'level', Icon: ArrowRightFilled, id: 'trend.steady' },
  { name: 'down', Icon: ArrowDownRightFilled, id: 'trend.declining' },
  { name: 'none', Icon: CircleSmallFilled, id: 'trend.unknown' },
] as const;

interface TrendProps {
  /** 0 improving, 1 steady, 2 declining, 3 not enough info. */
  trend: number | null;
  /** With a coloured background, for the widget. */
  pill?: boolean;
}

export function Trend({ trend, pill = false }: TrendProps) {
  const { t, language } = useText();
  if (trend === null) return null;
  const look = LOOKS[trend] ?? LOOKS[3];
  const word = optionLabel('lead', 'msdyn_leadscoretrend', trend, language) ?? t(look.id);
  return (
    <span className={`ll-trend ll-trend-${look.name}${pill ? ' ll-trend-pill' : ''}`}>
      <look.Icon className="ll-trend-icon" aria-hidden />
      <span>{word}</span>
    </span>
  );
}
