import { describe, expect, it } from 'vitest';
import { largestRadius, monthTicks, orderBy, radiusOf, timeWindow, type Bubble } from './bubbles';

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
  const bubble = (id: string, score: number, time: number): Bubble => ({
    id,
    score,
    time,
    size: 1,
    grade: 'A',
  });
  const bubbles = [bubble('a', 50, 2), bubble('b', 20, 3), bubble('c', 50, 1)];
  expect(orderBy(bubbles, 'score')).toEqual([1, 2, 0]);
  expect(orderBy(bubbles, 'time')).toEqual([2, 0, 1]);
});
