// Words for a relationship: what is compared, how it is, and what its health is made of.
import type { Channel, Health, HealthTerm, Relationship } from '../data/relationship';
import { kpiOf } from '../data/relationship';
import { COUNTS, type BegunChannel, type FigureKey } from '../data/relationshipFigures';
import type { TextTools } from './i18n';

/** By their stored numbers. */
export const HEALTH_STATES = [
  'good',
  'fair',
  'poor',
  'not_enough',
  'none_closed',
  'computing',
  'wrong',
  'too_old',
] as const;
export type HealthState = (typeof HEALTH_STATES)[number];
/** A state that is not known is one in which something went wrong. */
export const healthState = (state: number): HealthState => HEALTH_STATES[state] ?? 'wrong';

/** The kinds of the timeline have names already. */
const KINDS: Record<Channel, string> = {
  email: 'email',
  meeting: 'appointment',
  call: 'phonecall',
  task: 'task',
};
export const channelKind = (channel: Channel) => KINDS[channel] ?? 'task';
/** "E-mail" */
export const channelWord = (channel: Channel, { t }: Pick<TextTools, 't'>) =>
  t(`timeline.one_${channelKind(channel)}`);
/** "E-mails" */
export const channelWords = (channel: Channel, { t }: Pick<TextTools, 't'>) =>
  t(`timeline.kind_${channelKind(channel)}`);

const HOURS_OF_A_DAY = 24;
/** Longer than this is told in days. */
const MOST_HOURS = 48;

/** "25 minutes", "3.2 hours", "4.1 days". */
export function durationText(hours: number, { t, number }: Pick<TextTools, 't' | 'number'>): string {
  const part = (id: string, value: number, digits: number) => {
    const count = Number(value.toFixed(digits));
    return t(id, { count, shown: number(count, digits) });
  };
  if (Math.round(hours * 60) < 60) return part('relation.minutes', hours * 60, 0);
  return hours < MOST_HOURS
    ? part('relation.hours', hours, 1)
    : part('relation.days_long', hours / HOURS_OF_A_DAY, 1);
}

/** Hours of work make no days of 24. */
export const workingText = (hours: number, { t, number }: Pick<TextTools, 't' | 'number'>) =>
  hours < 1
    ? durationText(hours, { t, number })
    : t('relation.hours', { count: Number(hours.toFixed(1)), shown: number(hours, 1) });

/** A figure of the API as people read it; a dash where there is nothing to tell. */
export function kpiText(unit: string, value: number | null, words: TextTools): string {
  if (value === null) return '–';
  if (unit === 'minutes') return durationText(value / 60, words);
  if (unit === 'hours') return durationText(value, words);
  if (unit === 'share') return words.percent(value);
  return words.number(value, unit === 'ratio' ? 2 : 0);
}

/** What the overview compares, in order, and by which figures. */
export const TOPICS = ['mails', 'meetings', 'calls', 'hours', 'responses', 'mail_responses'] as const;
export type Topic = (typeof TOPICS)[number];
const counts = (channel: BegunChannel): readonly [FigureKey, FigureKey] => [
  COUNTS[channel].ours,
  COUNTS[channel].theirs,
];
export const TOPIC_FIGURES: Record<Topic, readonly [FigureKey, FigureKey]> = {
  mails: counts('email'),
  meetings: counts('meeting'),
  calls: counts('call'),
  hours: ['time_by_us', 'time_by_them'],
  responses: ['response_by_us', 'response_by_them'],
  mail_responses: ['mail_response_by_us', 'mail_response_by_them'],
};

/** Those of which the record has figures. */
export const topicsOf = (relationship: Pick<Relationship, 'kpis'>) =>
  TOPICS.filter((topic) => kpiOf(relationship, TOPIC_FIGURES[topic][0]));

/** "We made 2 calls more than the customer did." */
export function overviewSentence(
  topic: Topic,
  relationship: Pick<Relationship, 'kpis'>,
  words: TextTools,
): string {
  const [ours, theirs] = TOPIC_FIGURES[topic].map((key) => kpiOf(relationship, key));
  const [us, them] = [ours?.value ?? null, theirs?.value ?? null];
  const shown = (value: number) => kpiText(ours?.unit ?? 'count', value, words);
  const say = (how: string, difference: number) =>
    words.t(`overview.${topic}`, {
      how,
      count: Math.round(difference),
      difference: shown(difference),
    });
  // Of answers one side may have none: then the other's stand alone.
  if (us === null || them === null) {
    if (us !== null) return say('ours', us);
    return them === null ? say('none', 0) : say('theirs', them);
  }
  if (us === 0 && them === 0) return say('none', 0);
  // What reads the same is the same.
  if (shown(us) === shown(them)) return say('equal', 0);
  return us > them ? say('more', us - them) : say('fewer', them - us);
}

/** "Yes: 72 of 100; good begins at 60." */
export function goodSentence(health: Health, { t, number }: Pick<TextTools, 't' | 'number'>): string {
  const state = healthState(health.state);
  if (health.score === null || health.state > 2) return t(`health.${state}_words`);
  return t('answer.good', {
    state,
    score: number(health.score),
    good: number(health.good),
    fair: number(health.fair),
  });
}

/** "June 2026" */
function monthName(month: string, { language }: Pick<TextTools, 'language'>): string {
  const [year, number] = month.split('-').map(Number);
  return new Intl.DateTimeFormat(language, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    Date.UTC(year!, number! - 1, 1),
  );
}

/** "2 meetings in June 2026" */
export function termText(term: HealthTerm, words: TextTools): string {
  const { t } = words;
  if (term.kind === 'contacts')
    return t('health.term_contacts', {
      channel: term.channel ?? 'other',
      count: term.contacts ?? 0,
      month: term.month ? monthName(term.month, words) : '',
    });
  if (term.kind === 'silence') return t('health.term_silence', { count: term.days ?? 0 });
  if (term.kind === 'stage') return t('health.term_stage', { count: term.days ?? 0 });
  if (term.kind === 'overdue') return t('health.term_overdue', { count: term.days ?? 0 });
  return t('sum.other');
}
