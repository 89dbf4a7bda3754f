import { describe, expect, it } from 'vitest';
import type { Factor, InsightBar } from '../../data/factors';
import { wordsOf } from '../../text/testWords';
import { barLabel } from './barLabel';

const label = (key: string, params: InsightBar['params'], type: Factor['type'] = 'Double', value = '') =>
  barLabel(
    { attribute: 'revenue', table: 'lead', type } as Factor,
    { key, params, value } as InsightBar,
    wordsOf('en'),
  );

describe('what a bar is called', () => {
  it('names ranges of numbers, of whole ones with both ends in them', () => {
    expect(label('number', { low: 10, high: 20 })).toBe('10 – 20');
    expect(label('number', { high: 10 })).toBe('under 10');
    expect(label('number', { low: 20.5 })).toBe('20.5 or more');
    expect(label('number', {})).toBe('any value');
    expect(label('number', { low: 10, high: 20 }, 'Integer')).toBe('10 – 19');
    expect(label('number', { low: 1, high: 2 }, 'Integer')).toBe('1');
  });

  it('names ages, of dates ahead too', () => {
    expect(label('age_days', { low: 7, high: 30 })).toBe('7 – 30 days before the close');
    expect(label('age_days', { high: 7 })).toBe('under 7 days before the close');
    expect(label('age_days', { low: -30, high: 0 })).toBe('0 – 30 days after the close');
    expect(label('age_days', { high: -30 })).toBe('30 or more days after the close');
    expect(label('age_days', { low: -30, high: 1 })).toBe(
      '30 days after the close – 1 days before the close',
    );
  });

  it('names what is no value', () => {
    expect(label('empty', {})).toBe('not filled in');
    expect(label('filled', {})).toBe('filled in');
    expect(label('other_value', {})).toBe('Other values');
    expect(label('mail_domain', {}, 'Text', 'free')).toContain('free mail provider');
    expect(label('value', {}, 'Text', 'Delft')).toBe('Delft');
  });
});
