// What the list shows, as the address line keeps it: view, search words, filters, order.
import { oneOf, text } from '../../data/odata';

export type View = 'mine' | 'all';
const VIEWS: readonly View[] = ['mine', 'all'];
export type SortColumn = 'name' | 'topic' | 'owner' | 'status' | 'created' | 'score' | 'grade' | 'trend';

export interface ListState {
  view: View;
  /** Search words. */
  q: string;
  /** Stored grades 0..3; null is "no score". Empty: all. */
  grades: (number | null)[];
  /** Status reasons. Empty: all open ones. */
  statuses: number[];
  /** Part of the name, topic or company. */
  contains: string;
  sort: SortColumn;
  descending: boolean;
}

export const DEFAULT_STATE: ListState = {
  view: 'mine',
  q: '',
  grades: [],
  statuses: [],
  contains: '',
  sort: 'score',
  descending: true,
};

const ORDER_BY: Record<SortColumn, string> = {
  name: 'fullname',
  topic: 'subject',
  owner: 'ownerid/fullname',
  status: 'statuscode',
  created: 'createdon',
  score: 'msdyn_leadscore',
  grade: 'msdyn_leadgrade',
  trend: 'msdyn_leadscoretrend',
};
const isSort = (name: string): name is SortColumn => Object.hasOwn(ORDER_BY, name);

/** Reads the address line; whatever makes no sense there is the default. `home` is the view of an address that names none. */
export function fromParams(params: URLSearchParams, home: View = 'mine'): ListState {
  const order = params.get('sort') ?? '-score';
  const column = order.replace(/^-/, '');
  const list = (name: string) => (params.get(name) ?? '').split(',').filter(Boolean);
  return {
    view: VIEWS.find((view) => view === params.get('view')) ?? home,
    q: params.get('q') ?? '',
    grades: list('grade').flatMap((one): (number | null)[] => {
      if (one === 'none') return [null];
      const code = 'ABCD'.indexOf(one);
      return one.length === 1 && code >= 0 ? [code] : [];
    }),
    statuses: list('status').map(Number).filter(Number.isInteger),
    contains: params.get('contains') ?? '',
    sort: isSort(column) ? column : 'score',
    descending: isSort(column) ? order.startsWith('-') : true,
  };
}

/** The shortest address that says the same: defaults are left out. */
export function toParams(state: ListState, home: View = 'mine'): URLSearchParams {
  const params = new URLSearchParams();
  if (state.view !== home) params.set('view', state.view);
  if (state.q) params.set('q', state.q);
  if (state.grades.length > 0) {
    params.set('grade', state.grades.map((code) => (code === null ? 'none' : 'ABCD'[code])).join(','));
  }
  if (state.statuses.length > 0) params.set('status', state.statuses.join(','));
  if (state.contains) params.set('contains', state.contains);
  const order = (state.descending ? '-' : '') + state.sort;
  if (order !== '-score') params.set('sort', order);
  return params;
}

/** The OData options of this list. */
export function toOData(
  state: ListState,
  userId: string,
): { $filter: string; $orderby: string; $search?: string } {
  const terms = ['statecode eq 0'];
  if (state.view === 'mine') terms.push(`_ownerid_value eq ${userId}`);
  if (state.grades.length > 0) terms.push(oneOf('msdyn_leadgrade', state.grades));
  if (state.statuses.length > 0) terms.push(oneOf('statuscode', state.statuses));
  if (state.contains) {
    const part = text(state.contains);
    terms.push(`(contains(fullname,${part}) or contains(subject,${part}) or contains(companyname,${part}))`);
  }
  return {
    $filter: terms.join(' and '),
    $orderby: `${ORDER_BY[state.sort]} ${state.descending ? 'desc' : 'asc'}`,
    $search: state.q || undefined,
  };
}

/** Clicking a header: the same column turns round; numbers and dates begin with the highest, words with A. */
export function sortedBy(state: ListState, column: SortColumn): ListState {
  const startsHigh = column === 'score' || column === 'created';
  return {
    ...state,
    sort: column,
    descending: state.sort === column ? !state.descending : startsHigh,
  };
}

export const isFiltered = (state: ListState) =>
  state.q !== '' || state.contains !== '' || state.grades.length > 0 || state.statuses.length > 0;
