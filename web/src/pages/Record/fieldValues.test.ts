import { describe, expect, it } from 'vitest';
import { fromInput, parseNumber, same, toInput } from './fieldValues';

describe('parseNumber', () => {
  it.each([
    ['1234.5', 'en', 1234.5],
    ['1,234.5', 'en', 1234.5],
    ['1.234,5', 'en', 1234.5],
    ['1,234', 'en', 1234],
    ['1.234', 'nl', 1234],
    ['1.234', 'en', 1.234],
    ['12,5', 'de', 12.5],
    ['1 234 567', 'de', 1234567],
    ['-3', 'th', -3],
  ])('reads %s in %s', (typed, language, value) => {
    expect(parseNumber(typed, language)).toBe(value);
  });
  it.each(['', 'many', '1e5', '12-3', '0x10', '1.2.3,4,5'])('refuses %s', (typed) => {
    expect(parseNumber(typed, 'en')).toBeUndefined();
  });
});

describe('fromInput', () => {
  it('takes nothing as empty', () => {
    expect(fromInput('  ', 'Text', 'en')).toBeNull();
    expect(fromInput('', 'Money', 'en')).toBeNull();
  });
  it('refuses parts of a person and numbers that would lose digits', () => {
    expect(fromInput('2.5', 'Integer', 'en')).toBeUndefined();
    expect(fromInput('12345678901234567890', 'BigInteger', 'en')).toBeUndefined();
  });
  it('keeps the lines of a memo and trims a line', () => {
    expect(fromInput(' a\n b ', 'Memo', 'en')).toBe(' a\n b ');
    expect(fromInput(' a ', 'Text', 'en')).toBe('a');
  });
  it('comes back to what was shown', () => {
    for (const language of ['en', 'nl', 'de', 'zh-Hans', 'th']) {
      expect(fromInput(toInput(1234567.25, 'Money', language), 'Money', language)).toBe(1234567.25);
    }
    const moment = '2026-11-22T10:30:00.000Z';
    expect(fromInput(toInput(moment, 'DateTime', 'en'), 'DateTime', 'en')).toBe(moment);
  });
});

it('empty text is the same as nothing', () => {
  expect(same(null, '')).toBe(true);
  expect(same(undefined, null)).toBe(true);
  expect(same(0, null)).toBe(false);
});
