import { describe, expect, it } from 'vitest';
import { replaceItem, toItem, type LeadPage } from './leads';
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
    expect(scoreInRow(row('1', { msdyn_leadscore: null }))).toBeNull();
    const foreign = row('1', {
      msdyn_leadscore: 5,
      msdyn_leadgrade: 3,
      msdyn_predictivescoreid: { msdyn_scorereasons: 'good lead!' },
    });
    expect(scoreInRow(foreign)).toMatchObject({ score: 5, grade: 'D', reasons: [] });
  });
});

describe('replaceItem', () => {
  it('changes the one row and keeps every other page as it is', () => {
    const pages: LeadPage[] = [
      { items: [toItem(row('1'))] },
      { items: [toItem(row('2')), toItem(row('3'))] },
    ];
    const after = replaceItem({ pages, pageParams: [] }, { ...toItem(row('2')), score: 9 });
    expect(after.pages[0]).toBe(pages[0]);
    expect(after.pages[1]!.items.map((item) => item.score)).toEqual([9, null]);
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
