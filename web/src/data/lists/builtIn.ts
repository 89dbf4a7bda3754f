// The views that come with a table, and what any view is made of.
import type { Condition } from './conditions';
import { HEALTH, kpiColumn } from './kpiFields';
import type { ListTable } from './tables';

export interface Order {
  column: string;
  descending: boolean;
}
export type Quick = 'my' | 'team' | 'all';

/** What a view is made of, as `ll_definition` keeps it. */
export interface Definition {
  columns: string[];
  filter: Condition | null;
  order: Order[];
  quick: Quick;
}

/** The views that every table has; those of tables whose scores the former do not show, and of records with relationships. */
export const STANDARD = ['mine', 'team', 'open', 'all', 'closed'] as const;
export const BY_SCORE = ['mine_scored', 'team_scored', 'open_scored'] as const;
export const BY_RELATIONSHIP = ['mine_related', 'open_related'] as const;
export type BuiltIn = (typeof STANDARD | typeof BY_SCORE | typeof BY_RELATIONSHIP)[number];
export const builtInViews = (table: ListTable): readonly BuiltIn[] => [
  ...STANDARD,
  ...(table.scored ? BY_SCORE : []),
  ...(table.related ? BY_RELATIONSHIP : []),
];
export const isBuiltIn = (table: ListTable, view: string): view is BuiltIn =>
  (builtInViews(table) as readonly string[]).includes(view);

/** `-createdon`: the newest first. */
export const orderOf = (sort: string): Order => ({
  column: sort.replace(/^-/, ''),
  descending: sort.startsWith('-'),
});

const isOneOf = (views: readonly string[], view: string) => views.includes(view);

/** The open records, those of the poorest health first: whom to look after. */
function byRelationship(table: ListTable, view: BuiltIn, open: Condition): Definition {
  const health = kpiColumn(table.name, HEALTH.score);
  return {
    columns: [...table.related!],
    filter: open,
    order: [{ column: health, descending: false }],
    quick: view === 'mine_related' ? 'my' : 'all',
  };
}

/** What a view is made of that comes with its table. */
export function builtIn(table: ListTable, view: BuiltIn): Definition {
  const open: Condition = { column: 'statecode', op: 'eq', value: 0 };
  const closed: Condition = { column: 'statecode', op: 'ne', value: 0 };
  if (isOneOf(BY_RELATIONSHIP, view)) return byRelationship(table, view, open);
  const byScore = isOneOf(BY_SCORE, view);
  const sort = byScore
    ? `-${table.score!.score}`
    : view === 'closed' && !table.active
      ? '-modifiedon'
      : table.sort;
  return {
    columns: [...(byScore ? table.scored! : table.columns)],
    filter: view === 'all' ? null : view === 'closed' ? closed : open,
    order: [orderOf(sort)],
    quick: view.startsWith('mine') ? 'my' : view.startsWith('team') ? 'team' : 'all',
  };
}
