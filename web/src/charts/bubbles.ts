// Where the bubbles of a chart stand, how large they are, and in which order the keyboard goes through them.
import type { Mark } from './marks';

export interface Bubble {
  id: string;
  /** Where it stands to the right and upward, in what the axes count. */
  across: number;
  up: number;
  /** What the area stands for; null when unknown. */
  size: number | null;
  /** Which of the colours it has: a grade, or the mark of a state. */
  look: string;
  /** A shape other than a circle. */
  mark?: Mark;
  /** Stands in it where there is room. */
  letter?: string;
}

/** One direction of the chart. What is beyond its ends stands at its edge. */
export interface Axis {
  name: string;
  from: number;
  to: number;
  /** At most so many places with words. */
  ticks: (most: number) => readonly Tick[];
}
export interface Tick {
  at: number;
  text: string;
}

/** From 0 to 100. */
export const scoreAxis = (name: string): Axis => ({
  name,
  from: 0,
  to: 100,
  ticks: () => [0, 20, 40, 60, 80, 100].map((at) => ({ at, text: String(at) })),
});

/** The part of a picture between its axes, in its pixels. */
export interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

export interface Placed extends Bubble {
  x: number;
  y: number;
  r: number;
}

/** From a value to its place between two pixels. */
export const scaleOf =
  ({ from, to }: Pick<Axis, 'from' | 'to'>, first: number, last: number) =>
  (value: number) =>
    first + ((Math.min(to, Math.max(from, value)) - from) / (to - from)) * (last - first);

/** The scales of a frame, at whose edges bubbles of the largest radius are whole. */
export const scalesOf = (
  across: Pick<Axis, 'from' | 'to'>,
  up: Pick<Axis, 'from' | 'to'>,
  { left, right, top, bottom }: Frame,
  most: number,
) => ({
  x: scaleOf(across, left + most, right - most),
  y: scaleOf(up, bottom - most, top + most),
});

/** The bubbles where they stand. */
export function placed(
  bubbles: readonly Bubble[],
  { x, y }: ReturnType<typeof scalesOf>,
  most: number,
): Placed[] {
  const largest = bubbles.reduce((sofar, one) => Math.max(sofar, one.size ?? 0), 0);
  return bubbles.map((one) => ({
    ...one,
    x: x(one.across),
    y: y(one.up),
    r: radiusOf(one.size, largest, most),
  }));
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

const DAY_STEPS = [1, 2, 7, 14, 30, 60, 90, 180, 365];

/** Round numbers of days from 0, at most `most` of them. */
export function dayTicks(to: number, most: number): number[] {
  const step = DAY_STEPS.find((one) => to / one < most) ?? 365 * Math.ceil(to / 365 / most);
  return Array.from({ length: Math.floor(to / step) + 1 }, (_, index) => index * step);
}

/** From today to the last of these days, as far as that is near; and how many are beyond. */
export function dayWindow(days: readonly number[]): { to: number; outside: number } {
  const furthest = AHEAD / DAY;
  const near = days.filter((one) => one <= furthest);
  return { to: near.reduce((most, one) => Math.max(most, one), 7), outside: days.length - near.length };
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

/** The places of the bubbles in order, to the right or upward; the other decides where one is the same. */
export function orderBy(bubbles: readonly Bubble[], first: 'across' | 'up'): number[] {
  const second = first === 'across' ? 'up' : 'across';
  return bubbles
    .map((_, index) => index)
    .sort((a, b) => bubbles[a]![first] - bubbles[b]![first] || bubbles[a]![second] - bubbles[b]![second]);
}
