// What a scoring model is about: which records, what success is, from when. The server keeps it with the model.
import type { ScoredTable } from './scores';

export interface Definition {
  outcome: {
    /** A choice column; a record has an outcome when it stands on one of these values. */
    column: string;
    positive: number[];
    negative: number[];
    /** Also a failure: still open so many days after it was made. Younger records are left out. */
    negative_after_days: number | null;
  };
  /** `$filter` of the records concerned; empty for all. */
  filter: string;
  /** Only records that go through this process; null: processes are ignored. */
  process: string | null;
  /** Only in these of its stages; empty for all. */
  stages: string[];
  /** Learned from records created and closed in the last so many months; 0: in all time. */
  window_months: number;
  attributes: {
    /** null: chosen by the training. */
    include: string[] | null;
    ignore_empty: string[];
    keep: string[];
    drop: string[];
    /** What sellers are advised to do something about; null: a list of the server's. */
    actionable: string[] | null;
  };
  trend: { days: number; points: number };
  retrain: { on: boolean; days: number };
  /** A numeric column that grows with time, for closed records without dates. */
  order_column: string;
}

/** What a form about a model holds. */
export interface ModelDraft {
  name: string;
  table: ScoredTable;
  priority: number;
  definition: Definition;
}

/** In both tables 1 is the state of success and 2 that of failure. */
export const BY_STATE: Definition['outcome'] = {
  column: 'statecode',
  positive: [1],
  negative: [2],
  negative_after_days: null,
};

export const newDefinition = (): Definition => ({
  outcome: BY_STATE,
  filter: '',
  process: null,
  stages: [],
  window_months: 24,
  attributes: { include: null, ignore_empty: [], keep: [], drop: [], actionable: null },
  trend: { days: 7, points: 3 },
  retrain: { on: true, days: 15 },
  order_column: '',
});

/** Reads a definition as it is kept; what it does not say is as in a new one. */
export function parseDefinition(source: string | null | undefined): Definition {
  const fresh = newDefinition();
  let read: Partial<Definition> = {};
  try {
    read = JSON.parse(source || '{}') as Partial<Definition>;
  } catch {
    // Beyond repair: the form begins anew.
  }
  return {
    ...fresh,
    ...read,
    outcome: { ...fresh.outcome, ...read.outcome },
    attributes: { ...fresh.attributes, ...read.attributes },
    trend: { ...fresh.trend, ...read.trend },
    retrain: { ...fresh.retrain, ...read.retrain },
  };
}

const UNPLACED = 1_000_000;
/** The place of a new model: after all that were given one, before those that never were. */
export const nextPriority = (given: readonly number[]): number =>
  1 + Math.max(0, ...given.filter((priority) => priority < UNPLACED));

/** LeadScoring_202611221534, in UTC. */
export function defaultName(table: ScoredTable, now: Date): string {
  const minute = now.toISOString().slice(0, 16).replace(/\D/g, '');
  return `${table === 'lead' ? 'Lead' : 'Opportunity'}Scoring_${minute}`;
}

/** The same about other records: what columns and processes tell begins anew, and so does a name that nobody chose. */
export function aboutTable(draft: ModelDraft, table: ScoredTable, named: boolean, now: Date): ModelDraft {
  const { window_months, trend, retrain } = draft.definition;
  return {
    ...draft,
    table,
    name: named ? draft.name : defaultName(table, now),
    definition: { ...newDefinition(), window_months, trend, retrain },
  };
}

/** What of the form the server's messages name; a name that contains another comes before it. */
const MEMBERS = [
  'negative_after_days',
  'positive',
  'negative',
  'window_months',
  'filter',
  'process',
  'stages',
  'trend_days',
  'trend_points',
  'retrain_days',
  'column',
  'Name',
  'Priority',
  'Table',
] as const;
export type Member = (typeof MEMBERS)[number];

/** Which part of the form a message of the server is about; null when it names none. */
export function memberIn(message: string): Member | null {
  const flat = message.replace(/\b(trend|retrain)\./g, '$1_');
  return MEMBERS.find((name) => new RegExp(`\\b${name}\\b`).test(flat)) ?? null;
}

/** The least and the most of each number. */
export const LIMITS = {
  Priority: [1, 1_000_000],
  window_months: [3, 240],
  negative_after_days: [1, 730],
  retrain_days: [1, 365],
  trend_days: [1, 90],
  trend_points: [0, 50],
} as const satisfies Partial<Record<Member, readonly [number, number]>>;

/** Parts that cannot stay as they are, each with the id of the sentence that says why. */
export function problemsOf({ name, priority, definition }: ModelDraft): Partial<Record<Member, string>> {
  const { outcome, window_months, retrain, trend } = definition;
  const problems: Partial<Record<Member, string>> = {};
  if (name.trim() === '') problems.Name = 'modelform.needs_name';
  if (outcome.positive.length === 0) problems.positive = 'modelform.needs_positive';
  if (outcome.negative.length === 0 && outcome.negative_after_days === null)
    problems.negative = 'modelform.needs_negative';
  const numbers: Record<keyof typeof LIMITS, number | null> = {
    Priority: priority,
    window_months: window_months === 0 ? null : window_months,
    negative_after_days: outcome.negative_after_days,
    retrain_days: retrain.on ? retrain.days : null,
    trend_days: trend.days,
    trend_points: trend.points,
  };
  for (const [member, [least, most]] of Object.entries(LIMITS)) {
    const value = numbers[member as keyof typeof LIMITS];
    if (value !== null && !(Number.isInteger(value) && value >= least && value <= most))
      problems[member as Member] = 'modelform.out_of_range';
  }
  return problems;
}
