// A grade as everybody knows it: green A, purple B, yellow C, red D. The letter says it too, for those who see no colour.
import type { GradeLetter } from '../data/scores';
import { useText } from '../text/i18n';
import './GradeBadge.css';

interface GradeBadgeProps {
  grade: GradeLetter | null;
  /** Shown before the dot when given. */
  score?: number | null;
}

export function GradeBadge({ grade, score }: GradeBadgeProps) {
  const { t } = useText();
  if (grade === null) return <span className="ll-muted">–</span>;
  return (
    <span className="ll-grade">
      {score !== undefined && score !== null && <span className="ll-grade-score">{score}</span>}
      <span className={`ll-dot ll-dot-${grade}`} aria-hidden />
      <span className="ll-hidden">{t('score.grade')} </span>
      <span className="ll-grade-letter">{grade}</span>
    </span>
  );
}
