import { describe, expect, it } from 'vitest';
import type { Reason } from '../data/scores';
import { LANGUAGES, type LanguageTag } from './i18n';
import { attributeLabel, evidenceSentence, reasonSentence, split, sumOf } from './reasons';
import { wordsOf } from './testWords';

const reason = (over: Partial<Reason>): Reason => ({
  attribute: 'leadsourcecode',
  table: 'lead',
  value: 'Web',
  points: 5,
  key: 'value',
  params: {},
  ...over,
});

const CASES: [string, Reason][] = [
  ['value', reason({})],
  ['empty', reason({ key: 'empty', value: '' })],
  ['filled', reason({ key: 'filled', value: '', attribute: 'telephone1' })],
  [
    'number',
    reason({ key: 'number', attribute: 'numberofemployees', value: '250', params: { low: 100, high: 1000 } }),
  ],
  [
    'number_low',
    reason({ key: 'number', attribute: 'numberofemployees', value: '250', params: { low: 100 } }),
  ],
  [
    'number_high',
    reason({ key: 'number', attribute: 'numberofemployees', value: '250', params: { high: 1000 } }),
  ],
  [
    'age_days',
    reason({ key: 'age_days', attribute: 'createdon', value: '2026-03-01', params: { low: 3, high: 10 } }),
  ],
  [
    'age_below',
    reason({ key: 'age_days', attribute: 'createdon', value: '2026-03-01', params: { high: 10 } }),
  ],
  ['age_from', reason({ key: 'age_days', attribute: 'createdon', value: '2026-03-01', params: { low: 10 } })],
  [
    'ahead',
    reason({
      key: 'age_days',
      attribute: 'estimatedclosedate',
      value: '2026-12-01',
      params: { low: -60, high: -30 },
    }),
  ],
  [
    'ahead_from',
    reason({ key: 'age_days', attribute: 'estimatedclosedate', value: '2026-12-01', params: { high: -30 } }),
  ],
  [
    'ahead_below',
    reason({ key: 'age_days', attribute: 'estimatedclosedate', value: '2026-12-01', params: { low: -30 } }),
  ],
  [
    'distance_days',
    reason({
      key: 'distance_days',
      attribute: 'estimatedclosedate',
      value: '2026-12-01',
      params: { low: 5, high: 9 },
    }),
  ],
  ...['business', 'free', 'disposable', 'invalid', 'none'].map((value): [string, Reason] => [
    `mail_domain ${value}`,
    reason({ key: 'mail_domain', attribute: 'emailaddress1', value }),
  ]),
  ...['yes', 'no', 'none'].map((value): [string, Reason] => [
    `name_valid ${value}`,
    reason({ key: 'name_valid', attribute: 'lastname', value }),
  ]),
  ['other_value', reason({ key: 'other_value', attribute: 'jobtitle', value: 'Chief Fun Officer' })],
];

describe('reasonSentence', () => {
  for (const { tag } of LANGUAGES) {
    it(`words every key in ${tag}, each differently, without leaving anything open`, () => {
      const words = wordsOf(tag);
      const sentences = CASES.map(([, one]) => reasonSentence(one, words));
      expect(sentences).toMatchSnapshot();
      for (const sentence of sentences) expect(sentence).not.toMatch(/[{}]|undefined|NaN|null/);
      // "missing" is said the same way of a name and of an address, of different fields.
      expect(new Set(sentences).size).toBe(sentences.length);
    });
  }

  it('takes labels of fields and choices from the field table, in the reader’s language', () => {
    const said = (tag: LanguageTag) =>
      reasonSentence(reason({ value: 'Trade Show', params: { option: 7 } }), wordsOf(tag));
    expect(said('en')).toBe('Lead source is Trade Show');
    expect(said('nl')).toBe('Leadbron is Vakbeurs');
    expect(said('de')).toBe('Leadquelle ist Messe');
    expect(said('zh-Hans')).toBe('潜在客户来源:展销会');
    expect(said('th')).toBe('แหล่งที่มาของลูกค้าเป้าหมาย: งานแสดงสินค้า');
  });

  it('finds a choice by its English label when no number is given', () => {
    expect(reasonSentence(reason({ value: 'Trade Show' }), wordsOf('de'))).toBe('Leadquelle ist Messe');
  });

  it('names a column of this database by the label of the server', () => {
    const own = reason({
      attribute: 'll_visits',
      label: 'Total Visits',
      key: 'number',
      value: '12',
      params: { low: 10 },
    });
    expect(reasonSentence(own, wordsOf('nl'))).toBe('Total Visits is 12 (10 of meer)');
  });

  it('says whose column a related one is, and words its value', () => {
    const related = reason({
      table: 'account',
      attribute: 'parentaccountid/industrycode',
      value: 'Insurance',
      params: { option: 20 },
    });
    expect(reasonSentence(related, wordsOf('en'))).toBe('Industry of the account is Insurance');
    expect(reasonSentence(related, wordsOf('nl'))).toBe('Bedrijfstak van het account is Verzekeringen');
    // The factors of a model name the table of the record instead.
    expect(
      attributeLabel({ attribute: 'parentcontactid/jobtitle', table: 'opportunity' }, wordsOf('en')),
    ).toBe('Job title of the contact');
    expect(
      attributeLabel({ attribute: 'll_boss/ll_rank', table: 'lead', label: 'Rank' }, wordsOf('en')),
    ).toBe('Rank of the lead');
  });

  it('still names field and value for a key it does not know', () => {
    expect(
      reasonSentence(reason({ key: 'brand_new', attribute: 'jobtitle', value: 'CEO' }), wordsOf('en')),
    ).toBe('Job title is CEO');
  });

  it('says yes and no in the reader’s language', () => {
    const flag = reason({ attribute: 'decisionmaker', value: 'No', params: { option: 0 } });
    expect(reasonSentence(flag, wordsOf('de'))).toMatch(/Nein$/);
  });
});

