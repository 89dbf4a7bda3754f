// The catalogs are complete, agree with each other, and hold exactly what the pages ask for.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FIGURES } from '../data/report';
import { FILTERS, WRITTEN } from '../data/timeline';
import { COLUMN_TYPES, DEPTHS, VERBS } from '../data/admin';
import { MERGE_REASONS } from './mergeReasons';
import { OPERATORS } from '../data/lists/conditions';
import { FIGURE_KEYS } from '../data/relationshipFigures';
import { MAILBOX_STATES, SECURITIES } from '../data/mailboxes';
import { INFLUENCED, LIMITS } from '../data/relationshipSettings';
import { CHOICES, IGNORE_BARS, INFLUENCES } from '../data/factors';
import { VERDICT_KEYS } from '../pages/Model/figures';
import { BY_RELATIONSHIP, BY_SCORE, STANDARD } from '../data/lists/builtIn';
import { MOMENTS } from '../pages/Hindsight/HindsightPage';
import { STEP_ACTIVITIES } from '../components/WhatWouldChange';
import { MODEL_STATES, SCORED } from '../data/scores';
import { COUNTED, DAYS_SINCE } from './facts';
import { CAUSES } from './history';
import { HEALTH_STATES, TOPICS } from './relationship';
import { QUESTIONS } from './relationshipAnswers';
import { CATALOGS } from './testWords';

const SOURCE = join(__dirname, '..');
const ids = (language: keyof typeof CATALOGS) => Object.keys(CATALOGS[language]).sort();

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.|generated/.test(entry.name) ? [path] : [];
  });
}

/** Ids that end with the table that is scored. */
const PER_TABLE: Record<string, readonly string[]> = {
  'about.': ['what_text', 'how_text', 'updated_text'],
  'evidence.': ['plain', 'days', 'none'],
  'score.': ['title', 'info', 'chance', 'percentile', 'provisional', 'no_reasons', 'similar'],
  'score.why_': ['closed', 'not_scored_yet', 'not_covered'],
  'score.count_': ['positive', 'negative'],
};

