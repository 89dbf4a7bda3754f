// Which buttons a record has, by its table and state.
import type { RecordTable } from '../../data/records';

export type Action =
  'qualify' | 'disqualify' | 'win' | 'lose' | 'resolve' | 'cancel' | 'reopen' | 'assign' | 'merge' | 'delete';

const OPEN: Record<RecordTable, readonly Action[]> = {
  lead: ['qualify', 'disqualify', 'assign', 'merge', 'delete'],
  opportunity: ['win', 'lose', 'assign', 'delete'],
  incident: ['resolve', 'cancel', 'assign', 'delete'],
  contact: ['assign', 'merge', 'delete'],
  account: ['assign', 'merge', 'delete'],
};
const CLOSED: Record<RecordTable, readonly Action[]> = {
  lead: ['reopen', 'assign', 'delete'],
  opportunity: ['reopen', 'assign', 'delete'],
  incident: ['reopen', 'assign', 'delete'],
  contact: ['assign', 'delete'],
  account: ['assign', 'delete'],
};

/** In the order of their importance; what takes a record away is last. */
export function actionsFor(table: RecordTable, state: unknown): readonly Action[] {
  return ((state ?? 0) === 0 ? OPEN : CLOSED)[table];
}

/** Actions that stand in the menu of less frequent ones. */
export const IN_MENU: ReadonlySet<Action> = new Set(['merge', 'delete']);
