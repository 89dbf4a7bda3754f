// Short messages about what was just done, with a way back. Kept outside of React: they outlive the page that made them.
import { useSyncExternalStore } from 'react';

export interface Toast {
  id: number;
  text: string;
  intent: 'done' | 'failed';
  /** A button beside the text. */
  action?: { label: string; run: () => void };
  /** Takes back what was done; the button of it is always called the same. */
  undo?: () => void;
  /** Called once when the toast has gone without an undo; `leaving` says that the page is being left. */
  onGone?: (leaving: boolean) => void;
}

/** Long enough to read two lines and to move there. */
export const TOAST_MS = 8_000;
const MOST = 3;

let toasts: readonly Toast[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Toast[]): void {
  toasts = next;
  listeners.forEach((listener) => listener());
}

function remove(id: number): Toast | undefined {
  const toast = toasts.find((one) => one.id === id);
  if (toast) set(toasts.filter((one) => one.id !== id));
  return toast;
}

/** Shows a message; answers its id. The oldest goes when there are more than three. */
export function showToast(toast: Omit<Toast, 'id' | 'intent'> & { intent?: Toast['intent'] }): number {
  lastId += 1;
  set([...toasts, { intent: 'done', ...toast, id: lastId }]);
  while (toasts.length > MOST) dismissToast(toasts[0]!.id);
  return lastId;
}

/** The time of a message is over, or it was closed. */
export function dismissToast(id: number, leaving = false): void {
  remove(id)?.onGone?.(leaving);
}

export function undoToast(id: number): void {
  remove(id)?.undo?.();
}

/** Takes back the newest thing that can be. Answers whether there was one. */
export function undoNewest(): boolean {
  const newest = [...toasts].reverse().find((toast) => toast.undo);
  if (newest) undoToast(newest.id);
  return newest !== undefined;
}

/** What was put off until its toast had gone happens now. */
export function flushToasts(): void {
  for (const { id } of toasts) dismissToast(id, true);
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useToasts = () => useSyncExternalStore(subscribe, () => toasts);
export const currentToasts = () => toasts;
