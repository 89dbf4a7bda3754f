import { describe, expect, it } from 'vitest';
import {
  dayTicks,
  dayWindow,
  largestRadius,
  monthTicks,
  orderBy,
  placed,
  radiusOf,
  scalesOf,
  timeWindow,
  type Bubble,
} from './bubbles';
import { markPath } from './marks';

const DAY = 24 * 3600 * 1000;
const NOW = new Date(2026, 10, 22).getTime();

describe('timeWindow', () => {
  it('holds every bubble and today', () => {
    const { from, to, outside } = timeWindow([NOW + 40 * DAY, NOW + 90 * DAY], NOW);
    expect(from).toBeLessThan(NOW);
    expect(to).toBeGreaterThan(NOW + 90 * DAY);
    expect(outside).toBe(0);
  });
  it('is not stretched by a mistyped year, but counts it', () => {
    const { to, outside } = timeWindow([NOW + DAY, new Date(9999, 0, 1).getTime(), NOW - 4000 * DAY], NOW);
    expect(to).toBeLessThan(NOW + 30 * DAY);
    expect(outside).toBe(2);
  });
  it('is never without length', () => {
    const { from, to } = timeWindow([], NOW);
    expect(to).toBeGreaterThan(from);
  });
});

describe('monthTicks', () => {
  it('are first days of months, as many as there is room for', () => {
    const ticks = monthTicks(NOW, NOW + 365 * DAY, 5);
    expect(ticks.map((time) => [new Date(time).getDate(), new Date(time).getMonth()])).toEqual([
      [1, 0],
      [1, 3],
      [1, 6],
      [1, 9],
    ]);
  });
  it('are whole years where the time is long', () => {
    const ticks = monthTicks(NOW, NOW + 4 * 366 * DAY, 3);
    expect(ticks.map((time) => new Date(time).getMonth())).toEqual([0, 0, 0, 0]);
  });
});

describe('radiusOf', () => {
  it('makes the area stand for the size', () => {
    expect(radiusOf(100, 100, 30)).toBe(30);
    expect(radiusOf(25, 100, 30)).toBe(15);
  });
  it('draws what is unknown, or next to nothing, just large enough to be hit', () => {
    expect(radiusOf(null, 100, 30)).toBe(3);
    expect(radiusOf(0.001, 100, 30)).toBe(3);
    expect(radiusOf(5, 0, 30)).toBe(3);
  });
  it('gives many bubbles less room each', () => {
    expect(largestRadius(2000, 1200)).toBeLessThan(largestRadius(200, 1200) / 2);
    expect(largestRadius(2000, 300)).toBeGreaterThanOrEqual(8);
  });
});

it('orderBy goes through every bubble once, ties by the other', () => {
  const bubble = (id: string, across: number, up: number): Bubble => ({ id, across, up, size: 1, look: 'A' });
  const bubbles = [bubble('a', 50, 2), bubble('b', 20, 3), bubble('c', 50, 1)];
  expect(orderBy(bubbles, 'across')).toEqual([1, 2, 0]);
  expect(orderBy(bubbles, 'up')).toEqual([2, 0, 1]);
});

describe('where bubbles stand', () => {
  const frame = { left: 50, right: 450, top: 20, bottom: 320 };
  const scales = scalesOf({ from: 0, to: 100 }, { from: 0, to: 100 }, frame, 20);
  const bubble = (across: number, up: number, size: number | null): Bubble => ({
    id: '1',
    across,
    up,
    size,
    look: 'good',
  });
  it('is whole within the frame, in the corners too', () => {
    const [low, high] = placed([bubble(0, 0, 9), bubble(100, 100, 9)], scales, 20);
    expect([low!.x - low!.r, low!.y + low!.r]).toEqual([50, 320]);
    expect([high!.x + high!.r, high!.y - high!.r]).toEqual([450, 20]);
  });
  it('is at the edge for what is beyond an axis', () => {
    const [one] = placed([bubble(9999, 50, 9)], scales, 20);
    expect([one!.x, one!.y]).toEqual([430, 170]);
  });
  it('has an area in proportion to its size, and is tiny without one', () => {
    const [whole, quarter, none] = placed([bubble(1, 1, 8), bubble(1, 1, 2), bubble(1, 1, null)], scales, 20);
    expect([whole!.r, quarter!.r, none!.r]).toEqual([20, 10, 3]);
  });
});

describe('an axis of days', () => {
  it('goes to the last day that is near, and counts what is beyond', () => {
    expect(dayWindow([3, 40, 9000])).toEqual({ to: 40, outside: 1 });
    expect(dayWindow([0])).toEqual({ to: 7, outside: 0 });
  });
  it('has round numbers of days, no more than there is room for', () => {
    expect(dayTicks(40, 8)).toEqual([0, 7, 14, 21, 28, 35]);
    expect(dayTicks(1000, 4)).toEqual([0, 365, 730]);
    expect(dayTicks(7, 20)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});

it('shapes of one radius cover one area, so that none says more than another', () => {
  const area = (path: string) => {
    const points = [...path.matchAll(/(-?[\d.]+),(-?[\d.]+)/g)].map((one) => [
      Number(one[1]),
      Number(one[2]),
    ]);
    const cross = points.map(([x, y], index) => {
      const [nextX, nextY] = points[(index + 1) % points.length]!;
      return x! * nextY! - nextX! * y!;
    });
    return Math.abs(cross.reduce((sum, one) => sum + one, 0)) / 2;
  };
  for (const mark of ['fair', 'poor', 'computing'] as const)
    expect(area(markPath(mark, 0, 0, 10))).toBeCloseTo(Math.PI * 100, 0);
});
