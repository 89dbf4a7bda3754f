// How much each factor counts, as bars with their share written beside them.
import { useText } from '../text/i18n';
import { attributeLabel } from '../text/reasons';
import './InfluenceBars.css';

interface InfluenceBarsProps {
  /** Shares 0..1, strongest first. */
  factors: { attribute: string; label?: string; table?: string; influence: number }[];
}

export function InfluenceBars({ factors }: InfluenceBarsProps) {
  const text = useText();
  const most = Math.max(...factors.map((factor) => factor.influence), 1e-9);
  return (
    <ul className="ll-influence">
      {factors.map((factor) => (
        <li key={`${factor.table ?? ''}.${factor.attribute}`}>
          <span className="ll-influence-label">
            {attributeLabel({ ...factor, table: factor.table ?? 'lead' }, text)}
          </span>
          <span className="ll-influence-track" aria-hidden>
            <span style={{ width: `${(100 * factor.influence) / most}%` }} />
          </span>
          <span className="ll-influence-share">{text.percent(factor.influence)}</span>
        </li>
      ))}
    </ul>
  );
}
