import { describe, expect, it } from 'vitest';
import { expectCalls, gainAt } from './gain';

/** A tenth holds 40 % of the successes, the rest is even. */
const CURVE = [
  { called: 0.1, found: 0.4, low: 0.3, high: 0.5 },
  { called: 0.5, found: 0.7, low: 0.6, high: 0.8 },
  { called: 1, found: 1, low: 1, high: 1 },
];

describe('gainAt', () => {
  it('goes straight from point to point, from nothing called', () => {
    expect(gainAt(CURVE, 0)).toEqual({ called: 0, found: 0, low: 0, high: 0 });
    expect(gainAt(CURVE, 0.05).found).toBeCloseTo(0.2);
    expect(gainAt(CURVE, 0.1)).toEqual(CURVE[0]);
    expect(gainAt(CURVE, 0.3).found).toBeCloseTo(0.55);
    expect(gainAt(CURVE, 0.3).low).toBeCloseTo(0.45);
    expect(gainAt(CURVE, 1).found).toBe(1);
  });
  it('finds nothing on no curve', () => {
    expect(gainAt([], 0.5).found).toBe(0);
  });
});

describe('expectCalls', () => {
  it('counts successes among the best, and among as many drawn by chance', () => {
    // 100 of 1,000 records, of which 220 will succeed: 40 % of these are among the best tenth.
    const { share, successes, low, high, byChance } = expectCalls(CURVE, 0.22, 100, 1000);
    expect(share).toBeCloseTo(0.1);
    expect(successes).toBeCloseTo(88);
    expect(low).toBeCloseTo(66);
    expect(high).toBeCloseTo(100); // not 110: no more than are called
    expect(byChance).toBeCloseTo(22);
  });
  it('calls no more than there are', () => {
    expect(expectCalls(CURVE, 0.3, 5000, 1000)).toMatchObject({ share: 1, successes: 300, byChance: 300 });
    expect(expectCalls(CURVE, 0.3, 50, 0)).toMatchObject({ share: 0, successes: 0, byChance: 0 });
  });
});
