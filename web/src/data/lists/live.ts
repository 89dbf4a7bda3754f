// What changes on the server while a list is looked at.
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { listen, type Change } from '../events';
import { followFigures } from './movedFigures';
import { LIST_KEY } from './rows';
import type { ListTable } from './tables';

export interface News {
  /** Ids of rows that were made. */
  made: ReadonlySet<string>;
  /** Ids of rows that were changed, rescored or deleted. */
  changed: ReadonlySet<string>;
  /** So much happened that the server did not tell it one by one. */
  much: boolean;
}

const NOTHING: News = { made: new Set(), changed: new Set(), much: false };
/** More than this is "many": counting on would only cost. */
const MOST = 1000;

/** What is known, and one more change. */
export function withChange(news: News, change: Change): News {
  const [key, set] =
    change.kind === 'create' ? (['made', news.made] as const) : (['changed', news.changed] as const);
  if (set.has(change.id) || set.size >= MOST || (key === 'changed' && news.made.has(change.id))) return news;
  return { ...news, [key]: new Set([...set, change.id]) };
}

/** News of a table since it was last told `forget`; figures of relationships are no news, they follow in their rows. */
export function useNews(table: ListTable): { news: News; forget: () => void } {
  const queries = useQueryClient();
  const [news, setNews] = useState(NOTHING);
  useEffect(() => {
    setNews(NOTHING);
    const figures = followFigures(queries, table);
    const stop = listen(table.entitySet, table.name, {
      onChange: (change) => {
        if (change.kind === 'relationship') figures.onMoved(change.id);
        else setNews((known) => withChange(known, change));
      },
      onReset: (kind) => {
        if (kind === 'relationship') figures.onAllMoved();
        else setNews((known) => ({ ...known, much: true }));
      },
      // Nobody looked at it meanwhile, so that no row moves under a hand.
      onGap: () => {
        const asked = { type: 'active', stale: true } as const;
        void queries.refetchQueries({ queryKey: [LIST_KEY, table.name], ...asked });
        void queries.refetchQueries({ queryKey: ['groups', table.name], ...asked });
      },
    });
    return () => {
      stop();
      figures.stop();
    };
  }, [queries, table]);
  return { news, forget: () => setNews(NOTHING) };
}
