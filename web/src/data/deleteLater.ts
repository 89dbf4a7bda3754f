// Deleting with a way back: the row goes from sight at once and from the database when its toast has gone, so that an undo
// brings back exactly what was there, its history included. Leaving the page deletes at once.
import { useSyncExternalStore } from 'react';
import { showToast } from '../components/toasts';
import { ApiError, request } from './http';
import { entityPath } from './records';

let hidden: ReadonlySet<string> = new Set();
const listeners = new Set<() => void>();

function hide(id: string, gone: boolean): void {
  const next = new Set(hidden);
  if (gone) next.add(id);
  else next.delete(id);
  hidden = next;
  listeners.forEach((listener) => listener());
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
/** Ids of rows that are about to be deleted: lists leave them out. */
export const useHiddenIds = () => useSyncExternalStore(subscribe, () => hidden);

interface DeleteLater {
  table: string;
  id: string;
  /** "Note deleted" */
  done: string;
  /** "The note could not be deleted." */
  failed: string;
  /** Asks anew for what shows the row. */
  refresh: () => Promise<void>;
}

export function deleteLater({ table, id, done, failed, refresh }: DeleteLater): void {
  hide(id, true);
  showToast({
    text: done,
    undo: () => hide(id, false),
    onGone: (leaving) => {
      request('DELETE', entityPath(table, id), { keepalive: leaving })
        .catch((error: unknown) => {
          // Gone already is gone.
          if (error instanceof ApiError && error.status === 404) return;
          showToast({ text: failed, intent: 'failed' });
        })
        .then(refresh)
        .finally(() => hide(id, false));
    },
  });
}