/** Ids that are put together from parts. */
const BUILT: Record<string, readonly string[]> = {
  'command.': [
    'qualify',
    'disqualify',
    'win',
    'lose',
    'resolve',
    'cancel',
    'reopen',
    'assign',
    'merge',
    'known',
    'delete',
  ],
  'timeline.': [
    ...Object.keys(WRITTEN).flatMap((kind) => [`add_${kind}`, `added_${kind}`, `one_${kind}`]),
    ...Object.keys(FILTERS).map((name) => `kind_${name}`),
    'direction_in',
    'direction_out',
  ],
  'process.': ['status_done', 'status_active', 'status_ahead', 'finished', 'aborted'],
  'people.': ['stakeholders', 'team'].flatMap((kind) => [kind, `no_${kind}`, `add_${kind}`]),
  'import.': ['mode_upsert', 'mode_create', 'mode_update'],
  'import.figure_': ['rows', 'created', 'updated', 'unchanged', 'skipped', 'positive', 'negative'],
  'capability.state_': ['not_set_up', 'ready', 'running', 'failed'],
  'admin.verb_': VERBS,
  'admin.depth_': DEPTHS,
  'admin.type_': COLUMN_TYPES.map((type) => type.toLowerCase()),
  'list.view_': [
    ...STANDARD.flatMap((view) => [view, `${view}_active`]),
    ...BY_SCORE,
    ...BY_RELATIONSHIP.flatMap((view) => [view, `${view}_active`]),
    'save_as',
    'rename',
    'delete',
  ],
  'list.': ['assign', 'close', 'delete'],
  'filter.op_': OPERATORS,
  'bulk.': ['assign_title', 'close_title', 'delete_title'],
  'bar.to_': ['light', 'dark'],
  'merge.': MERGE_REASONS.map((id) => id.slice('merge.'.length)),
  'role.': ['administrator', 'manager', 'salesperson'],
  'figure.': FIGURES.flatMap((name) => [name, `${name}_words`]),
  'reason.mail_': ['business', 'free', 'disposable', 'invalid', 'none'],
  'reason.name_': ['yes', 'no', 'none'],
  'reason.of_': ['account', 'contact', 'lead', 'opportunity'],
  'health.': HEALTH_STATES.flatMap((state) => [state, `${state}_words`]).concat(
    ['off', 'opted_out', 'no_consent', 'closed'].flatMap((why) => [why, `${why}_words`]),
  ),
  'notice.': ['what', 'employment', 'private', 'wish'],
  'overview.': TOPICS,
  'question.': QUESTIONS,
  'formula.': FIGURE_KEYS.flatMap((key) => [key, `${key}_words`]),
  'relation.': [
    'this_year',
    'earlier',
    ...['most_contacted', 'most_contacted_by'].flatMap((kind) => [kind, `${kind}_text`]),
    ...['ratio_by_us', 'ratio_by_them'].flatMap((key) => [`${key}_counts`, `${key}_means`]),
  ],
  'ignore.': ['address', 'domain', 'folder'],
  'mailboxes.state_': MAILBOX_STATES,
  'mailboxes.security_': SECURITIES,
  'relset.': Object.keys(LIMITS).flatMap((name) => [name, `${name}_text`]),
  'relset.influence_': INFLUENCED,
  'score.': ['improvers', 'harmers', 'others', 'no_improvers', 'no_harmers'],
  'history.': CAUSES,
  'score.waits_': ['ready', 'training', 'paused', 'no_signal', 'failed', 'enough', 'too_little'],
  'fact.': [
    ...COUNTED.flatMap((name) => [name, `${name}_label`]),
    ...DAYS_SINCE.flatMap((name) => [name, `${name}_label`, `${name}_never`]),
    'health_label',
    'stage_name_label',
    'stage_days_label',
  ],
  'hindsight.': MOMENTS.flatMap((moment) => [moment, `none_${moment}`]),
  'steps.': STEP_ACTIVITIES,
  'suspects.why_': [
    'alone',
    'pure',
    'filled_at_outcome',
    'missing_tells',
    'name',
    'filled_at_close',
    'changed_at_close',
  ],
  'modelstate.': MODEL_STATES,
  'verdict.': ['ready', 'ok', 'not_ready', 'no_signal'].flatMap((name) => [name, `${name}_text`]),
  'verdict.why_': [...VERDICT_KEYS],
  'compare.': ['came', 'went', 'moved', 'column_used', 'column_kept'],
  'job.': ['train', 'publish', 'rescore'].flatMap((kind) =>
    ['running', 'leave', 'done', 'failed', 'cancelled'].map((end) => `${kind}_${end}`),
  ),
  'excluded.': [
    'constant',
    'dropped',
    'empty',
    'free_text',
    'identifier',
    'irrelevant',
    'lone_date',
    'outcome',
    'owner',
    'person_name',
    'suspect',
    'too_empty',
    'too_many_values',
    'not_included',
    'new',
    'order',
  ],
  'factors.': ['attribute', 'influence', 'use', 'ignore_empty', 'group_primary', 'group_related'],
  'factors.show_': ['all', 'used', 'unused', 'by_hand'],
  'factors.choice_': CHOICES,
  'factors.bar_': IGNORE_BARS,
  'influence.': INFLUENCES,
  'insight.': ['from', 'to', 'values_now', 'values_at_close'],
};
const built = [
  ...Object.entries(BUILT).flatMap(([stem, ends]) => ends.map((end) => stem + end)),
  ...Object.entries(PER_TABLE).flatMap(([stem, names]) =>
    names.flatMap((name) => Object.keys(SCORED).map((table) => `${stem}${name}_${table}`)),
  ),
];

/** What a message needs from outside: its {names}. */
function holes(message: unknown): string[] {
  if (!Array.isArray(message)) return [];
  return message.flatMap((part: unknown) => {
    if (!Array.isArray(part)) return [];
    const [name, , options] = part as [string, string?, Record<string, unknown>?];
    return [name, ...Object.values(options ?? {}).flatMap(holes)].filter((one) => one !== '#');
  });
}

describe('the catalogs', () => {
  for (const language of ['nl', 'de', 'zh-Hans', 'th'] as const) {
    it(`${language} has the ids of English, none empty`, () => {
      expect(ids(language)).toEqual(ids('en'));
      for (const [id, message] of Object.entries(CATALOGS[language])) expect(message, id).toBeTruthy();
    });
    it(`${language} fills in the same values as English`, () => {
      for (const id of ids('en')) {
        const wanted = [...new Set(holes(CATALOGS.en[id]))].sort();
        expect([...new Set(holes(CATALOGS[language][id]))].sort(), id).toEqual(wanted);
      }
    });
  }

  it('hold every id that the pages name, and no other', () => {
    const text = sources(SOURCE)
      .map((path) => readFileSync(path, 'utf8'))
      .join('\n');
    const known = new Set(ids('en'));
    const stems = new Set([...known].map((id) => id.split('.')[0]));
    const named = [...text.matchAll(/['`"]([a-z]+\.[a-z][a-z_0-9]*)['`"]/g)].map((match) => match[1]!);
    const asked = new Set([...named.filter((id) => stems.has(id.split('.')[0])), ...built]);
    expect([...asked].filter((id) => !known.has(id))).toEqual([]);
    expect([...known].filter((id) => !asked.has(id))).toEqual([]);
  });
});
