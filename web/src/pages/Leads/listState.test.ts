import { describe, expect, it } from 'vitest';
import {
  DEFAULT_STATE,
  fromParams,
  isFiltered,
  sortedBy,
  toOData,
  toParams,
  type ListState,
} from './listState';

const state = (over: Partial<ListState>): ListState => ({ ...DEFAULT_STATE, ...over });
const read = (text: string) => fromParams(new URLSearchParams(text));

describe('the address line', () => {
  it('is empty for the list as it first opens', () => {
    expect(toParams(DEFAULT_STATE).toString()).toBe('');
    expect(read('')).toEqual(DEFAULT_STATE);
  });
  it('keeps everything that was chosen', () => {
    const chosen = state({
      view: 'all',
      q: 'a b',
      grades: [0, null],
      statuses: [1, 8],
      contains: "O'Neil",
      sort: 'name',
      descending: false,
    });
    expect(fromParams(toParams(chosen))).toEqual(chosen);
  });
  it('opens in the view that is home to this person, and can say the other', () => {
    expect(fromParams(new URLSearchParams(), 'all').view).toBe('all');
    expect(toParams(state({ view: 'mine' }), 'all').toString()).toBe('view=mine');
    expect(fromParams(new URLSearchParams('view=mine'), 'all').view).toBe('mine');
  });
  it('ignores what makes no sense', () => {
    expect(read('view=x&grade=Z,AB,A&status=new,2&sort=-hack')).toEqual(
      state({ grades: [0], statuses: [2] }),
    );
    expect(read('sort=constructor')).toEqual(DEFAULT_STATE);
  });
});

describe('toOData', () => {
  it('asks for my open leads, best first', () => {
    expect(toOData(DEFAULT_STATE, 'me')).toEqual({
      $filter: 'statecode eq 0 and _ownerid_value eq me',
      $orderby: 'msdyn_leadscore desc',
      $search: undefined,
    });
  });
  it('joins filters with and, their values with or', () => {
    const { $filter } = toOData(state({ view: 'all', grades: [0, null], statuses: [1] }), 'me');
    expect($filter).toBe(
      'statecode eq 0 and (msdyn_leadgrade eq 0 or msdyn_leadgrade eq null) and statuscode eq 1',
    );
  });
  it('doubles quotes, so that a name cannot leave its literal', () => {
    const { $filter } = toOData(state({ view: 'all', contains: "O'Neil') or (1 eq 1" }), 'me');
    expect($filter).toContain("contains(fullname,'O''Neil'') or (1 eq 1')");
  });
});

describe('sortedBy', () => {
  it('turns the order of the same column round', () => {
    expect(sortedBy(DEFAULT_STATE, 'score').descending).toBe(false);
  });
  it('begins with A for words and with the newest for dates', () => {
    expect(sortedBy(DEFAULT_STATE, 'name')).toMatchObject({ sort: 'name', descending: false });
    expect(sortedBy(DEFAULT_STATE, 'created')).toMatchObject({ sort: 'created', descending: true });
  });
});

it('a sort is no filter', () => {
  expect(isFiltered(state({ sort: 'name' }))).toBe(false);
  expect(isFiltered(state({ grades: [null] }))).toBe(true);
});
