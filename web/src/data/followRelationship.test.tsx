import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { serveEvents } from '../testing/events';
import { serve, show, unmount } from '../testing/render';
import { useFollowedRelationship } from './followRelationship';

function Follows({ table }: { table: string }) {
  useFollowedRelationship(table, 'a');
  return null;
}

afterEach(async () => {
  await unmount();
  vi.useRealTimers();
});

it('a record’s relationship and timeline are read anew when somebody else’s work moved its figures', async () => {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  serve({});
  const events = serveEvents();
  const queries = new QueryClient();
  const keys = [
    ['relationship', 'account', 'a', null],
    ['timeline', 'account', 'a', {}],
  ];
  for (const key of keys) queries.setQueryData(key, {});
  const stale = () => keys.map((key) => queries.getQueryState(key)!.isInvalidated);
  await show(<Follows table="account" />, { queries });
  const told = async (change: object) => {
    await events.tell('change', { table: 'account', id: 'a', kind: 'relationship', ...change });
    await act(() => vi.advanceTimersByTimeAsync(2_000));
    return stale();
  };
  expect(await told({ id: 'b' })).toEqual([false, false]);
  expect(await told({ kind: 'update' })).toEqual([false, false]);
  expect(await told({})).toEqual([true, true]);
});

it('of a record without relationships nothing is heard', async () => {
  serve({});
  const events = serveEvents();
  await show(<Follows table="incident" />);
  expect(events.open()).toEqual([]);
});
