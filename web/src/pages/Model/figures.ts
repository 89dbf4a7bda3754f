// Figures of a report as people read them.
import type { Figure, FigureName } from '../../data/report';
import type { TextTools } from '../../text/i18n';

/** Reasons of a verdict that have a sentence. */
export const VERDICT_KEYS = new Set([
  'too_few',
  'no_columns',
  'no_better_than_rate',
  'not_judged',
  'auc_low',
  'auc_fair',
  'refused_in_use',
  'auc_good',
]);

const SHARES = new Set<FigureName>(['accuracy', 'precision', 'recall', 'conversion_rate', 'ece']);

export function writeFigure(name: FigureName, value: number, { percent, number }: TextTools): string {
  if (SHARES.has(name)) return percent(value, 1);
  return name === 'lift_top_decile' ? `${number(value, 1)} ×` : number(value, 3);
}

/** The range that chance explains; empty where the report has none. */
export function writeRange(name: FigureName, { low, high }: Figure, text: TextTools): string {
  if (low === undefined || high === undefined) return '';
  return `${writeFigure(name, low, text)} – ${writeFigure(name, high, text)}`;
}

/** By how much a figure went up or down; shares in percentage points. */
export function writeDifference(name: FigureName, difference: number, text: TextTools): string {
  const sign = difference > 0 ? '+' : difference < 0 ? '−' : '';
  const size = Math.abs(difference);
  if (!SHARES.has(name)) return sign + writeFigure(name, size, text);
  return text.t('compare.points', { points: sign + text.number(100 * size, 1) });
}
