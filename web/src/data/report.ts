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

export interface Report {
  rows: number;
  positives: number;
  base_rate: number;
  /** Rows the quality was judged on: one for each moment of a record that was looked at. */
  holdout: number;
  /** Which part of the closed records that is, 0..1. */
  holdoutShare: number;
  /** Whether those are the newest ones; else a random part. */
  newest: boolean;
  provisional: boolean;
  verdict: Verdict | null;
  figures: Record<FigureName, Figure>;
  reliability: ReliabilityBin[];
  confusion: { tp: number; fp: number; tn: number; fn: number } | null;
  threshold: number | null;
  suspects: Suspect[];
  excluded: Excluded[];
  factors: { attribute: string; label?: string; table?: string; influence: number }[];
}

export const FIGURES = [
  'auc',
  'accuracy',
  'precision',
  'recall',
  'f1',
  'lift_top_decile',
  'brier',
  'log_loss',
  'ece',
] as const;
export type FigureName = (typeof FIGURES)[number];

type Json = Record<string, unknown>;
const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const number = (value: unknown): number | null =>
  typeof value === 'number' && Number.isFinite(value) ? value : null;
const list = (value: unknown): Json[] => (Array.isArray(value) ? value.filter(isObject) : []);

function interval(value: unknown): { low?: number; high?: number } {
  const [low, high] = (Array.isArray(value) ? value : []).map(number);
  return low != null && high != null ? { low, high } : {};
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
    holdout: number(split.holdout_rows) ?? 0,
    holdoutShare: number(split.holdout) ?? 0,
    newest: split.kind === 'newest',
    provisional: top.provisional === true,
    verdict: (typeof top.verdict === 'string' ? top.verdict : null) as Verdict | null,
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
  };
}
