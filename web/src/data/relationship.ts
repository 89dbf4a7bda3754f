// What is known of the relationship around a record: figures, health, people, days of contact; and what is behind them.
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { get } from './http';
import { text } from './odata';

/** The records that have relationships. */
export const RELATION_TABLES = ['account', 'contact', 'lead', 'opportunity'] as const;
export type RelationTable = (typeof RELATION_TABLES)[number];
export const hasRelationship = (table: string): table is RelationTable =>
  RELATION_TABLES.some((one) => one === table);

export type Channel = 'email' | 'meeting' | 'call' | 'task';
export type Direction = 'incoming' | 'outgoing';

/** A figure; null where there is nothing to tell, as an answer time without an answer. */
export interface Kpi {
  key: string;
  unit: string;
  /** In English; src/text has words of its own for the figures it knows. */
  formula: string;
  value: number | null;
  this_year: number | null;
  earlier: number | null;
}

export interface HealthTerm {
  kind: 'contacts' | 'silence' | 'stage' | 'overdue' | string;
  points: number;
  /** Of contacts, as the next two. */
  channel?: Channel;
  /** `2026-06`, of UTC. */
  month?: string;
  contacts?: number;
  /** Of the others: since the last contact, since the stage moved, since the close date. */
  days?: number;
}

export interface Health {
  /** False for closed records. */
  applies: boolean;
  /** A place in HEALTH_STATES. */
  state: number;
  score: number | null;
  /** 0 improving, 1 steady, 2 declining, 3 not enough info, 4 something went wrong, 5 not applicable. */
  trend: number;
  /** Lowest scores of Good and of Fair. */
  good: number;
  fair: number;
  expected_days: number;
  /** Their points add up to the score. */
  terms: HealthTerm[];
}

/** An interaction; which one is left out where it may not be read. */
export interface Moment {
  at: string;
  channel: Channel;
  direction: Direction;
  table?: string;
  id?: string;
  subject?: string | null;
}

export interface TopPerson {
  who: { table: string | null; id: string | null; name: string | null };
  /** As the activities name the person. */
  called: string | null;
  address: string | null;
  contacts: number;
  emails: number;
  meetings: number;
  calls: number;
  tasks: number;
  last: { at: string; channel: Channel } | null;
}

export interface Speed {
  mean: number;
  median: number;
}
/** How one side answered the questions of the other. */
export interface Answers {
  asked: number;
  answered: number;
  /** 0..1; null when nothing was asked. */
  share: number | null;
  hours: Speed | null;
  working_hours: Speed | null;
}
export interface Sides {
  ours: Answers;
  theirs: Answers;
}

/** A day with contact; each channel as [ours, theirs]. */
export interface ContactDay {
  date: string;
  email: [number, number];
  meeting: [number, number];
  call: [number, number];
}

export interface Silence {
  from: string;
  days: number;
}

export interface Relationship {
  table: RelationTable;
  id: string;
  title: string;
  as_of: string;
  /** Why nothing is worked out of this person's activities. */
  left_out: 'opted_out' | 'no_consent' | null;
  open: boolean;
  activities: number;
  /** How many of the activities the reader may not see. */
  hidden: number;
  kpis: Kpi[];
  /** Null where the organisation has switched it off or the person is left out. */
  health: Health | null;
  last: Moment | null;
  next: Moment | null;
  most_contacted: TopPerson[];
  most_contacted_by: TopPerson[];
  responses: { mail: Sides; all: Sides };
  engagement: {
    followed: number;
    opened: number;
    with_attachments: number;
    viewed: number;
    with_links: number;
    clicked: number;
  };
  chart: { from: string; days: number; with_contact: ContactDay[]; silences: Silence[] };
}

export const kpiOf = ({ kpis }: Pick<Relationship, 'kpis'>, key: string) =>
  kpis.find((one) => one.key === key);
/** The value of a figure; 0 where it is not told. */
export const countOf = (relationship: Pick<Relationship, 'kpis'>, key: string) =>
  kpiOf(relationship, key)?.value ?? 0;

