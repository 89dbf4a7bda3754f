// The quality report of a model version: what `leadlight evaluate --json` prints, kept as JSON text in `ll_report`.
import type { ReliabilityBin } from '../charts/ReliabilityChart';

export type Verdict = 'ready' | 'ok' | 'not_ready' | 'no_signal';

/** A figure with its 95 % interval, where the report has one. */
export interface Figure {
  value: number | null;
  low?: number;
  high?: number;
}

export interface Suspect {
  column: string;
  auc_alone: number | null;
  /** refused: out until kept by hand; check: in until dropped by hand. */
  action: 'refused' | 'check';
  /** The rules that fired, worded by this application: alone, pure, filled_at_outcome, missing_tells, name. */
  why: string[];
  /** Used anyway, by hand, in this version. */
  kept: boolean;
}

/** A column that is out; `key` names the rule. */
export interface Excluded {
  column: string;
  key: string;
}

export interface Point {
  x: number;
  y: number;
}

/** Of the records from the top, shares 0..1: how many are called, and what part of all successes is found among them. */
export interface GainPoint {
  called: number;
  found: number;
  low: number;
  high: number;
}

export interface Report {
  rows: number;
  positives: number;
  base_rate: number;
  /** Records the quality was judged on. */
  holdout: number;
  /** Days of the oldest of them and the newest, where they have one. */
  holdoutFrom: string | null;
  holdoutTo: string | null;
  /** Rows that taught the model that was judged. */
  taught: number | null;
  /** Which part of the closed records that is, 0..1. */
  holdoutShare: number;
  /** Whether those are the newest ones; else a random part. */
  newest: boolean;
  /** Days within which success was asked for; null: whenever it comes. */
  horizonDays: number | null;
  provisional: boolean;
  /** Of the records that were learned from; the same records have the same. */
  fingerprint: string | null;
  verdict: Verdict | null;
  /** Why, as a key that this application words; null in older reports. */
  verdictKey: string | null;
  /** AUC from which a model is OK, and from which it is ready. */
  aucLimits: { ok: number; ready: number } | null;
  figures: Record<FigureName, Figure>;
  reliability: ReliabilityBin[];
  confusion: { tp: number; fp: number; tn: number; fn: number } | null;
  threshold: number | null;
  /** False-positive rate and recall. Empty in older reports, as the next two. */
  roc: Point[];
  /** Recall and precision. */
  precisionRecall: Point[];
  gain: GainPoint[];
  suspects: Suspect[];
  excluded: Excluded[];
  factors: { attribute: string; label?: string; table?: string; influence: number }[];
  /** Trained without anybody asking for it. */
  automatic: boolean;
  /** null when nothing was in force. */
  challenge: Challenge | null;
}

/** A version against the one that was in force, both asked about the same held-out records. */
export interface Challenge {
  champion: number;
  championAuc: number | null;
  auc: number | null;
  /** Whether the one in force had learned from none of them. */
  unseen: boolean;
  ruling: string;
}

export const FIGURES = [
  'auc',
  'lift_top_decile',
  'ece',
  'conversion_rate',
  'accuracy',
  'precision',
  'recall',
  'f1',
  'average_precision',
  'log_loss',
  'brier',
] as const;
export type FigureName = (typeof FIGURES)[number];

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

function interval(value: unknown): { low?: number; high?: number } {
  const [low, high] = (Array.isArray(value) ? value : []).map(number);
  return low != null && high != null ? { low, high } : {};
}

function points(value: unknown): Point[] {
  return (Array.isArray(value) ? value : []).flatMap((pair: unknown) => {
    const [x, y] = (Array.isArray(pair) ? pair : []).map(number);
    return x != null && y != null ? [{ x, y }] : [];
  });
}

function gainCurve(value: unknown): GainPoint[] {
  return list(value).flatMap((point) => {
    const [called, found] = [number(point.called), number(point.found)];
    if (called === null || found === null) return [];
    const { low = found, high = found } = interval(point.found_interval);
    return [{ called, found, low, high }];
  });
}

