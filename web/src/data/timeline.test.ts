import { describe, expect, it } from 'vitest';
import { byDay, dueOn, itemsOf, timelinePath, type TimelineItem } from './timeline';

const item = (over: Partial<TimelineItem>): TimelineItem => ({
  kind: 'note',
  table: 'annotation',
  id: '1',
  at: '2026-11-22T10:00:00Z',
  ...over,
});

describe('timelinePath', () => {
  it('asks for a page with only what was chosen', () => {
    expect(timelinePath('lead', 'ID', { filters: [], search: '' })).toBe(
      "Timeline(Table='lead',Id=ID,Top=30)",
    );
  });
  it('names the kinds behind a filter, and keeps quotes and commas inside of words', () => {
    const path = decodeURIComponent(
      timelinePath('lead', 'ID', { filters: ['note', 'history'], search: "O'Neill, a=b" }, 'next~1'),
    );
    expect(path).toBe(
      "Timeline(Table='lead',Id=ID,Kinds='note,change,created,close,score',Search='O''Neill, a=b',Before='next~1',Top=30)",
    );
  });
  it('encodes what would end the address', () => {
    expect(timelinePath('lead', 'ID', { filters: [], search: 'a&b#c?d/e%' })).not.toMatch(
      /[&#?/]|%[^0-9A-F]/,
    );
  });
});

it('an item that moved to the next page while it was fetched is there once', () => {
  const pages = [
    { items: [item({ id: '1' }), item({ id: '2' })], next: 'x' },
    { items: [item({ id: '2' }), item({ id: '3' })], next: null },
  ];
  expect(itemsOf({ pages, pageParams: [] }).map((one) => one.id)).toEqual(['1', '2', '3']);
  expect(itemsOf(undefined)).toEqual([]);
});

it('two changes of one record at different times are two items', () => {
  const change = (at: string) => item({ kind: 'change', id: 'lead', at });
  const pages = [{ items: [change('2026-11-22T10:00:00Z'), change('2026-11-22T11:00:00Z')], next: null }];
  expect(itemsOf({ pages, pageParams: [] })).toHaveLength(2);
});

it('days are those of the reader’s clock', () => {
  const at = (hour: number, day: number) => new Date(2026, 10, day, hour).toISOString();
  const days = byDay([item({ at: at(23, 22) }), item({ at: at(1, 22) }), item({ at: at(23, 21) })]);
  expect(days.map(({ day, items }) => [day.getDate(), items.length])).toEqual([
    [22, 2],
    [21, 1],
  ]);
});

describe('dueOn', () => {
  it('is the start of a meeting and the due date of anything else', () => {
    const times = { scheduledstart: 'start', scheduledend: 'end', open: true };
    expect(dueOn(item({ ...times, kind: 'appointment' }))).toBe('start');
    expect(dueOn(item({ ...times, kind: 'task' }))).toBe('end');
  });
  it('is nothing once it is done, and when nobody said', () => {
    expect(dueOn(item({ kind: 'task', scheduledend: 'end', open: false }))).toBeNull();
    expect(dueOn(item({ kind: 'task', open: true }))).toBeNull();
  });
});
