import { expect, it } from 'vitest';
import type { Reason } from '../../data/scores';
import { align } from './align';

const reason = (attribute: string, points: number): Reason => ({
  attribute,
  table: 'lead',
  value: 'x',
  points,
  key: 'value',
  params: {},
});

it('puts the same attribute in one line, the largest difference first', () => {
  const lines = align(
    [reason('need', 12), reason('budget', -3), reason('source', 5)],
    [reason('source', 4), reason('need', -8), reason('city', 6)],
  );
  expect(lines.map((one) => [one.attribute, one.difference])).toEqual([
    ['need', 20],
    ['city', -6],
    ['budget', -3],
    ['source', 1],
  ]);
  expect(lines[1]!.reasons).toEqual([null, reason('city', 6)]);
});

it('of equal differences the one that counts for more comes first', () => {
  const lines = align([reason('small', 1), reason('large', 30)], [reason('small', 2), reason('large', 29)]);
  expect(lines.map((one) => one.attribute)).toEqual(['large', 'small']);
});

it('keeps every point of both', () => {
  const one = [reason('a', 3), reason('b', -7)];
  const other = [reason('b', 2), reason('c', 9), reason('d', -1)];
  const sum = (reasons: readonly (Reason | null)[]) =>
    reasons.reduce((total, each) => total + (each?.points ?? 0), 0);
  const lines = align(one, other);
  expect(sum(lines.map((line) => line.reasons[0]))).toBe(sum(one));
  expect(sum(lines.map((line) => line.reasons[1]))).toBe(sum(other));
  expect(align([], [])).toEqual([]);
});
