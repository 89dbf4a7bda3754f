// Asking for the dialog of quick create from anywhere, and which record is being looked at.
import { useSyncExternalStore } from 'react';
import type { FieldValue, Reference } from '../../data/records';

export const CREATABLE = ['lead', 'contact', 'account', 'opportunity', 'task'] as const;
export type Creatable = (typeof CREATABLE)[number];

export interface Wish {
  table: string;
  /** Columns that are filled in already. */
  preset: Record<string, FieldValue>;
}

let wish: Wish | null = null;
let current: Reference | null = null;
const listeners = new Set<() => void>();

function set(next: Wish | null): void {
  wish = next;
  listeners.forEach((listener) => listener());
}
export const openQuickCreate = (next: Wish) => set(next);
export const closeQuickCreate = () => set(null);

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
/** What is to be created; null while nothing is. */
export const useWish = () => useSyncExternalStore(subscribe, () => wish);

/** The record whose page is open: a new task is about it. */
export const setCurrentRecord = (record: Reference | null) => {
  current = record;
};
export const currentRecord = () => current;
