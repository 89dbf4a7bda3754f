// The score, large, in a ring that is as full as the score is high.
import type { GradeLetter } from '../data/scores';
import './ScoreRing.css';

interface ScoreRingProps {
  /** What the number is, for screen readers. */
  label: string;
  /** 0 to 100. */
  score: number;
  grade: GradeLetter;
  small?: boolean;
}

const RADIUS = 52;
const LENGTH = 2 * Math.PI * RADIUS;

export function ScoreRing({ label, score, grade, small = false }: ScoreRingProps) {
  return (
    <div className={small ? 'll-ring ll-ring-small' : 'll-ring'}>
      <svg viewBox="0 0 120 120" aria-hidden focusable="false">
        <circle className="ll-ring-rest" cx="60" cy="60" r={RADIUS} />
        <circle
          className={`ll-ring-part ll-ring-${grade}`}
          cx="60"
          cy="60"
          r={RADIUS}
          strokeDasharray={`${(LENGTH * score) / 100} ${LENGTH}`}
          transform="rotate(-90 60 60)"
        />
      </svg>
      <span className="ll-hidden">{label} </span>
      <span className="ll-ring-number">{score}</span>
    </div>
  );
}