describe('evidenceSentence', () => {
  const evidence = { rate: 0.64, base_rate: 0.31, closed: 210, positive: 134, median_days: 3 };
  it('prints the rate of all leads beside the rate of these', () => {
    expect(evidenceSentence('lead', reason({}), evidence, wordsOf('en'))).toBe(
      '64% of 210 closed leads with “Lead source is Web” qualified, in the median within 3 days. All leads: 31%.',
    );
  });
  it('leaves the days out when they are unknown, and counts one lead as one', () => {
    expect(
      evidenceSentence(
        'lead',
        reason({}),
        { ...evidence, closed: 1, rate: 1, median_days: null },
        wordsOf('nl'),
      ),
    ).toBe('100% van 1 gesloten lead met ‘Leadbron is Web’ is gekwalificeerd. Alle leads: 31%.');
  });
  it('is worded in every language', () => {
    for (const { tag } of LANGUAGES) {
      expect(evidenceSentence('lead', reason({}), evidence, wordsOf(tag))).toMatch(/64.*31|31.*64|210.*64/);
    }
  });
});

describe('evidence against the points', () => {
  const against = { rate: 0.2, base_rate: 0.31, closed: 210, positive: 42, median_days: null };
  const said = (points: number, evidence = against) =>
    evidenceSentence(
      'opportunity',
      reason({ attribute: 'originatingleadid/leadsourcecode', points }),
      evidence,
      wordsOf('en'),
    );
  it('is said in plain words, beside the figures', () => {
    expect(said(7)).toBe(
      '20% of 210 closed opportunities with “Lead source of the lead is Web” won. All opportunities: 31%. ' +
        'By itself that is no better than average; it raises this score only together with the other values here.',
    );
    expect(said(-7, { ...against, rate: 0.5 })).toMatch(/no worse than average; it lowers/);
  });
  it('counts the average itself as no evidence', () => {
    expect(said(5, { ...against, rate: 0.31 })).toMatch(/no better than average/);
    expect(said(-5, { ...against, rate: 0.31 })).toMatch(/no worse than average/);
  });
  it('is not made of a few points, nor where figures and points agree', () => {
    expect(said(4)).not.toMatch(/By itself/);
    expect(said(-7)).not.toMatch(/By itself/);
  });
  it('is worded in every language', () => {
    for (const { tag } of LANGUAGES) {
      const words = wordsOf(tag);
      const plain = evidenceSentence('lead', reason({ points: 1 }), against, words);
      expect(evidenceSentence('lead', reason({ points: 9 }), against, words).startsWith(plain)).toBe(true);
    }
  });
});

describe('sumOf', () => {
  it('adds average, reasons and other up to the score', () => {
    const reasons = [{ points: 34 }, { points: -4 }];
    expect(sumOf({ average: 31, other: 1, score: 62, reasons })).toEqual({
      average: 31,
      reasons: 30,
      other: 1,
      score: 62,
      exact: true,
    });
  });
  it('notices when they do not add up', () => {
    expect(sumOf({ average: 31, other: 0, score: 62, reasons: [{ points: 30 }] }).exact).toBe(false);
  });
});

describe('split', () => {
  it('sorts both sides by strength and leaves out what is worth nothing', () => {
    const points = [2, -1, 9, 0, -7].map((value) => reason({ points: value }));
    const { improvers, harmers } = split(points);
    expect(improvers.map((one) => one.points)).toEqual([9, 2]);
    expect(harmers.map((one) => one.points)).toEqual([-7, -1]);
  });
});
