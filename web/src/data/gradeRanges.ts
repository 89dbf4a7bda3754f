// Grades as ranges of scores. Only lower bounds are stored; the rest follows.
import { GRADES, type GradeLetter } from './scores';

export interface Bounds {
  a: number;
  b: number;
  c: number;
}

export interface GradeRange {
  grade: GradeLetter;
  lower: number;
  upper: number;
}

/** A to D with both ends: an upper bound is one less than the next lower bound; A ends at 100, D begins at 0. */
export function gradeRanges({ a, b, c }: Bounds): GradeRange[] {
  const lowers = [a, b, c, 0];
  return GRADES.map((grade, index) => ({
    grade,
    lower: lowers[index]!,
    upper: index === 0 ? 100 : lowers[index - 1]! - 1,
  }));
}

/** The bounds with one changed; its neighbours give way, so that 100 >= a > b > c >= 1 always holds. */
export function withBound(bounds: Bounds, which: keyof Bounds, value: number): Bounds {
  const whole = Math.round(value);
  if (which === 'a') {
    const a = clamp(whole, 3, 100);
    const b = Math.min(bounds.b, a - 1);
    return { a, b, c: Math.min(bounds.c, b - 1) };
  }
  if (which === 'b') {
    const b = clamp(whole, 2, 99);
    return { a: Math.max(bounds.a, b + 1), b, c: Math.min(bounds.c, b - 1) };
  }
  const c = clamp(whole, 1, 98);
  const b = Math.max(bounds.b, c + 1);
  return { a: Math.max(bounds.a, b + 1), b, c };
}

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));

/** Default by lift, as the server has it: C from half the average rate, B from it, A from twice it (at most 90). */
export function byLift(baseRate: number): Bounds {
  const score = (lift: number) => Math.round(100 * lift * baseRate);
  const c = clamp(score(0.5), 1, 88);
  const b = clamp(score(1), c + 1, 89);
  return { a: clamp(score(2), b + 1, 90), b, c };
}

export const CLASSIC: Bounds = { a: 75, b: 50, c: 25 };

/** A quarter of the open records in each grade, as near as whole scores allow; `counts[score]` is how many have it. */
export function byQuarters(counts: readonly number[]): Bounds {
  const all = counts.reduce((sum, count) => sum + count, 0);
  /** The lowest score that at most this share of the records reach. */
  const reachedBy = (share: number) => {
    let above = 0;
    let score = 101;
    while (score > 1 && above + (counts[score - 1] ?? 0) <= share * all) {
      score -= 1;
      above += counts[score] ?? 0;
    }
    return score;
  };
  const a = clamp(reachedBy(0.25), 3, 100);
  const b = clamp(reachedBy(0.5), 2, a - 1);
  return { a, b, c: clamp(reachedBy(0.75), 1, b - 1) };
}
