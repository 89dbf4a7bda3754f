// Where the bubbles of a chart stand, how large they are, and in which order the keyboard goes through them.

export interface Bubble {
  id: string;
  /** 0 to 100. */
  score: number;
  /** ms */
  time: number;
  /** What the area stands for; null when unknown. */
  size: number | null;
  grade: string;
}

const DAY = 24 * 3600 * 1000;
/** A mistyped year must not squeeze everything else into a line. */
const BACK = 366 * DAY;
const AHEAD = 3 * 366 * DAY;

export interface TimeWindow {
  from: number;
  to: number;
  /** Bubbles beyond it, which stand at its edge. */
  outside: number;
}

/** From the first to the last bubble, today among them, as far as that is near today. */
export function timeWindow(times: readonly number[], now: number): TimeWindow {
  const near = times.filter((time) => time >= now - BACK && time <= now + AHEAD);
  const first = near.reduce((least, time) => Math.min(least, time), now);
  const last = near.reduce((most, time) => Math.max(most, time), now);
  const margin = Math.max(3 * DAY, (last - first) * 0.04);
  return { from: first - margin, to: last + margin, outside: times.length - near.length };
}

const MONTHS = [1, 2, 3, 6, 12];

/** The first days of months between two times, at most `most` of them. */
export function monthTicks(from: number, to: number, most: number): number[] {
  const months = (to - from) / (30 * DAY);
  const step = MONTHS.find((one) => months / one <= most) ?? 12;
  const begin = new Date(from);
  const ticks: number[] = [];
  for (let month = Math.ceil(begin.getMonth() / step) * step; ; month += step) {
    const tick = new Date(begin.getFullYear(), month, 1).getTime();
    if (tick > to) return ticks;
    if (tick >= from) ticks.push(tick);
  }
}

const SMALLEST = 3;
const LARGEST = 30;
/** So many bubbles may be that large; of more each is smaller, so that they cover as much. */
const ROOMY = 300;

/** The radius of the largest bubble. */
export const largestRadius = (count: number, width: number) =>
  Math.max(8, Math.min(LARGEST, width / 28) * Math.min(1, Math.sqrt(ROOMY / Math.max(1, count))));

/** The radius whose area is in proportion; what has no size is drawn smallest. */
export function radiusOf(size: number | null, largest: number, most: number): number {
  if (size === null || largest <= 0) return SMALLEST;
  return Math.max(SMALLEST, most * Math.sqrt(Math.min(1, size / largest)));
}

/** The places of the bubbles in order, by score or by time; the other decides where one is the same. */
export function orderBy(bubbles: readonly Bubble[], first: 'score' | 'time'): number[] {
  const second = first === 'score' ? 'time' : 'score';
  return bubbles
    .map((_, index) => index)
    .sort((a, b) => bubbles[a]![first] - bubbles[b]![first] || bubbles[a]![second] - bubbles[b]![second]);
}
