// A figure of both sides as two bars, one under the other, with the numbers beside them.
import type { ReactNode } from 'react';
import { useText } from '../../../text/i18n';
import './Comparison.css';

interface PairProps {
  label?: ReactNode;
  /** Lengths; of the longest of the card is `most`. */
  ours: number;
  theirs: number;
  most: number;
  /** The numbers. */
  ourFigure: ReactNode;
  theirFigure: ReactNode;
}

export function Pair({ label, ours, theirs, most, ourFigure, theirFigure }: PairProps) {
  const { t } = useText();
  const width = (value: number) => `${(100 * value) / most}%`;
  const side = (name: 'ours' | 'theirs', value: number, figure: ReactNode) => (
    <div className="ll-pair-side">
      <span className="ll-pair-name">{t(name === 'ours' ? 'relation.by_us' : 'relation.by_them')}</span>
      <span className="ll-pair-track" aria-hidden>
        {value > 0 && <span className={`ll-pair-bar ll-pair-${name}`} style={{ width: width(value) }} />}
      </span>
      <span className="ll-pair-figure">{figure}</span>
    </div>
  );
  return (
    <div className="ll-pair">
      {label && <p className="ll-pair-label">{label}</p>}
      {side('ours', ours, ourFigure)}
      {side('theirs', theirs, theirFigure)}
    </div>
  );
}
