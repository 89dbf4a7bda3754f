// What happened to a record, newest first: activities, notes and changes; and adding to it.
import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  type InfiniteData,
  type QueryClient,
} from '@tanstack/react-query';
import { get, post, request } from './http';
import { text } from './odata';
import {
  createRecord,
  entityPath,
  patchRecord,
  recordKey,
  refreshLists,
  type FieldValue,
  type Reference,
  type Row,
} from './records';
import { refreshRelationships } from './relationshipRefresh';
import { isScored } from './scores';

export type ItemKind =
  'email' | 'phonecall' | 'appointment' | 'task' | 'note' | 'close' | 'change' | 'created' | 'score';

/** The kinds that people write, with the table each lives in. */
export const WRITTEN = {
  note: 'annotation',
  phonecall: 'phonecall',
  task: 'task',
  appointment: 'appointment',
  email: 'email',
} as const;
export type WrittenKind = keyof typeof WRITTEN;
export const isWritten = (kind: string): kind is WrittenKind => kind in WRITTEN;

export interface Party {
  /** The number of activityparty_participationtypemask, or its name. */
  role: string | number;
  name: string;
  address?: string | null;
  table?: string | null;
  id?: string | null;
  /** Of who was asked to a meeting: the number of an ll_partyanswer, and when it first came. */
  answer?: number;
  answered_on?: string;
}

export interface Change {
  column: string;
  before: unknown;
  after: unknown;
}

export interface TimelineItem {
  kind: ItemKind;
  table: string;
  id: string;
  at: string;
  title?: string | null;
  text?: string | null;
  state?: number;
  /** The status reason; of a closed opportunity its outcome. */
  status?: number;
  owner?: { id: string; name: string | null } | null;
  regarding?: { table: string; id: string; name?: string | null } | null;
  direction?: 'in' | 'out' | null;
  parties?: Party[];
  /** A lookup's values are `{"table","id"}`. */
  changes?: Change[];
  /** An activity that is still to be done. */
  open?: boolean;
  scheduledstart?: string;
  scheduledend?: string;
  location?: string;
  /** Captured: nobody but those who have it in a mailbox sees it, until one of them tracks it. */
  private?: boolean;
  tracked?: boolean;
  /** It is in a mailbox of the reader's. */
  may_track?: boolean;
  /** Of a closed opportunity. */
  revenue?: number;
  /** Of a score: 0..100, and 0..3 for A to D. */
  score?: number;
  grade?: number;
}

/** Its number of activityparty_participationtypemask. */
const SENDER = 1;

/** Who wrote a mail that came into a mailbox of the reader's; undefined of anything else. */
export const senderOf = (item: TimelineItem): string | undefined =>
  item.kind === 'email' && item.direction === 'in' && item.may_track
    ? (item.parties?.find((party) => party.role === SENDER)?.address ?? undefined)
    : undefined;

/** When an open activity should be done by; null when nobody said. */
export function dueOn(item: TimelineItem): string | null {
  if (!item.open) return null;
  return (item.kind === 'appointment' ? item.scheduledstart : item.scheduledend) ?? null;
}

export interface TimelinePage {
  items: TimelineItem[];
  next: string | null;
}

/** What the filter offers; each stands for one or more kinds. */
export const FILTERS = {
  email: ['email'],
  phonecall: ['phonecall'],
  appointment: ['appointment'],
  task: ['task'],
  note: ['note'],
  history: ['change', 'created', 'close', 'score'],
} as const satisfies Record<string, readonly ItemKind[]>;
export type FilterName = keyof typeof FILTERS;

export interface TimelineQuery {
  /** Empty: all kinds. */
  filters: readonly FilterName[];
  search: string;
}

/** What a timeline shows before anybody narrows it. */
export const WHOLE_TIMELINE: TimelineQuery = { filters: [], search: '' };

const PAGE_SIZE = 30;

