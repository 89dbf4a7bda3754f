import { describe, expect, it } from 'vitest';
import { byLift, byQuarters, gradeRanges, withBound } from './gradeRanges';

describe('gradeRanges', () => {
  it('ends a grade one below where the better one begins', () => {
    expect(gradeRanges({ a: 51, b: 31, c: 16 })).toEqual([
      { grade: 'A', lower: 51, upper: 100 },
      { grade: 'B', lower: 31, upper: 50 },
      { grade: 'C', lower: 16, upper: 30 },
      { grade: 'D', lower: 0, upper: 15 },
    ]);
  });
});

describe('withBound', () => {
  it('pushes the neighbours, so that bounds stay in order', () => {
    expect(withBound({ a: 60, b: 31, c: 16 }, 'b', 70)).toEqual({ a: 71, b: 70, c: 16 });
    expect(withBound({ a: 60, b: 31, c: 16 }, 'a', 20)).toEqual({ a: 20, b: 19, c: 16 });
    expect(withBound({ a: 60, b: 31, c: 16 }, 'c', 65)).toEqual({ a: 67, b: 66, c: 65 });
  });
  it('always leaves 100 >= a > b > c >= 1', () => {
    for (const which of ['a', 'b', 'c'] as const) {
      for (let value = -5; value <= 130; value += 1) {
        const { a, b, c } = withBound({ a: 75, b: 50, c: 25 }, which, value);
        expect(a <= 100 && a > b && b > c && c >= 1, `${which}=${value}: ${a} ${b} ${c}`).toBe(true);
      }
    }
  });
});

describe('byLift', () => {
  it('puts A at twice the average, B at it, C at half of it', () => {
    expect(byLift(0.31)).toEqual({ a: 62, b: 31, c: 16 });
  });
  it('caps A at 90 and keeps the order at both ends', () => {
    expect(byLift(0.8).a).toBe(90);
    for (const rate of [0, 0.001, 0.02, 0.5, 0.95, 1]) {
      const { a, b, c } = byLift(rate);
      expect(a > b && b > c && c >= 1).toBe(true);
    }
  });
});

describe('byQuarters', () => {
  const counts = (places: Record<number, number>) =>
    Array.from({ length: 101 }, (_, score) => places[score] ?? 0);
  it('puts a quarter of the records into each grade', () => {
    const even = Array.from({ length: 101 }, (_, score) => (score === 0 ? 0 : 1));
    expect(byQuarters(even)).toEqual({ a: 76, b: 51, c: 26 });
  });
  it('gives no grade more than its share where many have one score', () => {
    // Half of all have 40: it cannot be A, and it is not the half above it.
    expect(byQuarters(counts({ 10: 25, 40: 50, 80: 25 }))).toEqual({ a: 41, b: 40, c: 11 });
  });
  it('keeps bounds in order, whatever there is', () => {
    const cases: Record<number, number>[] = [{}, { 0: 5 }, { 100: 5 }, { 1: 1, 2: 1 }];
    for (const places of cases) {
      const { a, b, c } = byQuarters(counts(places));
      expect(a <= 100 && a > b && b > c && c >= 1, JSON.stringify({ places, a, b, c })).toBe(true);
    }
  });
});
