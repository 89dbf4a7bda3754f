import { expect, it } from 'vitest';
import { RELATIONSHIP } from '../testing/relationships';
import { barsOf, highestOf, namedDays } from './activityBars';

it('stacks what one side did on a day, mails nearest to the middle', () => {
  const day = barsOf(RELATIONSHIP.chart).filter((bar) => bar.date === '2026-08-31');
  expect(day.map(({ channel, side, below, count }) => [channel, side, below, count])).toEqual([
    ['email', 0, 0, 2],
    ['call', 0, 2, 1],
    ['email', 1, 0, 1],
    ['call', 1, 1, 2],
  ]);
  expect(day[0]!.place).toBe(69);
});

it('is as high as the fullest side of a day', () => {
  expect(highestOf(RELATIONSHIP.chart.with_contact)).toBe(3);
  expect(highestOf([])).toBe(1);
});

it('names days whole weeks apart, as many as there is room for', () => {
  expect(namedDays(90, 1000)).toEqual([0, 7, 14, 21, 28, 35, 42, 49, 56, 63, 70, 77, 84]);
  expect(namedDays(90, 320)).toEqual([0, 21, 42, 63]);
  expect(namedDays(7, 0)).toEqual([0]);
});