/** The address of a page of the timeline. */
export function timelinePath(
  table: string,
  id: string,
  { filters, search }: TimelineQuery,
  before = '',
): string {
  const kinds = filters.flatMap((name) => [...FILTERS[name]]).join(',');
  const parts = [
    `Table=${text(table)}`,
    `Id=${id}`,
    kinds && `Kinds=${text(kinds)}`,
    search && `Search=${text(search)}`,
    before && `Before=${text(before)}`,
    `Top=${PAGE_SIZE}`,
  ].filter(Boolean);
  return `Timeline(${parts.map((part) => encodeURIComponent(part).replaceAll('%3D', '=')).join(',')})`;
}

const timelineKey = (table: string, id: string) => ['timeline', table, id] as const;

export const timelineQuery = (table: string, id: string, asked: TimelineQuery) =>
  infiniteQueryOptions({
    queryKey: [...timelineKey(table, id), asked],
    queryFn: ({ pageParam, signal }) =>
      get<TimelinePage>(timelinePath(table, id, asked, pageParam), { signal }),
    initialPageParam: '',
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchOnWindowFocus: false,
  });
export const useTimeline = (table: string, id: string, asked: TimelineQuery) =>
  useInfiniteQuery(timelineQuery(table, id, asked));

/** All items that have arrived, each once: a new item moves the pages. */
export function itemsOf(pages: InfiniteData<TimelinePage> | undefined): TimelineItem[] {
  const seen = new Set<string>();
  return (pages?.pages ?? [])
    .flatMap((page) => page.items)
    .filter((item) => {
      const key = `${item.kind} ${item.id} ${item.at}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
}

/** Items of one day of the reader's clock. */
export interface Day {
  /** Local midnight. */
  day: Date;
  items: TimelineItem[];
}

export function byDay(items: readonly TimelineItem[]): Day[] {
  const days: Day[] = [];
  for (const item of items) {
    const at = new Date(item.at);
    const day = new Date(at.getFullYear(), at.getMonth(), at.getDate());
    const last = days.at(-1);
    if (last?.day.getTime() === day.getTime()) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}

/** The lookup by which a kind points to its record. */
const regardingColumn = (kind: WrittenKind) => (kind === 'note' ? 'objectid' : 'regardingobjectid');

/** Adds an activity or a note to a record. */
export function addToTimeline(
  kind: WrittenKind,
  regarding: Reference,
  values: Record<string, FieldValue>,
): Promise<Row> {
  return createRecord(WRITTEN[kind], { ...values, [regardingColumn(kind)]: regarding });
}

export function changeItem(
  kind: WrittenKind,
  id: string,
  changes: Record<string, FieldValue>,
  etag: string | undefined,
): Promise<Row> {
  return patchRecord(WRITTEN[kind], id, { changes, etag });
}

export function completeActivity(table: string, id: string): Promise<void> {
  return post('CompleteActivity', { Table: table, ActivityId: id });
}

/** Captured mail becomes the record's: whoever may read the record may read it. */
export function trackActivity(item: TimelineItem, record: Reference): Promise<void> {
  const regarding = { RegardingTable: record.table, RegardingId: record.id };
  return post('TrackActivity', { Table: item.table, ActivityId: item.id, ...regarding });
}

export function untrackActivity(item: TimelineItem): Promise<void> {
  return post('UntrackActivity', { Table: item.table, ActivityId: item.id });
}

/** What an open activity's status is by default. */
const OPEN_STATUS: Record<string, number> = { task: 2, phonecall: 1, appointment: 1, email: 1 };

/** Takes the completion back. */
export async function reopenActivity(table: string, id: string): Promise<void> {
  await request('PATCH', entityPath(table, id), {
    body: { statecode: 0, statuscode: OPEN_STATUS[table], actualend: null },
  });
}

/**
 * Asks anew for what a change of one of its items may show in: tasks have a list of their own, and what happened with a
 * record counts in its score and its relationships.
 */
export async function refreshTimeline(queries: QueryClient, table: string, id: string): Promise<void> {
  const scored = isScored(table) ? [['score', id], recordKey(table, id)] : [];
  await Promise.all([
    queries.invalidateQueries({ queryKey: timelineKey(table, id) }),
    refreshLists(queries, 'task'),
    refreshRelationships(queries),
    ...scored.map((queryKey) => queries.invalidateQueries({ queryKey })),
  ]);
}
