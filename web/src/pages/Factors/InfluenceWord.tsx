// How much a factor counts: a word, and a bar of five steps.
import { INFLUENCES, type Factor } from '../../data/factors';
import { useText } from '../../text/i18n';

export function InfluenceWord({ factor: { word, influence } }: { factor: Factor }) {
  const { t, percent } = useText();
  if (word === null) return null;
  const step = INFLUENCES.indexOf(word) + 1;
  return (
    <span className="ll-factors-influence">
      <span className="ll-factors-influence-track" aria-hidden>
        <span style={{ width: `${(100 * step) / INFLUENCES.length}%` }} />
      </span>
      <span>
        {t(`influence.${word}`)} <span className="ll-muted ll-number">{percent(influence ?? 0, 1)}</span>
      </span>
    </span>
  );
}
