import { describe, expect, it } from 'vitest';
import { RELATIONSHIP_SETTINGS } from '../testing/relationships';
import { changesOf, isDomain, problemsOf, readDomains } from './relationshipSettings';

const wrong = (over: object) => [...problemsOf({ ...RELATIONSHIP_SETTINGS, ...over })];

describe('the settings of relationships', () => {
  it('are right as they come', () => expect(wrong({})).toEqual([]));
  it('have limits', () => {
    expect(wrong({ expected_days: 0 })).toEqual(['expected_days']);
    expect(wrong({ chart_days: 6 })).toEqual(['chart_days']);
    expect(wrong({ good: Number.NaN })).toContain('good');
    expect(wrong({ longest_answer_days: 2.5 })).toEqual(['longest_answer_days']);
    expect(wrong({ minutes_to_read: 2.5 })).toEqual([]);
  });
  it('begin fair below good', () => {
    expect(wrong({ good: 50, fair: 50 })).toEqual(['fair']);
    expect(wrong({ good: 51, fair: 50 })).toEqual([]);
  });
  it('want a week with a day and an end', () => {
    const week = RELATIONSHIP_SETTINGS.working_week;
    expect(wrong({ working_week: { ...week, days: [] } })).toEqual(['working_week']);
    expect(wrong({ working_week: { ...week, closes: '08:00' } })).toEqual(['working_week']);
  });
  it('read domains as people write them', () => {
    expect(readDomains('Acme.example, @nl.acme.example\n\nacme.example')).toEqual([
      'acme.example',
      'nl.acme.example',
    ]);
    expect(['acme.example', 'bücher.example', 'a-b.co'].every(isDomain)).toBe(true);
    expect(['acme', 'acme.', '-a.example', 'ann@acme.example', 'a b.example'].some(isDomain)).toBe(false);
    expect(wrong({ our_domains: ['acme'] })).toEqual(['our_domains']);
  });
  it('send only what was changed', () => {
    const influence = { ...RELATIONSHIP_SETTINGS.influence, emails: 0.5 };
    expect(changesOf(RELATIONSHIP_SETTINGS, { ...RELATIONSHIP_SETTINGS, influence, good: 60 })).toEqual({
      influence,
    });
  });
});
