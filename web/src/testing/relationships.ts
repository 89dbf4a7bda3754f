// A relationship for tests: an opportunity with a lively half year.
import type { Answers, ContactDay, Kpi, Relationship } from '../data/relationship';
import type { Notice } from '../data/notice';
import type { Compared, SimilarDeal, SimilarDeals } from '../data/similarDeals';

const kpi = (
  key: string,
  unit: string,
  value: number | null,
  thisYear: number | null,
  earlier: number | null,
): Kpi => ({
  key,
  unit,
  formula: `the formula of ${key}`,
  value,
  this_year: thisYear,
  earlier,
});

const answers = (asked: number, answered: number, mean: number, median: number): Answers => ({
  asked,
  answered,
  share: asked === 0 ? null : answered / asked,
  hours: answered === 0 ? null : { mean, median },
  working_hours: answered === 0 ? null : { mean: mean / 3, median: median / 3 },
});

const day = (date: string, over: Partial<ContactDay>): ContactDay => ({
  date,
  email: [0, 0],
  meeting: [0, 0],
  call: [0, 0],
  ...over,
});

export const RELATIONSHIP: Relationship = {
  table: 'opportunity',
  id: '11111111-1111-1111-1111-111111111111',
  title: '50 seats',
  as_of: '2026-09-20T10:00:00Z',
  left_out: null,
  open: true,
  activities: 42,
  hidden: 3,
  kpis: [
    kpi('mails_sent', 'count', 12, 10, 2),
    kpi('mails_received', 'count', 8, 8, 0),
    kpi('meetings_sent', 'count', 5, 4, 1),
    kpi('meetings_received', 'count', 2, 2, 0),
    kpi('calls_made', 'count', 3, 3, 0),
    kpi('calls_received', 'count', 4, 2, 2),
    kpi('begun_by_us', 'count', 20, 17, 3),
    kpi('begun_by_them', 'count', 14, 12, 2),
    kpi('time_by_us', 'minutes', 690, 600, 90),
    kpi('time_by_them', 'minutes', 325, 300, 25),
    kpi('ratio_by_us', 'ratio', 1.5, 1.25, null),
    kpi('ratio_by_them', 'ratio', 0.667, 0.8, 0),
    kpi('mail_response_by_us', 'hours', 3.2, 3.2, null),
    kpi('mail_response_by_them', 'hours', 30.4, 30.4, null),
    kpi('response_by_us', 'hours', 2.8, 2.8, null),
    kpi('response_by_them', 'hours', 26, 26, null),
  ],
  health: {
    applies: true,
    state: 0,
    score: 72,
    trend: 1,
    good: 60,
    fair: 40,
    expected_days: 7,
    terms: [
      { kind: 'contacts', points: 31, channel: 'email', month: '2026-09', contacts: 6 },
      { kind: 'contacts', points: 24, channel: 'meeting', month: '2026-08', contacts: 2 },
      { kind: 'contacts', points: 15, channel: 'call', month: '2026-07', contacts: 3 },
      { kind: 'silence', points: -6, days: 12 },
      { kind: 'stage', points: 8, days: 3 },
    ],
  },
  last: {
    at: '2026-09-08T09:30:00Z',
    channel: 'meeting',
    direction: 'outgoing',
    table: 'appointment',
    id: 'a1',
    subject: 'Walk through the offer',
  },
  next: { at: '2026-09-24T08:00:00Z', channel: 'call', direction: 'outgoing' },
  most_contacted: [
    {
      who: { table: 'contact', id: 'c1', name: 'Ann Lee' },
      called: 'Ann',
      address: 'ann@acme.example',
      contacts: 17,
      emails: 10,
      meetings: 5,
      calls: 2,
      tasks: 0,
      last: { at: '2026-09-08T09:30:00Z', channel: 'meeting' },
    },
    {
      who: { table: 'contact', id: 'c2', name: null },
      called: 'Bob of Acme',
      address: 'bob@acme.example',
      contacts: 6,
      emails: 6,
      meetings: 0,
      calls: 0,
      tasks: 0,
      last: { at: '2026-08-19T15:00:00Z', channel: 'email' },
    },
    {
      who: { table: null, id: null, name: null },
      called: null,
      address: 'office@acme.example',
      contacts: 1,
      emails: 1,
      meetings: 0,
      calls: 0,
      tasks: 0,
      last: null,
    },
  ],
  most_contacted_by: [
    {
      who: { table: 'systemuser', id: 'u1', name: 'Anna Jansen' },
      called: null,
      address: null,
      contacts: 20,
      emails: 14,
      meetings: 5,
      calls: 1,
      tasks: 2,
      last: { at: '2026-09-08T09:30:00Z', channel: 'meeting' },
    },
  ],
  responses: {
    mail: { ours: answers(5, 4, 3.2, 1.5), theirs: answers(9, 6, 30.4, 20) },
    all: { ours: answers(7, 6, 2.8, 1.2), theirs: answers(12, 9, 26, 18) },
  },
  engagement: { followed: 0, opened: 0, with_attachments: 0, viewed: 0, with_links: 0, clicked: 0 },
  chart: {
    from: '2026-06-23',
    days: 90,
    with_contact: [
      day('2026-06-25', { email: [1, 0] }),
      day('2026-06-26', { email: [0, 1], call: [1, 0] }),
      day('2026-07-02', { meeting: [1, 0], email: [1, 1] }),
      day('2026-07-06', { call: [1, 1] }),
      day('2026-07-09', { email: [2, 1] }),
      day('2026-08-03', { email: [2, 2], meeting: [1, 0] }),
      day('2026-08-07', { email: [1, 0], call: [0, 1] }),
      day('2026-08-12', { meeting: [1, 1] }),
      day('2026-08-19', { email: [1, 1] }),
      day('2026-08-31', { email: [2, 1], call: [1, 2] }),
      day('2026-09-04', { email: [2, 1] }),
      day('2026-09-08', { meeting: [2, 1] }),
    ],
    silences: [
      { from: '2026-07-10', days: 24 },
      { from: '2026-08-20', days: 11 },
      { from: '2026-09-09', days: 12 },
    ],
  },
};

