import { describe, expect, it } from 'vitest';
import { RELATIONSHIP, relationshipWith } from '../testing/relationships';
import { fieldLabel, optionsOf, tableLanguage } from '../data/schema';
import { LANGUAGES } from './i18n';
import {
  durationText,
  goodSentence,
  HEALTH_STATES,
  healthState,
  overviewSentence,
  termText,
  TOPIC_FIGURES,
  TOPICS,
  topicsOf,
  type Topic,
} from './relationship';
import { answersOf, QUESTIONS } from './relationshipAnswers';
import { wordsOf } from './testWords';

const en = wordsOf('en');
const OPEN_ENDS = /[{}#]|undefined|NaN|null/;

/** What is said when both sides have these values. */
function said(topic: Topic, ours: number | null, theirs: number | null, words = en): string {
  const [us, them] = TOPIC_FIGURES[topic];
  const unit = topic === 'hours' ? 'minutes' : topic.endsWith('responses') ? 'hours' : 'count';
  const kpi = (key: string, value: number | null) => ({
    key,
    unit,
    formula: '',
    value,
    this_year: value,
    earlier: null,
  });
  return overviewSentence(topic, { kpis: [kpi(us, ours), kpi(them, theirs)] }, words);
}

it('health is called by the same name on its page, behind its number and in a list', () => {
  for (const { tag } of LANGUAGES) {
    const { t } = wordsOf(tag);
    const label = fieldLabel('lead', 'msdyn_leadkpiid/msdyn_relationshiphealthscorevalue', tag);
    expect([t('health.title'), t('formula.health')], tag).toEqual([label, label]);
  }
});

it('a state is called by the same words on its page and in a list', () => {
  const states = optionsOf('lead', 'msdyn_leadkpiid/msdyn_relationshiphealthscorestate');
  for (const { tag } of LANGUAGES) {
    const { t, language } = wordsOf(tag);
    expect(HEALTH_STATES.map((state) => t(`health.${state}`))).toEqual(
      states.map(({ label }) => label[tableLanguage(language)]),
    );
  }
});

describe('the sentences of the overview', () => {
  it('say who did more, and by how much', () => {
    expect(said('calls', 5, 2)).toBe('We made 3 calls more than the customer did.');
    expect(said('calls', 2, 3)).toBe('The customer made 1 call more than we did.');
    expect(said('meetings', 4, 4)).toBe('We initiated as many meetings as the customer did.');
    expect(said('mails', 0, 0)).toBe('No e-mails yet.');
    expect(said('hours', 690, 325)).toBe('We spent 6.1 hours more than the customer did.');
  });
  it('say who answers faster, and who has not answered at all', () => {
    expect(said('mail_responses', 3, 30)).toBe('We answer e-mails 27 hours faster than the customer does.');
    expect(said('responses', 30, 3)).toBe('We take 27 hours longer to respond than the customer does.');
    expect(said('responses', 3, null)).toBe(
      'We respond within 3 hours on average; the customer has not responded yet.',
    );
    expect(said('responses', null, 3)).toContain('we have not responded yet');
    expect(said('responses', null, null)).toBe('Nobody has responded yet.');
  });
  it('call equal what reads the same', () => {
    expect(said('responses', 3.01, 3.02)).toBe('We respond as fast as the customer does.');
  });
  it('are about what the record has figures of', () => {
    expect(topicsOf(RELATIONSHIP)).toEqual(TOPICS);
    const contact = { kpis: RELATIONSHIP.kpis.filter((one) => one.unit !== 'minutes') };
    expect(topicsOf(contact)).not.toContain('hours');
  });
  for (const { tag } of LANGUAGES) {
    it(`leave nothing open in ${tag}`, () => {
      const words = wordsOf(tag);
      for (const topic of TOPICS) {
        const all = [said(topic, 9, 4, words), said(topic, 4, 9, words), said(topic, 4, 4, words)];
        all.push(said(topic, 4, null, words), said(topic, null, 4, words), said(topic, null, null, words));
        for (const sentence of all) expect(sentence).not.toMatch(OPEN_ENDS);
        expect(new Set(all.slice(0, 3)).size).toBe(3);
      }
    });
  }
});

describe('lengths of time', () => {
  it('are told in minutes, hours or days', () => {
    expect(durationText(0.4, en)).toBe('24 minutes');
    expect(durationText(1, en)).toBe('1 hour');
    expect(durationText(26.04, en)).toBe('26 hours');
    expect(durationText(98.4, en)).toBe('4.1 days');
    expect(durationText(0.999, en)).toBe('1 hour');
  });
});

describe('health in words', () => {
  it('has a name and a sentence for every state, in every language', () => {
    for (const { tag } of LANGUAGES) {
      const { t } = wordsOf(tag);
      const names = HEALTH_STATES.map((state) => t(`health.${state}`));
      expect(new Set(names).size).toBe(HEALTH_STATES.length);
      for (const state of HEALTH_STATES) expect(t(`health.${state}_words`)).not.toMatch(OPEN_ENDS);
    }
    expect(HEALTH_STATES.map((_, code) => healthState(code))).toEqual(HEALTH_STATES);
    expect(healthState(99)).toBe('wrong');
  });
  it('names its terms', () => {
    expect(RELATIONSHIP.health!.terms.map((term) => termText(term, en))).toEqual([
      '6 e-mails in September 2026',
      '2 meetings in August 2026',
      '3 calls in July 2026',
      'No contact for 12 days',
      'The stage moved 3 days ago',
    ]);
    expect(termText({ kind: 'overdue', points: -2, days: 1 }, en)).toBe('Close date 1 day overdue');
    expect(termText({ kind: 'something new', points: -2 }, en)).toBe('Other');
  });
  it('answers whether the relationship is good by its bounds', () => {
    const health = RELATIONSHIP.health!;
    expect(goodSentence(health, en)).toBe('Yes: 72 of 100; good begins at 60.');
    expect(goodSentence({ ...health, state: 1, score: 45 }, en)).toContain('Partly: 45');
    expect(goodSentence({ ...health, state: 2, score: 12 }, en)).toContain('No: 12');
    expect(goodSentence({ ...health, state: 3, score: null }, en)).toContain('too few contacts');
  });
});

describe('the questions', () => {
  const answers = (over = {}, known = {}) =>
    new Map(
      answersOf(
        { relationship: relationshipWith(over), score: { score: 64, grade: 'B' }, periods: [], ...known },
        en,
      ).map(({ question, answer }) => [question, answer]),
    );

  it('are all answered in every language', () => {
    for (const { tag } of LANGUAGES) {
      const known = { relationship: RELATIONSHIP, score: null, periods: [] };
      const all = answersOf(known, wordsOf(tag));
      expect(all.map((one) => one.question)).toEqual(QUESTIONS);
      for (const { answer } of all) expect(answer).not.toMatch(OPEN_ENDS);
    }
  });
  it('are answered from the figures', () => {
    const said = answers();
    expect(said.get('deals')).toBe('Its score is 64, grade B. Its relationship health is 72 of 100: Good.');
    expect(said.get('time')).toBe('We spent 11.5 hours, the customer 5.4 hours.');
    expect(said.get('count')).toBe('20 e-mails and 7 meetings.');
    expect(said.get('rate')).toBe('They answered 6 of 9 e-mails: 67%.');
    expect(said.get('begun')).toBe('14 of 34 e-mails, meetings and calls.');
    expect(said.get('answer')).toBe(
      '3.2 hours on average, 1.5 hours in the median, over 4 answers to e-mails.',
    );
  });
  it('invent nothing where nothing is known', () => {
    const bare = {
      ...RELATIONSHIP.responses.mail,
      theirs: { ...RELATIONSHIP.responses.mail.theirs, asked: 0, share: null },
    };
    const said = answers(
      {
        table: 'contact',
        kpis: [],
        health: null,
        last: null,
        next: null,
        most_contacted: [],
        responses: { mail: bare, all: bare },
        chart: { ...RELATIONSHIP.chart, with_contact: [] },
      },
      { score: null },
    );
    expect(said.get('deals')).toBe('Neither a score nor a health tells yet.');
    expect(said.get('good')).toBe('Health is switched off');
    expect(said.get('time')).toContain('not for single contacts');
    expect(said.get('last')).toBe('No contact in the last 90 days.');
    expect(said.get('next')).toContain('leads and opportunities');
    expect(said.get('rate')).toBe('No e-mail of ours has waited for an answer yet.');
  });
  it('tell of contact outside of deals only once it is known when they were open', () => {
    expect(answers({}, { periods: undefined }).get('cycle')).toBe('Loading …');
    const always = [{ from: new Date(2020, 0, 1), to: null }];
    expect(answers({}, { periods: always }).get('cycle')).toBe(
      'Yes: in the last 90 days this was open on all 12 days with contact.',
    );
    const later = [{ from: new Date(2026, 6, 1), to: null }];
    expect(answers({ table: 'account' }, { periods: later }).get('cycle')).toBe(
      'No: in the last 90 days no deal was open on 2 of 12 days with contact.',
    );
  });
});
