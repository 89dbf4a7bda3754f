// Words for facts that are no column of a record: what was counted or dated around it, and its stage.
import type { Reason } from '../data/scores';
import type { TextTools } from './i18n';

/** Activities that are counted. */
export const COUNTED = ['emails_in', 'emails_out', 'calls', 'meetings', 'tasks', 'last_30_days'];
/** Activities whose days are counted that went by since; empty when there never was one. */
export const DAYS_SINCE = ['days_since_last', 'days_since_inbound'];
const counted = new Set(COUNTED.map((name) => `activity/${name}`));
const daysSince = new Set(DAYS_SINCE.map((name) => `activity/${name}`));
const facts = new Set([...counted, ...daysSince, 'activity/health', 'stage/name', 'stage/days']);

/** `activity/emails_in` -> `fact.emails_in`, `stage/days` -> `fact.stage_days` */
const idOf = (attribute: string) => `fact.${attribute.replace('activity/', '').replace('/', '_')}`;

/** What a fact is called; undefined for a column. */
export const factLabel = (attribute: string, { t }: Pick<TextTools, 't'>): string | undefined =>
  facts.has(attribute) ? t(`${idOf(attribute)}_label`) : undefined;

/** A whole number; undefined for everything else. */
function whole(value: unknown): number | undefined {
  if (value === null || value === undefined || value === '') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? Math.ceil(number) : undefined;
}

/** The numbers that count as this one, where there are others: "3 incoming e-mails (2 or more)". */
function withRange(sentence: string, { params }: Reason, { t, number }: TextTools): string {
  const low = whole(params.low) ?? 0;
  const below = whole(params.high);
  if (below === undefined) {
    return low > 0 ? t('fact.from', { fact: sentence, low: number(low) }) : sentence;
  }
  // Ranges end below their upper bound; these are whole numbers.
  const high = below - 1;
  if (high <= low) return sentence;
  return low > 0
    ? t('fact.between', { fact: sentence, low: number(low), high: number(high) })
    : t('fact.up_to', { fact: sentence, high: number(high) });
}

/** Against the deals that were won, where it is known how long those stood there. */
function stageDays(reason: Reason, days: number, words: TextTools): string {
  const stage = String(reason.params.stage ?? '');
  const usual = whole(reason.params.median_days);
  if (stage === '') return withRange(words.t('fact.stage_days_unnamed', { days }), reason, words);
  return usual === undefined
    ? withRange(words.t('fact.stage_days', { days, stage }), reason, words)
    : words.t('fact.stage_days_against', { days, stage, usual });
}

/** The sentence of a fact, for example "3 incoming e-mails"; undefined for a column and for what is said as one is. */
export function factSentence(reason: Reason, words: TextTools): string | undefined {
  const { attribute } = reason;
  const number = whole(reason.value);
  if (counted.has(attribute)) {
    return withRange(words.t(idOf(attribute), { count: number ?? 0 }), reason, words);
  }
  if (daysSince.has(attribute)) {
    return number === undefined
      ? words.t(`${idOf(attribute)}_never`)
      : withRange(words.t(idOf(attribute), { days: number }), reason, words);
  }
  if (attribute === 'activity/health' && number !== undefined) {
    return withRange(words.t('fact.health', { points: number }), reason, words);
  }
  return attribute === 'stage/days' && number !== undefined ? stageDays(reason, number, words) : undefined;
}
