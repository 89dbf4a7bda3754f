// Words for the causes of a score. The server sends a key and its parameters; every sentence is made here.
import type { Evidence, Reason, ScoredTable } from '../data/scores';
import { field, fieldLabel, optionLabel, tableLabel } from '../data/schema';
import { factLabel, factSentence } from './facts';
import type { TextTools } from './i18n';

/** The column of a reason and whose it is; `owner` is undefined for the record's own. */
function columnOf({ attribute, table }: Pick<Reason, 'attribute' | 'table'>) {
  const [lookup, column] = attribute.split('/');
  if (column === undefined) return { table, column: attribute, owner: undefined };
  // Factors come with the table of the record, reasons with the one that the lookup pointed to.
  const owner = field(table, lookup!)?.targets?.[0] ?? table;
  return { table: owner, column, owner };
}

const OWNERS = ['account', 'contact', 'lead', 'opportunity'];

/** What a reason is about: "Industry", "Industry of the account", "Incoming e-mails". */
export function attributeLabel(
  reason: Pick<Reason, 'attribute' | 'table' | 'label'>,
  words: TextTools,
): string {
  const fact = factLabel(reason.attribute, words);
  if (fact !== undefined) return fact;
  const { table, column, owner } = columnOf(reason);
  const named = fieldLabel(table, column, words.language) ?? reason.label ?? reason.attribute;
  // "Decision maker?" is a fine label of a box to tick, but not inside of a sentence.
  const label = named.replace(/\s*[?\uff1f]$/, '');
  if (owner === undefined) return label;
  return OWNERS.includes(owner)
    ? words.t(`reason.of_${owner}`, { label })
    : words.t('reason.of_table', { label, table: tableLabel(owner, words.language) ?? owner });
}

const YES = new Set(['true', 'yes', '1']);
const NO = new Set(['false', 'no', '0']);

/** A reason's value in the reader's language: choices by their label, yes or no, numbers as numbers. */
export function valueText(
  reason: Pick<Reason, 'attribute' | 'table' | 'value' | 'params'>,
  words: TextTools,
): string {
  const { value } = reason;
  const { table, column } = columnOf(reason);
  const option = optionLabel(table, column, reason.params.option ?? value, words.language);
  if (option !== undefined) return option;
  if (value === null || value === undefined || value === '') return words.t('value.empty');
  const type = field(table, column)?.type;
  const word = String(value).toLowerCase();
  if (typeof value === 'boolean' || type === 'Boolean') {
    if (YES.has(word)) return words.t('value.yes');
    if (NO.has(word)) return words.t('value.no');
  }
  if (typeof value === 'number') return words.number(value, 2);
  return String(value);
}