export const relationshipWith = (over: Partial<Relationship>): Relationship => ({ ...RELATIONSHIP, ...over });

export const BEHIND_PAGE = {
  activities: [
    {
      table: 'email',
      id: 'e1',
      at: '2026-09-04T09:00:00Z',
      channel: 'email',
      direction: 'outgoing',
      minutes: 5,
      missed: false,
      subject: 'Offer',
      owner: { table: 'systemuser', id: 'u1', name: 'Anna Jansen' },
    },
    {
      table: 'phonecall',
      id: 'p1',
      at: '2026-08-31T09:00:00Z',
      channel: 'call',
      direction: 'outgoing',
      minutes: 0,
      missed: true,
      subject: null,
      owner: null,
    },
  ],
  more: 4,
  hidden: 2,
};

const similarDeal = (place: number, over: Partial<SimilarDeal> = {}): SimilarDeal => ({
  opportunity: { table: 'opportunity', id: `deal${place}`, name: `${80 + place} seats` },
  distance: place / 50,
  matched: ['budgetstatus'],
  activities: 30 + place,
  minutes_by_us: 340,
  minutes_by_them: 215,
  response_by_us_hours: 3.5,
  answered_by_us: 0.8,
  closed_on: '2026-06-30T12:00:00Z',
  ...over,
});
const compared = (
  key: string,
  unit: string,
  value: number | null,
  lower: number,
  median: number,
  upper: number,
): Compared => ({ key, unit, value, records: 20, lower, median, upper });

/** What the won deals most like it are, and how it stands beside them. */
export const SIMILAR: SimilarDeals = {
  state: 'ok',
  won: 120,
  lost: 95,
  needed: 30,
  fallback: false,
  fields: [
    { table: 'account', column: 'industrycode', label: 'Industry', weight: 0.61 },
    { table: 'opportunity', column: 'budgetstatus', label: 'Budget', weight: 0.34 },
    { table: 'opportunity', column: 'll_seats', label: 'Seats wanted', weight: 0.05 },
  ],
  compared: 20,
  deals: [
    similarDeal(1, { matched: ['industrycode', 'budgetstatus'] }),
    similarDeal(2, {
      distance: 0.04,
      matched: [],
      activities: null,
      minutes_by_us: null,
      response_by_us_hours: null,
      answered_by_us: null,
      closed_on: null,
    }),
    ...[3, 4, 5, 6, 7].map((place) => similarDeal(place)),
  ],
  not_readable: 13,
  comparison: [
    compared('mails_sent', 'count', 12, 8, 14.5, 21),
    compared('mails_received', 'count', 8, 6, 9, 12),
    compared('begun_by_us', 'count', 20, 44, 52, 60),
    compared('begun_by_them', 'count', 14, 10, 14, 18),
    compared('time_by_us', 'minutes', 690, 300, 345, 400),
    compared('time_by_them', 'minutes', 325, 200, 300, 400),
    compared('ratio_by_us', 'ratio', 1.5, 1, 1.2, 1.6),
    compared('mail_response_by_us', 'hours', 3.2, 2, 4, 6),
    compared('mail_answered_by_us', 'share', 0.8, 0.9, 1, 1),
    compared('mail_answered_by_them', 'share', null, 0.5, 0.6, 0.7),
  ],
};
export const similarWith = (over: Partial<SimilarDeals>): SimilarDeals => ({ ...SIMILAR, ...over });
/** As long as likeness cannot be learned. */
export const newestWith = (over: Partial<SimilarDeals>): SimilarDeals =>
  similarWith({
    state: 'too_few',
    won: 12,
    lost: 9,
    fallback: true,
    fields: [],
    compared: 12,
    deals: SIMILAR.deals.map((deal) => ({ ...deal, distance: null, matched: [] })),
    not_readable: 5,
    ...over,
  });

export const RELATIONSHIP_SETTINGS = {
  health_on: true,
  expected_days: 7,
  good: 60,
  fair: 40,
  deal_points: 10,
  influence: { emails: 0, meetings: 0.1, calls: 0, tasks: -0.2, other: 0 },
  minutes_to_write: 5,
  minutes_to_read: 2.5,
  longest_answer_days: 30,
  chart_days: 60,
  working_week: { time_zone: 'Europe/Amsterdam', days: [1, 2, 3, 4, 5], opens: '09:00', closes: '17:00' },
  our_domains: ['leadlight.example'],
  consent_required: false,
  notice: '',
};

export const NOTICE_READ: Notice = { version: 1, text: '', read: { version: 1, at: '2026-09-01T08:00:00Z' } };
