import { describe, expect, it } from 'vitest';
import { toItem } from './leads';
import { replaceRow, type RowPage } from './lists/rows';
import { pathOf, query } from './odata';
import { scoreInRow } from './scores';

const row = (id: string, over = {}) => ({ leadid: id, fullname: 'Ann', ...over });

describe('scoreInRow', () => {
  it('reads score, reasons and average of a saved lead', () => {
    const reasons = {
      average: 31,
      other: 1,
      reasons: [{ attribute: 'need', table: 'lead', value: '', points: 30, key: 'empty', params: {} }],
    };
    const score = scoreInRow(
      'lead',
      row('1', {
        msdyn_leadscore: 62,
        msdyn_leadgrade: 0,
        msdyn_leadscoretrend: 1,
        msdyn_predictivescoreid: { msdyn_scorereasons: JSON.stringify(reasons) },
      }),
    );
    expect(score).toMatchObject({ score: 62, grade: 'A', trend: 1, average: 31, other: 1 });
    expect(score?.reasons).toHaveLength(1);
  });
  it('answers null without a score, and a bare score when the reasons are not ours', () => {
    expect(scoreInRow('lead', row('1', { msdyn_leadscore: null }))).toBeNull();
    const foreign = row('1', {
      msdyn_leadscore: 5,
      msdyn_leadgrade: 3,
      msdyn_predictivescoreid: { msdyn_scorereasons: 'good lead!' },
    });
    expect(scoreInRow('lead', foreign)).toMatchObject({ score: 5, grade: 'D', reasons: [] });
  });
});

it('a lead of the search box shows nothing where the row says nothing', () => {
  expect(toItem(row('1', { msdyn_leadscore: 0, subject: null }))).toEqual({
    id: '1',
    name: 'Ann',
    topic: '',
    company: '',
    score: 0,
    grade: null,
  });
});

describe('replaceRow', () => {
  it('changes the one row and keeps every other page as it is', () => {
    const pages: RowPage[] = [{ rows: [row('1')] }, { rows: [row('2', { topic: 'x' }), row('3')] }];
    const after = replaceRow({ pages, pageParams: [] }, 'leadid', row('2', { score: 9 }));
    expect(after.pages[0]).toBe(pages[0]);
    expect(after.pages[1]!.rows).toEqual([row('2', { topic: 'x', score: 9 }), row('3')]);
  });
});

describe('addresses', () => {
  it('leave out what is not asked for and escape the rest', () => {
    expect(query({ $filter: "a eq 'x&y'", $search: undefined, $top: 5 })).toBe(
      "?$filter=a%20eq%20'x%26y'&$top=5",
    );
  });
  it('lose the host a proxy may have got wrong', () => {
    expect(pathOf('http://inner:8080/api/data/v9.2/leads?$skiptoken=a%20b')).toBe(
      '/api/data/v9.2/leads?$skiptoken=a%20b',
    );
    expect(pathOf('leads?$skiptoken=x')).toBe('/api/data/v9.2/leads?$skiptoken=x');
  });
});
