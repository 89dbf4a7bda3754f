// Which buttons a record has, by its table and state.
import type { RecordTable } from '../../data/records';

export type Action =
  | 'qualify'
  | 'disqualify'
  | 'win'
  | 'lose'
  | 'resolve'
  | 'cancel'
  | 'reopen'
  | 'assign'
  | 'merge'
  | 'known'
  | 'delete';

const OPEN: Record<RecordTable, readonly Action[]> = {
  lead: ['qualify', 'disqualify', 'assign', 'merge', 'known', 'delete'],
  opportunity: ['win', 'lose', 'assign', 'delete'],
  incident: ['resolve', 'cancel', 'assign', 'delete'],
  contact: ['assign', 'merge', 'known', 'delete'],
  account: ['assign', 'merge', 'delete'],
};
const CLOSED: Record<RecordTable, readonly Action[]> = {
  lead: ['reopen', 'assign', 'known', 'delete'],
  opportunity: ['reopen', 'assign', 'delete'],
  incident: ['reopen', 'assign', 'delete'],
  contact: ['assign', 'known', 'delete'],
  account: ['assign', 'delete'],
};

/** In the order of their importance; what takes a record away is last. `known` is for who answers requests of people. */
export function actionsFor(table: RecordTable, state: unknown, answersRequests: boolean): readonly Action[] {
  const actions = ((state ?? 0) === 0 ? OPEN : CLOSED)[table];
  return answersRequests ? actions : actions.filter((action) => action !== 'known');
}

/** Actions that stand in the menu of less frequent ones. */
export const IN_MENU: ReadonlySet<Action> = new Set(['merge', 'known', 'delete']);
