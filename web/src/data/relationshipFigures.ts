// The figures of a relationship that can be opened, and which activities stand behind each.
import type { ActivityFilter, Channel, Direction, RelationTable } from './relationship';

/** Channels of which each contact was begun by somebody; tasks are work of one side. */
export const BEGUN = ['email', 'meeting', 'call'] as const satisfies readonly Channel[];
export type BegunChannel = (typeof BEGUN)[number];

/** The figures of the API that count what one side began, by channel. */
export const COUNTS: Record<BegunChannel, { ours: FigureKey; theirs: FigureKey }> = {
  email: { ours: 'mails_sent', theirs: 'mails_received' },
  meeting: { ours: 'meetings_sent', theirs: 'meetings_received' },
  call: { ours: 'calls_made', theirs: 'calls_received' },
};

const begun = (direction: Direction, channel?: Channel): ActivityFilter[] =>
  (channel ? [channel] : BEGUN).map((one) => ({ channel: one, direction }));
const ALL: ActivityFilter[] = [{}];
const MAILS: ActivityFilter[] = [{ channel: 'email' }];
/** What may ask and what may answer. */
const TALK: ActivityFilter[] = BEGUN.map((channel) =>
  channel === 'meeting' ? { channel, invitations: true } : { channel },
);
const SENT = begun('outgoing', 'email');

/** By the key that a figure has in the API. */
export const BEHIND = {
  mails_sent: SENT,
  mails_received: begun('incoming', 'email'),
  meetings_sent: begun('outgoing', 'meeting'),
  meetings_received: begun('incoming', 'meeting'),
  calls_made: begun('outgoing', 'call'),
  calls_received: begun('incoming', 'call'),
  begun_by_us: begun('outgoing'),
  begun_by_them: begun('incoming'),
  time_by_us: ALL,
  time_by_them: ALL,
  ratio_by_us: MAILS,
  ratio_by_them: MAILS,
  mail_response_by_us: MAILS,
  mail_response_by_them: MAILS,
  response_by_us: TALK,
  response_by_them: TALK,
  open_rate: SENT,
  attachment_rate: SENT,
  click_rate: SENT,
  health: ALL,
  contacts: ALL,
} as const satisfies Record<string, readonly ActivityFilter[]>;
export type FigureKey = keyof typeof BEHIND;
export const FIGURE_KEYS = Object.keys(BEHIND) as FigureKey[];

/** A figure as it was opened. */
export interface Figure {
  key: FigureKey;
  /** As it was shown. */
  value: string;
  /** What it is called, where the name of the key is too wide. */
  title?: string;
  /** Empty: no activity stands behind it. */
  filters: readonly ActivityFilter[];
}

/** The activities of a figure, those of a time or with a person only. */
export const filtersOf = (key: FigureKey, narrower: ActivityFilter = {}): ActivityFilter[] =>
  BEHIND[key].map((filter) => ({ ...filter, ...narrower }));

/** The parts of the tab, top to bottom. */
const WIDGETS = [
  'questions',
  'health',
  'overview',
  'most_contacted',
  'most_contacted_by',
  'interactions',
  'time',
  'response',
  'ratio',
  'engagement',
  'activities',
  'similar',
] as const;
export type Widget = (typeof WIDGETS)[number];

/**
 * What a record does without: whom one is in contact with is the contact itself, time is counted of whole teams, and only
 * deals are won.
 */
const WITHOUT: Record<RelationTable, readonly Widget[]> = {
  account: ['similar'],
  contact: ['most_contacted', 'most_contacted_by', 'time', 'similar'],
  lead: ['response', 'similar'],
  opportunity: [],
};
export const widgetsOf = (table: RelationTable): Widget[] =>
  WIDGETS.filter((widget) => !WITHOUT[table].includes(widget));

/** Last and next contact stand on what is worked on, not on whom it is worked with. */
export const showsMoments = (table: RelationTable) => table === 'lead' || table === 'opportunity';
