// The states of something asked for, around what is shown when it is there.
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorState, LoadingBlock } from './States';

interface LoadedProps<Data> {
  query: UseQueryResult<Data>;
  /** What stands in the place of a list, or the `rows` of a part of one, that is empty: a sentence, or a part of the page. */
  none?: ReactNode;
  children: (data: Data) => ReactNode;
}

const isEmpty = (data: unknown): boolean =>
  Array.isArray(data)
    ? data.length === 0
    : typeof data === 'object' && data !== null && 'rows' in data && isEmpty(data.rows);

export function Loaded<Data>({ query, none, children }: LoadedProps<Data>) {
  const { data, error, refetch } = query;
  if (data !== undefined) {
    if (none === undefined || !isEmpty(data)) return <>{children(data)}</>;
    return typeof none === 'string' ? <p className="ll-card-text">{none}</p> : <>{none}</>;
  }
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} compact />;
  return <LoadingBlock lines={5} />;
}

/** A whole page that is still asked for, or cannot be had. */
export function PageWait({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  return (
    <div className="ll-page">
      <div className="ll-card">
        <LoadingBlock lines={8} />
      </div>
    </div>
  );
}
