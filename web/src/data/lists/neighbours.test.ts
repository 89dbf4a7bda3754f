import { QueryClient } from '@tanstack/react-query';
import { describe, expect, it } from 'vitest';
import { neighboursOf, rememberList } from './neighbours';

const queries = new QueryClient();
const page = (...ids: string[]) => ({ rows: ids.map((contactid) => ({ contactid })) });
queries.setQueryData(['list', 'contact', 'a'], { pages: [page('1', '2'), page('3')], pageParams: [] });
queries.setQueryData(['list', 'contact', 'b'], { pages: [page('3', '2')], pageParams: [] });

const NOBODY = { before: null, after: null };
const to = (id: string) => `/records/contact/${id}`;

describe('neighboursOf', () => {
  it('are the rows around a record in the list that was looked at last', () => {
    expect(neighboursOf(queries, 'contact', '2')).toEqual(NOBODY);
    rememberList('contact', ['list', 'contact', 'a']);
    expect(neighboursOf(queries, 'contact', '2')).toEqual({ before: to('1'), after: to('3') });
    rememberList('contact', ['list', 'contact', 'b']);
    expect(neighboursOf(queries, 'contact', '2')).toEqual({ before: to('3'), after: null });
  });

  it('are nobody for what that list does not hold, and when it is gone', () => {
    expect(neighboursOf(queries, 'contact', '1')).toEqual(NOBODY);
    expect(neighboursOf(queries, 'account', '1')).toEqual(NOBODY);
    queries.clear();
    expect(neighboursOf(queries, 'contact', '2')).toEqual(NOBODY);
  });
});
