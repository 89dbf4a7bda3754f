import { describe, expect, it } from 'vitest';
import { asSentences, formats } from './format';

describe('formats', () => {
  it('writes shares and numbers the way of the language', () => {
    expect(formats('en').number(1234.5, 1)).toBe('1,234.5');
    expect(formats('nl').number(1234.5, 1)).toBe('1.234,5');
    expect(formats('de').percent(0.642)).toBe('64\u00a0%');
    expect(formats('en').percent(0.642, 1)).toBe('64.2%');
  });
  it('gives points their sign, with a real minus', () => {
    expect(formats('en').signed(4)).toBe('+4');
    expect(formats('en').signed(-3)).toBe('−3');
    expect(formats('en').signed(0)).toBe('0');
  });
  it('says how long ago, and the date when that is long', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    const { ago, date } = formats('en');
    expect(ago('2026-11-22T11:59:50Z', now)).toBe('now');
    expect(ago('2026-11-22T11:57:00Z', now)).toBe('3 minutes ago');
    expect(ago('2026-11-22T07:00:00Z', now)).toBe('5 hours ago');
    expect(ago('2026-11-21T12:00:00Z', now)).toBe('yesterday');
    expect(ago('2026-09-01T12:00:00Z', now)).toBe(date('2026-09-01T12:00:00Z'));
    expect(formats('de').ago('2026-11-22T11:57:00Z', now)).toBe('vor 3 Minuten');
  });
  it('does not call the near future the past when clocks differ', () => {
    const now = new Date('2026-11-22T12:00:00Z');
    expect(formats('en').ago('2026-11-22T12:00:30Z', now)).toBe('now');
  });
  it('answers a dash for what is no date', () => {
    expect(formats('en').date('soon')).toBe('–');
  });
  it('writes Thai years of the Buddhist era', () => {
    expect(formats('th').date('2026-03-01T12:00:00Z')).toContain('2569');
  });
});

it('a failure of several lines reads as sentences', () => {
  expect(asSentences('no closed lead to learn from\n  Import some first.')).toBe(
    'No closed lead to learn from. Import some first.',
  );
  expect(asSentences('')).toBe('');
});
