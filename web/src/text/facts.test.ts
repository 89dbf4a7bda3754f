import { describe, expect, it } from 'vitest';
import type { Reason } from '../data/scores';
import { COUNTED, DAYS_SINCE } from './facts';
import { LANGUAGES } from './i18n';
import { attributeLabel, reasonSentence } from './reasons';
import { wordsOf } from './testWords';

const fact = (attribute: string, value: Reason['value'], params: Reason['params'] = {}): Reason => ({
  attribute,
  table: 'opportunity',
  value,
  points: 4,
  key: 'number',
  params,
});
const said = (one: Reason) => reasonSentence(one, wordsOf('en'));

describe('facts', () => {
  it('are counted in words', () => {
    expect(said(fact('activity/emails_in', '3', { low: 2 }))).toBe('3 incoming e-mails (2 or more)');
    expect(said(fact('activity/emails_in', '1', { high: 4 }))).toBe('1 incoming e-mail (at most 3)');
    expect(said(fact('activity/meetings', 2, { low: 1, high: 5 }))).toBe('2 meetings (1 to 4)');
  });
  it('say nothing of a range that is the number itself', () => {
    expect(said(fact('activity/calls', '0', { high: 1 }))).toBe('No phone calls');
    expect(said(fact('activity/health', '62', { low: 40.5 }))).toBe('Relationship health 62 (41 or more)');
    expect(said(fact('activity/calls', '2', { low: 1.5, high: 2.5 }))).toBe('2 phone calls');
  });
  it('that never happened have no days', () => {
    expect(said(fact('activity/days_since_last', '', { low: 3 }))).toBe('No activity yet');
    expect(said(fact('activity/days_since_inbound', '12', { low: 10, high: 31 }))).toBe(
      'They last got in touch 12 days ago (10 to 30)',
    );
  });
  it('of the stage stand against what succeeded', () => {
    const days = (params: Reason['params']) => said(fact('stage/days', '21', params));
    expect(days({ stage: 'Propose', median_days: 9 })).toBe(
      '21 days in stage Propose; those that succeeded stayed 9 days (median)',
    );
    expect(days({ stage: 'Propose', low: 14 })).toBe('21 days in stage Propose (14 or more)');
    expect(days({})).toBe('21 days in the present stage');
    expect(said({ ...fact('stage/name', 'Propose'), key: 'value' })).toBe('Stage is Propose');
  });
  it('that are not known yet are said as columns are', () => {
    expect(said({ ...fact('activity/faxes', '2'), label: 'Faxes' })).toMatch(/Faxes/);
  });
  it('have a name and a sentence in every language', () => {
    const names = [...COUNTED, ...DAYS_SINCE].map((name) => `activity/${name}`);
    for (const { tag } of LANGUAGES) {
      const words = wordsOf(tag);
      const all = [...names, 'activity/health', 'stage/days'].flatMap((name) => [
        attributeLabel(fact(name, 3), words),
        reasonSentence(fact(name, 3, { low: 2, high: 7, stage: 'X', median_days: 2 }), words),
      ]);
      expect(new Set(all).size).toBe(all.length);
      for (const sentence of all) expect(sentence).not.toMatch(/[{}]|undefined|NaN|null/);
    }
  });
});
