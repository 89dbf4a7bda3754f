// Scores and what they are made of.
import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Definition } from './definition';
import { get } from './http';

/** The columns in which a table keeps the score of a record. */
export interface ScoreColumns {
  score: string;
  grade: string;
  trend: string;
}
export type ScoredTable = 'lead' | 'opportunity';
export const SCORED: Record<ScoredTable, ScoreColumns> = {
  lead: { score: 'msdyn_leadscore', grade: 'msdyn_leadgrade', trend: 'msdyn_leadscoretrend' },
  opportunity: {
    score: 'msdyn_opportunityscore',
    grade: 'msdyn_opportunitygrade',
    trend: 'msdyn_opportunityscoretrend',
  },
};
export const SCORED_TABLES: readonly ScoredTable[] = ['lead', 'opportunity'];
export const isScored = (name: string | null | undefined): name is ScoredTable =>
  SCORED_TABLES.some((one) => one === name);

export type GradeLetter = 'A' | 'B' | 'C' | 'D';
export const GRADES: readonly GradeLetter[] = ['A', 'B', 'C', 'D'];
/** The stored number of a grade is its place in GRADES. */
export const letterOf = (code: number | null | undefined): GradeLetter | null => GRADES[code ?? -1] ?? null;

/** What history says about a value. Rates are 0..1. */
export interface Evidence {
  rate: number;
  base_rate: number;
  closed: number;
  positive: number;
  median_days: number | null;
}

/** One cause of a score, worded by src/text/reasons.ts. */
export interface Reason {
  /** A column; `parentaccountid/industrycode` for one of a related record; `activity/calls` for a derived fact. */
  attribute: string;
  /** Whose column it is. */
  table: string;
  label?: string;
  value: string | number | boolean | null;
  /** Whole score points, with their sign; null where a score from outside does not say. */
  points: number | null;
  key: string;
  params: Record<string, string | number | null | undefined>;
  evidence?: Evidence | null;
}

export interface HistoryPoint {
  at: string;
  score: number;
  grade: GradeLetter;
  /** What wrote it down, worded by src/text/history.ts. */
  cause: string | null;
  /** Of a model outside of Leadlight 1. */
  version: number | null;
  /** The attribute whose points changed most since the point before, where both come from one version. */
  moved_by: { attribute: string; table: string; label: string; points: number } | null;
}

export interface ScoreDetails {
  score: number;
  grade: GradeLetter;
  /** 0 improving, 1 steady, 2 declining, 3 not enough info. */
  trend: number;
  /** Null, as the two after it may be, for a score from outside. */
  probability: number | null;
  average: number | null;
  other: number | null;
  provisional: boolean;
  /** What it was computed from has changed since, or its model is gone. */
  stale: boolean;
  /** Whether the record is closed: then this is the last score it had. */
  closed: boolean;
  scored_on: string;
  model: {
    id: string;
    version_id: string;
    name: string;
    number: number | null;
    auc: number | null;
    verdict: string;
    /** A model outside of Leadlight gave it. */
    external: boolean;
  };
  percentile: number | null;
  /** Where it stands in its process, and within how many days half of the successes left that stage. */
  stage?: { name: string; days: number | null; usual_days: number | null; successes: number } | null;
  /** How closed records with about this score did; rates are 0..1. */
  similar?: {
    low: number;
    high: number;
    closed: number;
    rate: number;
    interval: [number, number];
  } | null;
  reasons: Reason[];
  /** Where it is blank and the model takes no notice of that. */
  ignored_blanks?: Pick<Reason, 'attribute' | 'table' | 'label'>[];
  history: HistoryPoint[];
  grades: { a: number; b: number; c: number };
  factors: { attribute: string; label: string; influence: number }[];
}

/** Why there is no score. */
export interface NoScore {
  score: null;
  why: string;
}

export type ScoreAnswer = ScoreDetails | NoScore;
export const hasScore = (answer: ScoreAnswer | undefined): answer is ScoreDetails =>
  answer !== undefined && answer.score !== null;

export const scoreQuery = (table: ScoredTable, id: string) =>
  queryOptions({
    queryKey: ['score', id],
    queryFn: ({ signal }) => get<ScoreAnswer>(`ScoreDetails(Table='${table}',Id=${id})`, { signal }),
  });
