// The reasons of two scores side by side: one line an attribute, the largest difference first.
import type { Reason } from '../../data/scores';

export interface Line {
  attribute: string;
  /** What each record's score says of it; null where it is worth no point. */
  reasons: [Reason | null, Reason | null];
  /** Points of the first less those of the second. */
  difference: number;
}

const pointsOf = (reason: Reason | null | undefined) => reason?.points ?? 0;

export function align(one: readonly Reason[], other: readonly Reason[]): Line[] {
  const others = new Map(other.map((reason) => [reason.attribute, reason]));
  const own = new Set(one.map((reason) => reason.attribute));
  const line = (first: Reason | null, second: Reason | null): Line => ({
    attribute: (first ?? second)!.attribute,
    reasons: [first, second],
    difference: pointsOf(first) - pointsOf(second),
  });
  const lines = [
    ...one.map((reason) => line(reason, others.get(reason.attribute) ?? null)),
    ...other.filter((reason) => !own.has(reason.attribute)).map((reason) => line(null, reason)),
  ];
  const weight = ({ reasons }: Line) => Math.max(...reasons.map((reason) => Math.abs(pointsOf(reason))));
  return lines.sort((a, b) => Math.abs(b.difference) - Math.abs(a.difference) || weight(b) - weight(a));
}
