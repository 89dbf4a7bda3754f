// What differs between two versions of a model, read from their reports.
import { FIGURES, type Figure, type FigureName, type Report } from './report';

/** Figures that are better when they are lower. */
const LOWER_IS_BETTER = new Set<FigureName>(['ece', 'log_loss', 'brier']);
/** Neither: the rate says what the records were like, and the threshold trades the others for one another. */
const NEITHER = new Set<FigureName>(['conversion_rate', 'accuracy', 'precision', 'recall']);

export interface FigureChange {
  name: FigureName;
  before: Figure;
  after: Figure;
  /** After minus before; null where one lacks the figure. */
  difference: number | null;
  better: boolean | null;
  /** Whether the 95 % ranges share a value; null where one has no range. */
  overlap: boolean | null;
}

export interface FactorChange {
  attribute: string;
  label?: string;
  table?: string;
  /** Share of all influence; 0 where the version does not use the factor. */
  before: number;
  after: number;
  kind: 'came' | 'went' | 'moved';
}

/** What a version does with a column: in use, in use by hand though suspected, or the rule that left it out. */
export type ColumnState = 'used' | 'kept' | (string & {});

export interface ColumnChange {
  column: string;
  before: ColumnState;
  after: ColumnState;
}

export interface Comparison {
  figures: FigureChange[];
  /** The largest change first. */
  factors: FactorChange[];
  columns: ColumnChange[];
  /** Both were judged on the same records; else a difference may come from these. */
  sameHoldOut: boolean;
}

export function compareReports(before: Report, after: Report): Comparison {
  return {
    figures: FIGURES.map((name) => figureChange(name, before.figures[name], after.figures[name])).filter(
      (change) => change.before.value !== null || change.after.value !== null,
    ),
    factors: factorChanges(before, after),
    columns: columnChanges(before, after),
    sameHoldOut:
      before.fingerprint !== null &&
      before.fingerprint === after.fingerprint &&
      before.holdoutShare === after.holdoutShare,
  };
}

function figureChange(name: FigureName, before: Figure, after: Figure): FigureChange {
  const difference = before.value === null || after.value === null ? null : after.value - before.value;
  const known = difference !== null && difference !== 0 && !NEITHER.has(name);
  const ranges = before.low !== undefined && after.low !== undefined;
  return {
    name,
    before,
    after,
    difference,
    better: known ? LOWER_IS_BETTER.has(name) === difference < 0 : null,
    overlap: ranges ? before.low! <= after.high! && after.low! <= before.high! : null,
  };
}

function factorChanges(before: Report, after: Report): FactorChange[] {
  const changes = new Map<string, FactorChange>();
  for (const [when, report] of [
    ['before', before],
    ['after', after],
  ] as const) {
    for (const { attribute, label, table, influence } of report.factors) {
      const key = `${table ?? ''}.${attribute}`;
      const change = changes.get(key) ?? { attribute, label, table, before: 0, after: 0, kind: 'moved' };
      changes.set(key, { ...change, [when]: influence });
    }
  }
  return [...changes.values()]
    .filter((change) => change.before > 0 || change.after > 0)
    .map((change) => ({ ...change, kind: kindOf(change) }))
    .sort((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
}

function kindOf({ before, after }: FactorChange): FactorChange['kind'] {
  if (before === 0) return 'came';
  return after === 0 ? 'went' : 'moved';
}

function columnChanges(before: Report, after: Report): ColumnChange[] {
  const [then, now] = [columnStates(before), columnStates(after)];
  return [...new Set([...then.keys(), ...now.keys()])]
    .map((column) => ({ column, before: then.get(column) ?? 'used', after: now.get(column) ?? 'used' }))
    .filter((change) => change.before !== change.after);
}

function columnStates(report: Report): Map<string, ColumnState> {
  return new Map<string, ColumnState>([
    ...report.suspects.filter((one) => one.kept).map((one) => [one.column, 'kept'] as const),
    ...report.excluded.map((one) => [one.column, one.key] as const),
  ]);
}
