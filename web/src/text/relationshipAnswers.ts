// The questions that people ask of a relationship, and what its figures answer.
import { countOf, kpiOf, type Relationship } from '../data/relationship';
import { daysOutside, dayOf, type Period } from '../data/relationshipDays';
import { showsMoments } from '../data/relationshipFigures';
import type { SavedScore } from '../data/scores';
import type { TextTools } from './i18n';
import { channelWord, durationText, goodSentence, healthState, kpiText } from './relationship';

export const QUESTIONS = [
  'deals',
  'good',
  'time',
  'last',
  'next',
  'count',
  'rate',
  'begun',
  'answer',
  'cycle',
] as const;
type Question = (typeof QUESTIONS)[number];

export interface Known {
  relationship: Relationship;
  /** The record's own score, where it has one. */
  score: Pick<SavedScore, 'score' | 'grade'> | null;
  /** When its deals were open; undefined while that is asked for. */
  periods: readonly Period[] | undefined;
}

/** Whether it deserves time: by the score of the record and the health of the relationship. */
function deals({ relationship: { health }, score }: Known, { t, number }: TextTools): string {
  const parts = [
    score && t('answer.deals_score', { score: number(score.score), grade: score.grade }),
    health?.applies &&
      health.score !== null &&
      t('answer.deals_health', {
        score: number(health.score),
        state: t(`health.${healthState(health.state)}`),
      }),
  ].filter(Boolean);
  return parts.length > 0 ? parts.join(' ') : t('answer.deals_none');
}

function good({ relationship: { health, left_out: leftOut } }: Known, text: TextTools): string {
  const { t } = text;
  if (leftOut) return t(`health.${leftOut}_words`);
  if (!health) return t('health.off');
  return health.applies ? goodSentence(health, text) : t('health.closed_words');
}

function time({ relationship }: Known, text: TextTools): string {
  const [ours, theirs] = [kpiOf(relationship, 'time_by_us'), kpiOf(relationship, 'time_by_them')];
  if (!ours || !theirs) return text.t('answer.time_none');
  return text.t('answer.time', {
    ours: kpiText(ours.unit, ours.value, text),
    theirs: kpiText(theirs.unit, theirs.value, text),
  });
}

function last({ relationship: { last: moment, most_contacted: people, chart } }: Known, text: TextTools) {
  const { t, dateTime, date } = text;
  // Records that are not told the last contact itself still know when it was.
  const latest = [moment, ...people.map((person) => person.last)]
    .filter((one) => one !== null)
    .sort((a, b) => b.at.localeCompare(a.at))[0];
  if (latest)
    return t('answer.moment', { channel: channelWord(latest.channel, text), when: dateTime(latest.at) });
  const day = chart.with_contact.at(-1);
  return day ? date(dayOf(day.date)) : t('relation.no_contact', { count: chart.days });
}

function next({ relationship: { next: moment, table } }: Known, text: TextTools): string {
  const { t, dateTime } = text;
  if (moment)
    return t('answer.moment', { channel: channelWord(moment.channel, text), when: dateTime(moment.at) });
  return showsMoments(table) ? t('relation.no_next') : t('answer.next_elsewhere');
}

function count({ relationship }: Known, { t }: TextTools): string {
  const both = (ours: string, theirs: string) => countOf(relationship, ours) + countOf(relationship, theirs);
  return t('answer.count', {
    mails: both('mails_sent', 'mails_received'),
    meetings: both('meetings_sent', 'meetings_received'),
  });
}

function rate({ relationship }: Known, { t, number, percent }: TextTools): string {
  const { asked, answered, share } = relationship.responses.mail.theirs;
  if (asked === 0 || share === null) return t('answer.rate_none');
  return t('answer.rate', { answered: number(answered), asked: number(asked), share: percent(share) });
}

function begun({ relationship }: Known, { t, number }: TextTools): string {
  const [ours, theirs] = [countOf(relationship, 'begun_by_us'), countOf(relationship, 'begun_by_them')];
  return t('answer.begun', { theirs: number(theirs), all: number(ours + theirs) });
}

function answer({ relationship }: Known, text: TextTools): string {
  const { hours, answered } = relationship.responses.mail.ours;
  if (hours === null) return text.t('answer.answer_none');
  return text.t('answer.answer', {
    mean: durationText(hours.mean, text),
    median: durationText(hours.median, text),
    count: answered,
  });
}

/** Do we talk only while there is something to sell? */
function cycle({ relationship: { chart, table }, periods }: Known, { t, number }: TextTools): string {
  const days = chart.with_contact;
  if (days.length === 0) return t('relation.no_contact', { count: chart.days });
  if (periods === undefined) return t('state.loading');
  const outside = daysOutside(days, periods);
  return t('answer.cycle', {
    how: outside === 0 ? 'only' : 'other',
    of: table === 'lead' || table === 'opportunity' ? 'itself' : 'other',
    days: number(chart.days),
    contact: number(days.length),
    outside: number(outside),
  });
}

const ANSWERS: Record<Question, (known: Known, text: TextTools) => string> = {
  deals,
  good,
  time,
  last,
  next,
  count,
  rate,
  begun,
  answer,
  cycle,
};

export const answersOf = (known: Known, text: TextTools) =>
  QUESTIONS.map((question) => ({ question, answer: ANSWERS[question](known, text) }));
