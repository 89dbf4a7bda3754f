import { describe, expect, it } from 'vitest';
import { BEHIND_PAGE } from '../testing/relationships';
import { activitiesPath, hasRelationship, relationshipPath, together, type BehindPage } from './relationship';
import {
  addDays,
  dateOf,
  dayBounds,
  dayOf,
  daysBetween,
  daysOutside,
  monthBounds,
  yearBegins,
} from './relationshipDays';
import { BEHIND, FIGURE_KEYS, filtersOf, widgetsOf } from './relationshipFigures';

const plain = (path: string) => decodeURIComponent(path);

describe('the calls', () => {
  it('leave the length of the chart to the organisation until somebody chooses', () => {
    expect(plain(relationshipPath('lead', 'l1', null))).not.toContain('Days=');
    expect(plain(relationshipPath('lead', 'l1', 60))).toMatch(
      /^Relationship\(Table='lead',Id=l1,Days=60,TimeZone='.+'\)$/,
    );
  });
  it('ask for the activities of a figure, and for those only', () => {
    const filter = {
      channel: 'email',
      direction: 'incoming',
      from: '2026-01-01T00:00:00Z',
      to: '2026-02-01T00:00:00Z',
      person: { table: 'contact', id: 'c1' },
    } as const;
    expect(plain(activitiesPath('account', 'a1', filter, '2026-09-20T10:00:00Z'))).toBe(
      "RelationshipActivities(Table='account',Id=a1,Channel='email',Direction='incoming'," +
        "From=2026-01-01T00:00:00Z,To=2026-02-01T00:00:00Z,PersonTable='contact',PersonId=c1,Top=100," +
        'AsOf=2026-09-20T10:00:00Z)',
    );
  });
  it('are for four tables', () => {
    expect(['account', 'contact', 'lead', 'opportunity', 'incident'].filter(hasRelationship)).toHaveLength(4);
  });
  it('put answers together, newest first, with what is missing from each', () => {
    const page = BEHIND_PAGE as BehindPage;
    const older = {
      activities: [{ ...page.activities[0]!, at: '2026-09-01T00:00:00Z' }],
      more: 1,
      hidden: 0,
    };
    const all = together([older, page]);
    expect(all.activities.map((one) => one.at.slice(0, 10))).toEqual([
      '2026-09-04',
      '2026-09-01',
      '2026-08-31',
    ]);
    expect([all.more, all.hidden]).toEqual([5, 2]);
  });
});

describe('what is behind a figure', () => {
  it('is the channel and the direction that it counts', () => {
    expect(filtersOf('mails_sent')).toEqual([{ channel: 'email', direction: 'outgoing' }]);
    expect(filtersOf('calls_received')).toEqual([{ channel: 'call', direction: 'incoming' }]);
    expect(filtersOf('time_by_us')).toEqual([{}]);
  });
  it('of what was begun is mails, meetings and calls, but no tasks', () => {
    expect(filtersOf('begun_by_them').map((one) => one.channel)).toEqual(['email', 'meeting', 'call']);
    expect(filtersOf('begun_by_them').every((one) => one.direction === 'incoming')).toBe(true);
  });
  it('can be narrowed without changing the figure for others', () => {
    const from = yearBegins('2026-09-20T10:00:00Z');
    expect(filtersOf('meetings_sent', { from })).toEqual([
      { channel: 'meeting', direction: 'outgoing', from },
    ]);
    expect(filtersOf('meetings_sent')).toEqual(BEHIND.meetings_sent);
    expect(FIGURE_KEYS.length).toBeGreaterThan(20);
  });
});

describe('the parts of the tab', () => {
  it('are those of the record type', () => {
    expect(widgetsOf('opportunity')).toContain('most_contacted');
    expect(widgetsOf('contact')).not.toContain('most_contacted');
    expect(widgetsOf('contact')).not.toContain('time');
    expect(widgetsOf('contact')).toContain('response');
    expect(widgetsOf('lead')).not.toContain('response');
    for (const table of ['account', 'contact', 'lead', 'opportunity'] as const)
      expect(widgetsOf(table)).toEqual(
        expect.arrayContaining([
          'questions',
          'overview',
          'health',
          'interactions',
          'ratio',
          'engagement',
          'activities',
        ]),
      );
  });
});

describe('days', () => {
  it('stay the same days of the calendar', () => {
    expect(dateOf(dayOf('2026-06-03'))).toBe('2026-06-03');
    expect(dateOf(addDays(dayOf('2026-02-27'), 3))).toBe('2026-03-02');
    expect(daysBetween(dayOf('2026-03-01'), dayOf('2026-11-01'))).toBe(245);
  });
  it('end where the next begins', () => {
    expect(dayBounds('2026-06-03').to).toBe(dayBounds('2026-06-04').from);
    expect(monthBounds('2026-12')).toEqual({
      from: '2026-12-01T00:00:00.000Z',
      to: '2027-01-01T00:00:00.000Z',
    });
  });
  it('are outside when no deal was open, the first and the last day included', () => {
    const none = { email: [1, 0], meeting: [0, 0], call: [0, 0] } as { [key: string]: [number, number] };
    const day = (date: string) => ({ date, ...none }) as Parameters<typeof daysOutside>[0][number];
    const days = ['2026-06-01', '2026-06-10', '2026-06-20', '2026-06-21'].map(day);
    const periods = [{ from: dayOf('2026-06-10'), to: dayOf('2026-06-20') }];
    expect(daysOutside(days, periods)).toBe(2);
    expect(daysOutside(days, [])).toBe(4);
  });
});
