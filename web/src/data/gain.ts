// What calling the best so many brings, read off the cumulative gain of the hold-out.
import type { GainPoint } from './report';

const NOTHING: GainPoint = { called: 0, found: 0, low: 0, high: 0 };

/** The gain at any share of records called, 0..1: straight between the points of the curve. */
export function gainAt(curve: GainPoint[], share: number): GainPoint {
  const next = curve.findIndex((point) => point.called >= share);
  const upper = curve[next] ?? curve.at(-1) ?? NOTHING;
  const lower = next > 0 ? curve[next - 1]! : next === 0 ? NOTHING : upper;
  const width = upper.called - lower.called;
  const part = width > 0 ? (share - lower.called) / width : 0;
  const between = (name: keyof GainPoint) => lower[name] + part * (upper[name] - lower[name]);
  return { called: between('called'), found: between('found'), low: between('low'), high: between('high') };
}

export interface Expectation {
  /** Of all records there are, 0..1. */
  share: number;
  /** Of those called: how many will succeed, with the 95 % range of the mean. */
  successes: number;
  low: number;
  high: number;
  /** How many would if they were drawn by chance. */
  byChance: number;
}

/** What to expect of the `calls` highest of `all` records, when `rate` of all succeed. */
export function expectCalls(curve: GainPoint[], rate: number, calls: number, all: number): Expectation {
  const share = all > 0 ? Math.min(1, calls / all) : 0;
  const { found, low, high } = gainAt(curve, share);
  const most = rate * all;
  return {
    share,
    successes: found * most,
    low: low * most,
    high: Math.min(high * most, share * all),
    byChance: share * most,
  };
}
