// What changes on the server while a list is looked at.
import { useEffect, useState } from 'react';

export interface Change {
  table: string;
  id: string;
  kind: 'create' | 'update' | 'delete' | 'score';
}

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

function readChange(data: unknown): Change | null {
  try {
    const one = JSON.parse(String(data)) as Partial<Change>;
    return typeof one.id === 'string' && typeof one.table === 'string' && typeof one.kind === 'string'
      ? (one as Change)
      : null;
  } catch {
    return null;
  }
}

function resetTable(data: unknown): string | undefined {
  try {
    return (JSON.parse(String(data)) as { table?: string }).table;
  } catch {
    return undefined;
  }
}

/** News of a table since it was last told `forget`; none where the server sends no events. */
export function useNews(entitySet: string, table: string): { news: News; forget: () => void } {
  const [news, setNews] = useState(NOTHING);
  useEffect(() => {
    setNews(NOTHING);
    if (typeof EventSource === 'undefined') return;
    const source = new EventSource(`/api/events?topics=${entitySet}`);
    source.addEventListener('change', (event) => {
      const change = readChange((event as MessageEvent).data);
      if (change?.table === table) setNews((known) => withChange(known, change));
    });
    source.addEventListener('reset', (event) => {
      if (resetTable((event as MessageEvent).data) === table) setNews((known) => ({ ...known, much: true }));
    });
    return () => source.close();
  }, [entitySet, table]);
  return { news, forget: () => setNews(NOTHING) };
}