function limits(value: unknown): Report['aucLimits'] {
  if (!isObject(value)) return null;
  const [ok, ready] = [number(value.ok), number(value.ready)];
  return ok === null || ready === null ? null : { ok, ready };
}

function horizonOf(definition: unknown): number | null {
  const outcome = isObject(definition) ? definition.outcome : null;
  return isObject(outcome) ? number(outcome.negative_after_days) : null;
}

function challengeOf(value: unknown): Challenge | null {
  if (!isObject(value)) return null;
  return {
    champion: number(value.champion) ?? 0,
    championAuc: number(value.champion_auc),
    auc: number(value.auc),
    unseen: value.unseen === true,
    ruling: textOf(value.ruling) ?? '',
  };
}

/** A figure stands at the top or under `confusion`, as a number with `<name>_interval` or as {value, interval}. */
function figure(json: Json, name: string): Figure {
  for (const place of [json, json.confusion]) {
    if (!isObject(place) || place[name] === undefined) continue;
    const found = place[name];
    if (isObject(found)) return { value: number(found.value), ...interval(found.interval) };
    return { value: number(found), ...interval(place[`${name}_interval`]) };
  }
  return { value: null };
}

function confusion(json: Json): Report['confusion'] {
  const table = json.confusion;
  if (!isObject(table)) return null;
  const [tp, fp, tn, fn] = [
    table.true_positives,
    table.false_positives,
    table.true_negatives,
    table.false_negatives,
  ].map(number);
  return tp == null || fp == null || tn == null || fn == null ? null : { tp, fp, tn, fn };
}

/** Reads a report; null when there is none or it is no JSON. Missing parts are empty. */
export function parseReport(text: string | null | undefined): Report | null {
  if (!text) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(json)) return null;
  const top = json;
  const figures = Object.fromEntries(FIGURES.map((name) => [name, figure(top, name)])) as Record<
    FigureName,
    Figure
  >;
  const counts = confusion(top);
  const split = isObject(top.split) ? top.split : {};
  return {
    rows: number(top.rows) ?? 0,
    positives: number(top.positives) ?? 0,
    base_rate: number(top.base_rate) ?? 0,
    holdout: number(split.holdout_records) ?? number(split.holdout_rows) ?? 0,
    holdoutFrom: textOf(split.holdout_from),
    holdoutTo: textOf(split.holdout_to),
    taught: number(split.train_rows),
    holdoutShare: number(split.holdout) ?? 0,
    newest: split.kind === 'newest',
    horizonDays: horizonOf(json.definition),
    provisional: top.provisional === true,
    fingerprint: textOf(top.fingerprint),
    verdict: textOf(top.verdict) as Verdict | null,
    verdictKey: textOf(top.verdict_key),
    aucLimits: limits(top.auc_limits),
    figures,
    reliability: list(top.reliability).map((bin) => {
      const range = interval(bin.observed_interval);
      const observed = number(bin.observed);
      return {
        count: number(bin.count) ?? 0,
        mean_predicted: number(bin.mean_predicted),
        observed,
        observed_low: range.low ?? observed,
        observed_high: range.high ?? observed,
      };
    }),
    confusion: counts,
    threshold: number(top.threshold),
    roc: points(top.roc),
    precisionRecall: points(top.precision_recall),
    gain: gainCurve(top.cumulative_gain),
    suspects: list(top.suspects).map((one) => ({
      column: String(one.column),
      auc_alone: number(one.auc_alone),
      action: one.action === 'refused' ? 'refused' : 'check',
      why: Array.isArray(one.why) ? one.why.map(String) : [],
      kept: one.kept === true,
    })),
    excluded: list(top.excluded).map((one) => ({ column: String(one.column), key: String(one.key ?? '') })),
    factors: list(top.factors).map((one) => ({
      attribute: String(one.attribute),
      label: typeof one.label === 'string' ? one.label : undefined,
      table: typeof one.table === 'string' ? one.table : undefined,
      influence: number(one.influence) ?? 0,
    })),
    automatic: top.automatic === true,
    challenge: challengeOf(top.challenge),
  };
}
