// Words for a deal beside the won deals like it.
import { fieldLabel } from '../data/schema';
import type { Compared, SimilarDeals, SimilarField } from '../data/similarDeals';
import type { TextTools } from './i18n';
import { kpiText } from './relationship';

/** The figures that are compared, in order, and what each is called. */
const LABELS: Readonly<Record<string, string>> = {
  begun_by_us: 'formula.begun_by_us',
  begun_by_them: 'formula.begun_by_them',
  mails_sent: 'formula.mails_sent',
  mails_received: 'formula.mails_received',
  meetings_sent: 'formula.meetings_sent',
  meetings_received: 'formula.meetings_received',
  calls_made: 'formula.calls_made',
  calls_received: 'formula.calls_received',
  time_by_us: 'formula.time_by_us',
  time_by_them: 'formula.time_by_them',
  mail_response_by_us: 'similar.response_by_us',
  mail_response_by_them: 'similar.response_by_them',
  mail_answered_by_us: 'similar.answered_by_us',
  mail_answered_by_them: 'similar.answered_by_them',
  open_rate: 'formula.open_rate',
  attachment_rate: 'formula.attachment_rate',
  click_rate: 'formula.click_rate',
};
const KEYS = Object.keys(LABELS);
export const comparedLabel = (key: string, { t }: Pick<TextTools, 't'>) => t(LABELS[key] ?? key);

/** Those that have a name, in order. */
export const namedOf = (comparison: readonly Compared[]) =>
  KEYS.flatMap((key) => comparison.find((one) => one.key === key) ?? []);

/** "14"; a median of an even number of counts may lie between two: "14.5". */
export const comparedText = (unit: string, value: number | null, words: TextTools) =>
  unit === 'count' && value !== null ? words.number(value, 1) : kpiText(unit, value, words);

/** "14 (9 to 21)" */
export const rangeText = ({ unit, lower, median, upper }: Compared, words: TextTools) =>
  words.t('similar.range', {
    lower: comparedText(unit, lower, words),
    median: comparedText(unit, median, words),
    upper: comparedText(unit, upper, words),
  });

/** Sums and shares: what they are made of would say the same again. */
const TELLING: ReadonlySet<string> = new Set([
  'begun_by_us',
  'begun_by_them',
  'time_by_us',
  'time_by_them',
  'mail_response_by_us',
  'mail_response_by_them',
  'mail_answered_by_us',
  'mail_answered_by_them',
]);
const MOST_SENTENCES = 3;

/** How far from the median, in widths of the middle half; 0 within it. */
function farness({ value, lower, median, upper }: Compared): number {
  if (value === null || (value >= lower && value <= upper)) return 0;
  return Math.abs(value - median) / (upper - lower || median || 1);
}

const HOW: Readonly<Record<string, readonly [below: string, above: string]>> = {
  count: ['fewer', 'more'],
  minutes: ['less', 'more'],
  hours: ['faster', 'slower'],
  share: ['lower', 'higher'],
};

const ofWhich = (fallback: boolean) => (fallback ? 'newest' : 'similar');
export const medianLabel = ({ fallback }: Pick<SimilarDeals, 'fallback'>, { t }: Pick<TextTools, 't'>) =>
  t('similar.median', { of: ofWhich(fallback) });

function differsSentence({ key, unit, value, median }: Compared, fallback: boolean, words: TextTools) {
  const by = Math.abs(value! - median);
  return words.t('similar.differs', {
    what: comparedLabel(key, words),
    difference:
      unit === 'share'
        ? words.t('similar.points', { count: Math.round(100 * by) })
        : comparedText(unit, by, words),
    how: HOW[unit]?.[value! < median ? 0 : 1] ?? 'more',
    of: ofWhich(fallback),
  });
}

/** Where this deal lies outside the middle half of the others, the farthest first; or that it does not. */
export function tellingSentences(
  { comparison, fallback }: Pick<SimilarDeals, 'comparison' | 'fallback'>,
  words: TextTools,
): string[] {
  const known = namedOf(comparison).filter(({ key, value }) => TELLING.has(key) && value !== null);
  const far = known
    .filter((one) => farness(one) > 0)
    // What reads the same is the same.
    .filter(
      ({ unit, value, median }) => comparedText(unit, value, words) !== comparedText(unit, median, words),
    )
    .sort((a, b) => farness(b) - farness(a));
  if (known.length > 0 && far.length === 0) return [words.t('similar.within', { of: ofWhich(fallback) })];
  return far.slice(0, MOST_SENTENCES).map((one) => differsSentence(one, fallback, words));
}

/** "Industry of the account" */
export function similarFieldName({ table, column, label }: SimilarField, words: TextTools): string {
  const own = fieldLabel(table, column, words.language) ?? label;
  return table === 'account' ? words.t('reason.of_account', { label: own }) : own;
}

/** "Alike in: Budget and Industry of the account"; undefined where nothing is. */
export function matchedText(
  matched: readonly string[],
  fields: readonly SimilarField[],
  words: TextTools,
): string | undefined {
  const names = matched.flatMap((column) => {
    const field = fields.find((one) => one.column === column);
    return field ? [similarFieldName(field, words)] : [];
  });
  if (names.length === 0) return undefined;
  return words.t('similar.matched', { fields: new Intl.ListFormat(words.language).format(names) });
}

/** What these deals are, and why they are no similar ones where they are not. */
export function basisText(
  { state, won, lost, needed, compared }: SimilarDeals,
  { t, number }: Pick<TextTools, 't' | 'number'>,
): string {
  if (state === 'ok') return t('similar.text');
  const newest = t('similar.newest', { count: compared });
  if (state === 'too_few') {
    const needs = { needed: number(needed), won: number(won), lost: number(lost) };
    return `${t('similar.too_few', needs)} ${newest}`;
  }
  return `${t(state === 'no_fields' ? 'similar.no_fields' : 'similar.no_values')} ${newest}`;
}