export const useScore = (table: ScoredTable, id: string) => useQuery(scoreQuery(table, id));

/** Something a seller can do, and the score that records like this one then had. */
export interface ScoreStep extends Pick<Reason, 'attribute' | 'table' | 'label' | 'params' | 'evidence'> {
  /** What the column should say; empty: fill it in, or one more activity. */
  value: string;
  gain: number;
  /** After this step and those before it. */
  score: number;
}

export const useScoreSteps = (table: ScoredTable, id: string) =>
  useQuery({
    queryKey: ['score', id, 'steps'],
    queryFn: ({ signal }) =>
      get<{ score: number | null; steps: ScoreStep[] }>(`WhatWouldChange(Table='${table}',Id=${id})`, {
        signal,
      }),
  });

export const MODEL_STATES = [
  'draft',
  'training',
  'ready',
  'no_signal',
  'failed',
  'published',
  'retired',
  'paused',
  'external',
] as const;
export type ModelStateName = (typeof MODEL_STATES)[number];

/** A trained version, with what somebody needs to decide whether to publish it. */
export interface Offer {
  version: number;
  version_id: string;
  trained_on: string | null;
  automatic: boolean;
  auc: number | null;
  verdict: string;
  /** Most influential first. */
  factors: { attribute: string; label: string; influence: number }[];
}

/** A model as it stands now. */
export interface ScoringModel {
  id: string;
  name: string;
  table: ScoredTable;
  /** The model with the lowest number is asked first. */
  priority: number;
  state: ModelStateName;
  /** Number of the version in force; null until one is published. */
  version: number | null;
  version_id: string | null;
  published_on: string | null;
  auc: number | null;
  verdict: string | null;
  /** Missing, like the count, where it cannot be used any more: a column that it names is gone. */
  definition?: Definition;
  /** Open records that it is about. */
  matching_open?: number;
  /** Why it cannot be used. */
  problem?: string;
  /** A version that waits to be published, where none is. */
  offer?: Offer | null;
  /** The published version cannot be read; `serves` scores in its place, null: none does. */
  damaged?: { version: number; serves: number | null; reason: string };
  /** What a model outside of Leadlight is called there; only of such. */
  prediction_id?: string;
}

/** Whether it gives scores at present. */
export const isInForce = ({ state }: ScoringModel) => state === 'published' || state === 'external';

export interface ScoringStatus {
  table: ScoredTable;
  /** In order of priority. */
  models: ScoringModel[];
  closed: { positive: number; negative: number; needed: number };
  open: number;
  scored: number;
}

export const scoringStatusQuery = (table: ScoredTable) =>
  queryOptions({
    queryKey: ['scoring-status', table],
    queryFn: ({ signal }) => get<ScoringStatus>(`ScoringStatus(Table='${table}')`, { signal }),
    staleTime: 60_000,
  });
export const hasPublished = ({ models }: ScoringStatus) => models.some(isInForce);
export const useScoringStatus = (table: ScoredTable) => useQuery(scoringStatusQuery(table));

/** What a saved record says of its score by itself, before the details are asked for. */
export interface SavedScore {
  score: number;
  grade: GradeLetter;
  trend: number;
  average: number | null;
  other: number | null;
  reasons: Reason[];
}

/** The score in a record's row with its score row expanded; null when it has none. */
export function scoreInRow(table: ScoredTable, row: Record<string, unknown>): SavedScore | null {
  const columns = SCORED[table];
  const score = row[columns.score];
  const grade = letterOf(row[columns.grade] as number | null);
  if (typeof score !== 'number' || grade === null) return null;
  const scoreRow = row.msdyn_predictivescoreid as { msdyn_scorereasons?: string } | null | undefined;
  let parts: { average?: number; other?: number; reasons?: Reason[] } = {};
  try {
    parts = JSON.parse(scoreRow?.msdyn_scorereasons ?? '{}') as typeof parts;
  } catch {
    // Written by something else than Leadlight: the score stands without its reasons.
  }
  return {
    score,
    grade,
    trend: (row[columns.trend] as number | null) ?? 3,
    average: parts.average ?? null,
    other: parts.other ?? null,
    reasons: parts.reasons ?? [],
  };
}
