// What a list shows: a view, and what was changed since it was chosen. The address line keeps it.
import { both, parseCondition, toFilter, ownedBy, type Asker, type Condition } from './conditions';
import { builtIn, orderOf, type Definition, type Order } from './builtIn';
import { COLUMN } from './paths';
import { orderColumn, type ListTable } from './tables';

export interface ListState {
  /** A built-in view, or the id of a saved one. */
  view: string;
  /** Search words. */
  q: string;
  /** Stored grades 0..3; null is "no score". Empty: all. */
  grades: (number | null)[];
  /** Status reasons. Empty: all of the view. */
  statuses: number[];
  /** Part of the name and its like. */
  contains: string;
  /** In place of the view's filter; undefined: as the view has it. */
  filter?: Condition | null;
  /** In place of the view's columns. */
  columns?: string[];
  /** In place of the view's order. */
  order?: Order;
  /** Column of the chart; empty: no chart. */
  chart: string;
  /** How the rows are shown. */
  layout: Layout;
}
const LAYOUTS = ['grid', 'pipeline', 'relationship'] as const;
type Layout = (typeof LAYOUTS)[number];

export const emptyState = (view: string): ListState => ({
  view,
  q: '',
  grades: [],
  statuses: [],
  contains: '',
  chart: '',
  layout: 'grid',
});

/** Another view, looked at the same way. */
export const switched = ({ chart, layout }: ListState, view: string): ListState => ({
  ...emptyState(view),
  chart,
  layout,
});

/** Reads `ll_definition`; what is missing or makes no sense is as in the view "all". */
export function parseDefinition(table: ListTable, source: string | null | undefined): Definition {
  const plain = builtIn(table, 'all');
  let read: Record<string, unknown> = {};
  try {
    read = (JSON.parse(source ?? '{}') ?? {}) as typeof read;
  } catch {
    return plain;
  }
  const columns = Array.isArray(read.columns)
    ? read.columns.filter((one): one is string => typeof one === 'string' && COLUMN.test(one))
    : [];
  const order = Array.isArray(read.order)
    ? read.order.flatMap((one: unknown): Order[] => {
        const { column, descending } = (one ?? {}) as Partial<Order>;
        return typeof column === 'string' && COLUMN.test(column)
          ? [{ column, descending: descending === true }]
          : [];
      })
    : [];
  return {
    columns: columns.length > 0 ? columns : plain.columns,
    filter: parseCondition(read.filter),
    order: order.length > 0 ? order : plain.order,
    quick: read.quick === 'my' || read.quick === 'team' ? read.quick : 'all',
  };
}

/** Reads the address line; whatever makes no sense there is the default. `home` is the view of an address that names none. */
export function fromParams(params: URLSearchParams, home: string): ListState {
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  const state: ListState = {
    view: params.get('view') || home,
    q: params.get('q') ?? '',
    grades: list('grade').flatMap((one): (number | null)[] => {
      if (one === 'none') return [null];
      const code = 'ABCD'.indexOf(one);
      return one.length === 1 && code >= 0 ? [code] : [];
    }),
    statuses: list('status').map(Number).filter(Number.isInteger),
    contains: params.get('contains') ?? '',
    chart: COLUMN.test(params.get('chart') ?? '') ? params.get('chart')! : '',
    layout: LAYOUTS.find((one) => one === params.get('layout')) ?? 'grid',
  };
  const columns = list('columns').filter((one) => COLUMN.test(one));
  if (columns.length > 0) state.columns = columns;
  const order = orderOf(params.get('sort') ?? '');
  if (COLUMN.test(order.column)) state.order = order;
  const filter = params.get('filter');
  if (filter === 'none') state.filter = null;
  else if (filter) {
    try {
      const read = parseCondition(JSON.parse(filter));
      if (read) state.filter = read;
    } catch {
      // Not a filter: the view's own stands.
    }
  }
  return state;
}

/** The shortest address that says the same: defaults are left out. */
export function toParams(state: ListState, home: string): URLSearchParams {
  const params = new URLSearchParams();
  if (state.view !== home) params.set('view', state.view);
  if (state.q) params.set('q', state.q);
  if (state.grades.length > 0)
    params.set('grade', state.grades.map((code) => (code === null ? 'none' : 'ABCD'[code])).join(','));
  if (state.statuses.length > 0) params.set('status', state.statuses.join(','));
  if (state.contains) params.set('contains', state.contains);
  if (state.filter !== undefined)
    params.set('filter', state.filter === null ? 'none' : JSON.stringify(state.filter));
  if (state.columns) params.set('columns', state.columns.join(','));
  if (state.order) params.set('sort', (state.order.descending ? '-' : '') + state.order.column);
  if (state.chart) params.set('chart', state.chart);
  if (state.layout !== 'grid') params.set('layout', state.layout);
  return params;
}

/** The view with what was changed: what is shown. */
export function resolve(view: Definition, state: ListState): Definition {
  return {
    columns: state.columns ?? view.columns,
    filter: state.filter === undefined ? view.filter : state.filter,
    order: state.order ? [state.order] : view.order,
    quick: view.quick,
  };
}

/** The quick filters as a condition, so that a saved view keeps them. */
export function quickFilters(table: ListTable, state: ListState): Condition | null {
  const parts: Condition[] = [];
  if (state.grades.length > 0 && table.score)
    parts.push({ column: table.score.grade, op: 'in', value: state.grades });
  if (state.statuses.length > 0) parts.push({ column: 'statuscode', op: 'in', value: state.statuses });
  if (state.contains)
    parts.push({
      any: table.contains.map((column): Condition => ({ column, op: 'contains', value: state.contains })),
    });
  return parts.length === 0 ? null : { all: parts };
}

/** What "save" would keep of what is shown. */
export function toDefinition(table: ListTable, view: Definition, state: ListState): Definition {
  const shown = resolve(view, state);
  return { ...shown, filter: both(shown.filter, quickFilters(table, state)) };
}

export interface ListQuery {
  $filter: string | undefined;
  $orderby: string;
  $search: string | undefined;
}

/** The terms of a filter that there are, all of which must hold. */
export const allOf = (...terms: (string | undefined)[]) => terms.filter(Boolean).join(' and ');

/** The OData options of what is shown. */
export function toOData(table: ListTable, view: Definition, state: ListState, asker: Asker): ListQuery {
  const shown = resolve(view, state);
  const owner =
    shown.quick === 'my' ? ownedBy([asker.userId]) : shown.quick === 'team' ? ownedBy(asker.team) : '';
  return {
    $filter:
      allOf(toFilter(shown.filter, asker), owner, toFilter(quickFilters(table, state), asker)) || undefined,
    $orderby: shown.order
      .map((one) => `${orderColumn(table.name, one.column)} ${one.descending ? 'desc' : 'asc'}`)
      .join(','),
    $search: state.q || undefined,
  };
}

/** Clicking a header: the same column turns round; `startsHigh` columns (numbers, dates) begin with the highest. */
export function sortedBy(shown: Definition, column: string, startsHigh: boolean): Order {
  const first = shown.order[0];
  return { column, descending: first?.column === column ? !first.descending : startsHigh };
}

/** Whether fewer rows are shown than the view has. */
export const isNarrowed = (state: ListState) =>
  state.q !== '' || state.contains !== '' || state.grades.length > 0 || state.statuses.length > 0;

/** Whether the view is not shown as it was saved. */
export const isChanged = (state: ListState) =>
  state.filter !== undefined ||
  state.columns !== undefined ||
  state.order !== undefined ||
  state.contains !== '' ||
  state.grades.length > 0 ||
  state.statuses.length > 0;
