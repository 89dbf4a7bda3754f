// The score in one line, at the head of a page so narrow that the widget stands behind a tab.
//
// Keyboard: a button that opens that tab. Screen reader: "Lead score 87 Grade A Improving". Empty: not there; the widget
// says why.
import { GradeBadge } from '../../components/GradeBadge';
import { Trend } from '../../components/Trend';
import type { Row } from '../../data/records';
import { scoreInRow, type ScoredTable } from '../../data/scores';
import { useText } from '../../text/i18n';
import './ScoreLine.css';

interface ScoreLineProps {
  table: ScoredTable;
  row: Row;
  onShow: () => void;
}

export function ScoreLine({ table, row, onShow }: ScoreLineProps) {
  const { t } = useText();
  const score = scoreInRow(table, row);
  if (!score) return null;
  return (
    <button type="button" className="ll-score-line" onClick={onShow}>
      <span className="ll-hidden">{t(`score.title_${table}`)} </span>
      <GradeBadge score={score.score} grade={score.grade} />
      <Trend trend={score.trend} />
    </button>
  );
}
