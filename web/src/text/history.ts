// Words for the points of a score over time: what wrote each down, and what moved it.
import type { HistoryPoint } from '../data/scores';
import type { TextTools } from './i18n';
import { attributeLabel } from './reasons';

/** Causes that the ledger knows; another one has no words. */
export const CAUSES = [
  'create',
  'update',
  'import',
  'related',
  'batch',
  'time',
  'publish',
  'pause',
  'delete',
  'grades',
  'external',
] as const;
const isKnown = (cause: string | null): cause is (typeof CAUSES)[number] =>
  CAUSES.some((one) => one === cause);

/** "Record saved, mostly Lead source: −3"; empty where nothing is known. */
export function causeWords(point: Pick<HistoryPoint, 'cause' | 'moved_by'>, words: TextTools): string {
  const cause = isKnown(point.cause) ? words.t(`history.${point.cause}`) : '';
  if (!point.moved_by) return cause;
  const mover = { label: attributeLabel(point.moved_by, words), points: words.signed(point.moved_by.points) };
  return cause === '' ? words.t('history.mover', mover) : words.t('history.moved', { cause, ...mover });
}
