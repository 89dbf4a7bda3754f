import { describe, expect, it } from 'vitest';
import { byLift, gradeRanges, withBound } from './gradeRanges';

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
