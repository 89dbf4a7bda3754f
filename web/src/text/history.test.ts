import { describe, expect, it } from 'vitest';
import { causeWords } from './history';
import { wordsOf } from './testWords';

const words = wordsOf('en');
const moved_by = { attribute: 'leadsourcecode', table: 'lead', label: 'Lead Source', points: -3 };

describe('a point of the score chart', () => {
  it('says what wrote it down and what moved it', () => {
    expect(causeWords({ cause: 'update', moved_by }, words)).toBe('Record saved, mostly Lead source: −3');
    expect(causeWords({ cause: 'publish', moved_by: null }, words)).toBe('A model was published');
  });

  it('names columns of related records, facts and what came from outside', () => {
    const by = (attribute: string, label = attribute) => ({
      cause: 'related',
      moved_by: { attribute, table: 'lead', label, points: 4 },
    });
    expect(causeWords(by('activity/emails_in'), words)).toContain('ncoming e-mails: +4');
    expect(causeWords(by('Visits', 'Visits'), words)).toContain('Visits: +4');
  });

  it('leaves out what it has no words for', () => {
    expect(causeWords({ cause: 'sunspots', moved_by: null }, words)).toBe('');
    expect(causeWords({ cause: 'sunspots', moved_by }, words)).toBe('Mostly Lead source: −3');
    expect(causeWords({ cause: null, moved_by: null }, words)).toBe('');
  });
});
