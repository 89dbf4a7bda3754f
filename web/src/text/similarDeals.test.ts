import { describe, expect, it } from 'vitest';
import { newestWith, SIMILAR, similarWith } from '../testing/relationships';
import { LANGUAGES } from './i18n';
import { basisText, matchedText, medianLabel, namedOf, rangeText, tellingSentences } from './similarDeals';
import { wordsOf } from './testWords';

const en = wordsOf('en');
const OPEN_ENDS = /[{}#]|undefined|NaN|null/;

describe('the sentences beside similar won deals', () => {
  it('tell what lies outside the middle half, the farthest first', () => {
    expect(tellingSentences(SIMILAR, en)).toEqual([
      'Our time: 5.8 hours more than the median of similar won deals.',
      'Begun by us: 32 fewer than the median of similar won deals.',
      'E-mails answered by us: 20 percentage points lower than the median of similar won deals.',
    ]);
  });
  it('call the newest won deals what they are', () => {
    expect(tellingSentences(newestWith({}), en)[1]).toBe(
      'Begun by us: 32 fewer than the median of the newest won deals.',
    );
  });
  it('say that nothing lies outside, and nothing where nothing is known', () => {
    const within = SIMILAR.comparison.map((one) => ({ ...one, value: one.median }));
    expect(tellingSentences(similarWith({ comparison: within }), en)).toEqual([
      'Where it can be compared, this deal lies within the middle half of similar won deals.',
    ]);
    const unknown = SIMILAR.comparison.map((one) => ({ ...one, value: null }));
    expect(tellingSentences(similarWith({ comparison: unknown }), en)).toEqual([]);
    expect(tellingSentences(similarWith({ comparison: [] }), en)).toEqual([]);
  });
  it('call equal what reads the same', () => {
    const one = { key: 'mail_response_by_us', unit: 'hours', records: 9, lower: 3, median: 3, upper: 3 };
    expect(tellingSentences({ comparison: [{ ...one, value: 3.01 }], fallback: false }, en)[0]).toContain(
      'within',
    );
    expect(tellingSentences({ comparison: [{ ...one, value: 2 }], fallback: false }, en)).toEqual([
      'Our response time to e-mails: 1 hour faster than the median of similar won deals.',
    ]);
  });
  it('leave out figures without a name', () => {
    expect(namedOf(SIMILAR.comparison).map((one) => one.key)).not.toContain('ratio_by_us');
    expect(namedOf(SIMILAR.comparison)).toHaveLength(SIMILAR.comparison.length - 1);
  });
  it('name the fields in which deals are alike, and no others', () => {
    expect(matchedText(['ll_seats'], SIMILAR.fields, en)).toBe('Alike in: Seats wanted');
    expect(matchedText(['gone'], SIMILAR.fields, en)).toBeUndefined();
  });
  for (const { tag } of LANGUAGES) {
    it(`leave nothing open in ${tag}`, () => {
      const words = wordsOf(tag);
      const sides = [-1000, 1000].map((by) =>
        SIMILAR.comparison.map((one) => ({ ...one, value: Math.max(0, one.median + by) })),
      );
      const all = sides.flatMap((comparison) =>
        comparison.flatMap((one) =>
          [true, false].flatMap((fallback) => tellingSentences({ comparison: [one], fallback }, words)),
        ),
      );
      for (const state of ['too_few', 'no_fields', 'no_values'] as const)
        for (const compared of [0, 1, 12]) all.push(basisText(newestWith({ state, compared }), words));
      all.push(basisText(SIMILAR, words), medianLabel(SIMILAR, words), medianLabel(newestWith({}), words));
      all.push(
        rangeText(SIMILAR.comparison[0]!, words),
        matchedText(['industrycode'], SIMILAR.fields, words)!,
      );
      for (const sentence of all) expect(sentence).not.toMatch(OPEN_ENDS);
    });
  }
});