const asNumber = (value: unknown): number | null => {
  if (value === null || value === undefined || value === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
};

function numberSentence(reason: Reason, label: string, words: TextTools): string {
  const low = asNumber(reason.params.low);
  const high = asNumber(reason.params.high);
  const amount = asNumber(reason.value);
  const value = amount === null ? valueText(reason, words) : words.number(amount, 2);
  const write = (bound: number) => words.number(bound, 2);
  if (low !== null && high !== null) {
    return words.t('reason.number_between', { label, value, low: write(low), high: write(high) });
  }
  if (low !== null) return words.t('reason.number_from', { label, value, low: write(low) });
  if (high !== null) return words.t('reason.number_below', { label, value, high: write(high) });
  return words.t('reason.value', { label, value });
}

/** A date as the language writes it; text that is no date stays as it is. */
function dateText(reason: Reason, words: TextTools): string {
  const value = valueText(reason, words);
  return /^\d{4}-\d\d-\d\d/.test(value) ? words.date(value) : value;
}

/** Ages are days before the scoring, so a date ahead of it has a negative one. */
function ageSentence(reason: Reason, label: string, words: TextTools): string {
  const date = dateText(reason, words);
  const low = asNumber(reason.params.low);
  const high = asNumber(reason.params.high);
  const days = (value: number) => words.number(Math.round(Math.abs(value)));
  if (low !== null && high !== null) {
    if (low >= 0) return words.t('reason.ago_between', { label, date, low: days(low), high: days(high) });
    if (high <= 0) return words.t('reason.ahead_between', { label, date, low: days(high), high: days(low) });
  } else if (low !== null) {
    return words.t(low >= 0 ? 'reason.ago_from' : 'reason.ahead_below', { label, date, days: days(low) });
  } else if (high !== null) {
    return words.t(high > 0 ? 'reason.ago_below' : 'reason.ahead_from', { label, date, days: days(high) });
  }
  return words.t('reason.value', { label, value: date });
}

/** Days since the date that a file measures its others against. */
function distanceSentence(reason: Reason, label: string, words: TextTools): string {
  const date = dateText(reason, words);
  const low = asNumber(reason.params.low);
  const high = asNumber(reason.params.high);
  if (low === null || high === null) return words.t('reason.value', { label, value: date });
  const days = (value: number) => words.number(Math.round(value));
  return words.t('reason.distance', { label, date, low: days(low), high: days(high) });
}

const MAIL_DOMAINS = ['business', 'free', 'disposable', 'invalid', 'none'];
const NAME_VALIDITY = ['yes', 'no', 'none'];

/** The sentence of a reason, for example "Lead Source is Web". An unknown key still names its field and value. */
export function reasonSentence(reason: Reason, words: TextTools): string {
  // A score from outside may come with a sentence of its own, or with a label alone.
  if (reason.key === 'text') return String(reason.value ?? '');
  if (reason.attribute === '' && !reason.value) return reason.label ?? '';
  const fact = factSentence(reason, words);
  if (fact !== undefined) return fact;
  const label = attributeLabel(reason, words);
  const value = valueText(reason, words);
  switch (reason.key) {
    case 'empty':
      return words.t('reason.empty', { label });
    case 'filled':
      return words.t('reason.filled', { label });
    case 'number':
      return numberSentence(reason, label, words);
    case 'age_days':
      return ageSentence(reason, label, words);
    case 'distance_days':
      return distanceSentence(reason, label, words);
    case 'mail_domain': {
      const kind = String(reason.value ?? 'none');
      return MAIL_DOMAINS.includes(kind)
        ? words.t(`reason.mail_${kind}`, { label })
        : words.t('reason.value', { label, value });
    }
    case 'name_valid': {
      const kind = String(reason.value ?? 'none');
      return NAME_VALIDITY.includes(kind)
        ? words.t(`reason.name_${kind}`, { label })
        : words.t('reason.value', { label, value });
    }
    case 'other_value':
      return words.t('reason.other_value', { label, value });
    default:
      return words.t('reason.value', { label, value });
  }
}

/** From this many points on, a reason that its own evidence does not bear out says so. */
const WORTH_SAYING = 5;

/** The value of a reason where its attribute is named beside it: "Insurance", "3 incoming e-mails". */
export function reasonValue(reason: Reason, words: TextTools): string {
  if (factLabel(reason.attribute, words) !== undefined) {
    return factSentence(reason, words) ?? valueText(reason, words);
  }
  switch (reason.key) {
    case 'empty':
      return words.t('value.empty');
    case 'filled':
      return words.t('value.filled');
    case 'mail_domain':
    case 'name_valid':
      return reasonSentence(reason, words);
    case 'age_days':
    case 'distance_days':
      return dateText(reason, words);
    default: {
      const amount = reason.key === 'number' ? asNumber(reason.value) : null;
      return amount === null ? valueText(reason, words) : words.number(amount, 2);
    }
  }
}

/** The evidence of a reason: what history says, always beside the rate of all records of the scored table. */
export function evidenceSentence(
  table: ScoredTable,
  reason: Reason,
  evidence: Evidence,
  words: TextTools,
): string {
  const share = {
    rate: words.percent(evidence.rate),
    base: words.percent(evidence.base_rate),
    closed: evidence.closed,
    what: reasonSentence(reason, words),
  };
  const plain =
    evidence.median_days === null || evidence.median_days === undefined
      ? words.t(`evidence.plain_${table}`, share)
      : words.t(`evidence.days_${table}`, { ...share, days: Math.max(1, Math.round(evidence.median_days)) });
  const points = reason.points ?? 0;
  const up = points > 0;
  const borneOut = up ? evidence.rate > evidence.base_rate : evidence.rate < evidence.base_rate;
  if (borneOut || Math.abs(points) < WORTH_SAYING) return plain;
  return words.t(up ? 'evidence.raises_together' : 'evidence.lowers_together', { evidence: plain });
}

/** How the parts make the score: average 31 + reasons 30 + other 1 = 62. */
export interface Sum {
  average: number;
  reasons: number;
  other: number;
  score: number;
  /** Whether the parts add up; they always should. */
  exact: boolean;
}

export function sumOf(parts: {
  average: number;
  other: number;
  score: number;
  reasons: Pick<Reason, 'points'>[];
}): Sum {
  const reasons = parts.reasons.reduce((sum, reason) => sum + (reason.points ?? 0), 0);
  return {
    average: parts.average,
    reasons,
    other: parts.other,
    score: parts.score,
    exact: parts.average + reasons + parts.other === parts.score,
  };
}

/**
 * Reasons that raise and that lower the score, strongest first; those worth no point are left out. `others` come from
 * outside without points.
 */
export function split(reasons: Reason[]): { improvers: Reason[]; harmers: Reason[]; others: Reason[] } {
  const points = (one: Reason) => one.points ?? 0;
  return {
    improvers: reasons.filter((one) => points(one) > 0).sort((a, b) => points(b) - points(a)),
    harmers: reasons.filter((one) => points(one) < 0).sort((a, b) => points(a) - points(b)),
    others: reasons.filter((one) => one.points === null),
  };
}
