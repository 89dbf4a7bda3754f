// The state of a relationship's health: a word, and before it a mark whose colour and shape each say the same.
import { markOf, markPath } from '../charts/marks';
import './HealthState.css';

/** The mark alone, where the word stands beside it. */
function HealthMark({ state }: { state: unknown }) {
  const mark = markOf(state);
  return (
    <svg className="ll-mark" viewBox="0 0 16 16" aria-hidden focusable="false">
      <path className={`ll-mark-${mark}`} d={markPath(mark, 8, mark === 'poor' ? 9.5 : 8, 5)} />
    </svg>
  );
}

export function HealthState({ state, word }: { state: unknown; word: string }) {
  return (
    <span className="ll-health-word">
      <HealthMark state={state} />
      <span>{word}</span>
    </span>
  );
}