/** A call of the API with what was given of its arguments. */
function callOf(name: string, parts: readonly (string | false | undefined)[]): string {
  const given = parts.filter((part): part is string => typeof part === 'string');
  return `${name}(${given.map((part) => encodeURIComponent(part).replaceAll('%3D', '=')).join(',')})`;
}

const ownZone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

/** The address of a record's relationship; its days begin by the reader's clock. */
export const relationshipPath = (table: RelationTable, id: string, days: number | null) =>
  callOf('Relationship', [
    `Table=${text(table)}`,
    `Id=${id}`,
    days !== null && `Days=${days}`,
    `TimeZone=${text(ownZone())}`,
  ]);

const KEY = 'relationship';
export const relationshipKey = (table: string, id: string) => [KEY, table, id] as const;

/** @param days of the chart; null: as the organisation has set it */
export const useRelationship = (table: RelationTable, id: string, days: number | null) =>
  useQuery({
    queryKey: [...relationshipKey(table, id), days],
    queryFn: ({ signal }) => get<Relationship>(relationshipPath(table, id, days), { signal }),
    placeholderData: keepPreviousData,
  });

/** Which of a record's activities: all that are not narrowed. */
export interface ActivityFilter {
  channel?: Channel;
  direction?: Direction;
  /** Moments; the second is excluded. */
  from?: string;
  to?: string;
  person?: { table: string; id: string };
  /** Also invitations to meetings that are yet to come. */
  invitations?: boolean;
}

export interface BehindActivity {
  table: string;
  id: string;
  at: string;
  channel: Channel;
  direction: Direction;
  minutes: number | null;
  missed: boolean;
  /** Of an invitation: when it was sent, and first answered. */
  asked?: { on: string; answered_on: string | null } | null;
  subject: string | null;
  owner: { table: string; id: string; name: string | null } | null;
}
export interface BehindPage {
  activities: BehindActivity[];
  /** Left off to keep the answer short. */
  more: number;
  /** Those the reader may not see. */
  hidden: number;
}

const MOST = 100;

export const activitiesPath = (table: RelationTable, id: string, filter: ActivityFilter, asOf: string) =>
  callOf('RelationshipActivities', [
    `Table=${text(table)}`,
    `Id=${id}`,
    filter.channel && `Channel=${text(filter.channel)}`,
    filter.direction && `Direction=${text(filter.direction)}`,
    filter.from && `From=${filter.from}`,
    filter.to && `To=${filter.to}`,
    filter.person && `PersonTable=${text(filter.person.table)}`,
    filter.person && `PersonId=${filter.person.id}`,
    filter.invitations && 'WithInvitations=true',
    `Top=${MOST}`,
    `AsOf=${asOf}`,
  ]);

/** Several answers as one, newest first. */
export function together(pages: readonly BehindPage[]): BehindPage {
  return {
    activities: pages.flatMap((page) => page.activities).sort((a, b) => b.at.localeCompare(a.at)),
    more: pages.reduce((sum, page) => sum + page.more, 0),
    hidden: pages.reduce((sum, page) => sum + page.hidden, 0),
  };
}

/** The activities that any of the filters lets through; the filters of one figure do not overlap. */
export function useActivitiesBehind(
  { table, id, as_of: asOf }: Pick<Relationship, 'table' | 'id' | 'as_of'>,
  filters: readonly ActivityFilter[],
) {
  return useQueries({
    queries: filters.map((filter) => ({
      queryKey: [...relationshipKey(table, id), 'behind', filter, asOf],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        get<BehindPage>(activitiesPath(table, id, filter, asOf), { signal }),
    })),
    combine: (results) => ({
      data: results.every((one) => one.data) ? together(results.map((one) => one.data!)) : undefined,
      error: results.find((one) => one.error)?.error ?? null,
      refetch: () => results.forEach((one) => void one.refetch()),
    }),
  });
}
