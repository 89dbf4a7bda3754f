import { QueryClient } from '@tanstack/react-query';
import { act } from 'react';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RelationTable, Relationship } from '../../../data/relationship';
import { button, click, NEVER, refusal, serve, show, unmount } from '../../../testing/render';
import {
  BEHIND_PAGE,
  NOTICE_READ,
  RELATIONSHIP,
  relationshipWith,
  SIMILAR,
} from '../../../testing/relationships';
import { RelationshipTab } from './RelationshipTab';

const ROW = { createdon: '2026-01-01T08:00:00Z', msdyn_opportunityscore: 64, msdyn_opportunitygrade: 1 };
let timeline = 0;
const tab = (table: RelationTable = 'opportunity') => (
  <RelationshipTab table={table} id={RELATIONSHIP.id} row={ROW} onTimeline={() => (timeline += 1)} />
);
const server = (over: Partial<Relationship> = {}, more: Parameters<typeof serve>[0] = {}) =>
  serve({
    'GET RelationshipActivities(': () => BEHIND_PAGE,
    'GET RelationshipNotice()': () => NOTICE_READ,
    'GET Relationship(': () => relationshipWith(over),
    'GET opportunities?': () => ({ value: [] }),
    'GET SimilarWonDeals(': () => SIMILAR,
    ...more,
  });
const titles = (page: HTMLElement) => [...page.querySelectorAll('h2')].map((one) => one.textContent);
const figure = (start: string) =>
  [...document.querySelectorAll<HTMLButtonElement>('.ll-figure')].find((one) =>
    one.getAttribute('aria-label')!.startsWith(start),
  );

beforeEach(() => {
  timeline = 0;
  localStorage.clear();
});
afterEach(unmount);

describe('the relationship tab', () => {
  it('shows all parts of an opportunity, as of when', async () => {
    server();
    const page = await show(tab());
    expect(titles(page)).toEqual([
      'Questions and answers',
      'Relationship health',
      'Overview',
      'Most contacted',
      'Most contacted by',
      'Customer interactions',
      'Time spent',
      'Response time',
      'Sent/received ratio',
      'E-mail engagement',
      'Relationship activities',
      'Similar won deals',
    ]);
    expect(page.textContent).toContain('As of Sep 20, 2026');
    expect(page.textContent).toContain('Walk through the offer');
    expect(page.textContent).toContain('You may not see what it is about.');
  });

  it('has its notice read first, and once', async () => {
    let read: object | null = { version: 1, at: '2026-01-01T08:00:00Z' };
    const asked = server(
      {},
      {
        'GET RelationshipNotice()': () => ({ version: 2, text: 'Ask Ann.', read }),
        'POST AcknowledgeRelationshipNotice': () => {
          read = { version: 2, at: '2026-09-20T10:00:00Z' };
          return null;
        },
      },
    );
    const page = await show(tab());
    expect(titles(page)).toEqual(['Before you look at relationships']);
    expect(page.textContent).toContain("decisions about anybody's employment");
    expect(page.textContent).toContain('Ask Ann.');
    button('I have read this')!.focus();
    await click(button('I have read this'));
    expect(asked.find((one) => one.method === 'POST')?.body).toEqual({ Version: 2 });
    expect(titles(page)).toContain('Relationship health');
    expect(document.activeElement).not.toBe(document.body);
  });

  it('says why a notice could not be noted, and keeps the figures back', async () => {
    server(
      {},
      {
        'GET RelationshipNotice()': () => ({ version: 2, text: '', read: null }),
        'POST AcknowledgeRelationshipNotice': () => refusal(503, 'Later.'),
      },
    );
    const page = await show(tab());
    await click(button('I have read this'));
    expect(page.querySelector('[role=alert]')?.textContent).toContain('Later.');
    expect(titles(page)).toEqual(['Before you look at relationships']);
  });

  it('shows of a contact and of a lead what applies to them', async () => {
    server({ table: 'contact' });
    const contact = titles(await show(tab('contact')));
    expect(contact).not.toContain('Most contacted');
    expect(contact).not.toContain('Time spent');
    expect(contact).not.toContain('Similar won deals');
    expect(contact).toContain('Response time');
    expect(document.body.textContent).not.toContain('Next contact');
    await unmount();
    server({ table: 'lead' });
    const lead = titles(await show(tab('lead')));
    expect(lead).toContain('Most contacted by');
    expect(lead).not.toContain('Response time');
    expect(lead).not.toContain('Similar won deals');
    expect(document.body.textContent).toContain('Next contact');
  });

  it('explains health by terms that add up to it', async () => {
    server();
    const page = await show(tab());
    const terms = [...page.querySelectorAll('.ll-terms tbody td')].map((one) =>
      Number(one.textContent!.replace('−', '-')),
    );
    expect(terms.reduce((sum, one) => sum + one, 0)).toBe(72);
    expect(page.querySelector('.ll-health-state')?.textContent).toBe('Good');
    expect(page.textContent).toContain('Steady');
  });

  it('says why there is no health', async () => {
    const health = RELATIONSHIP.health!;
    const cases: [Partial<Relationship>, string][] = [
      [{ health: null }, 'Health is switched off'],
      [{ health: null, left_out: 'opted_out' }, 'Opted out'],
      [
        { open: false, health: { ...health, applies: false } },
        'Health is worked out for records that are open.',
      ],
      [{ health: { ...health, state: 3, score: null, trend: 3 } }, 'Not enough information'],
      [{ health: { ...health, state: 4, score: null, trend: 3 } }, 'No closed activities'],
      [{ health: { ...health, state: 5, score: null, trend: 3 } }, 'Being computed'],
      [{ health: { ...health, state: 6, score: null, trend: 4 } }, 'Something went wrong'],
      [{ health: { ...health, state: 7, score: null, trend: 5 } }, 'Older than two years'],
    ];
    for (const [over, words] of cases) {
      server(over);
      const page = await show(tab());
      expect(page.querySelector('.ll-nohealth')?.textContent).toContain(words);
      expect(page.querySelector('.ll-terms')).toBeNull();
      await unmount();
    }
  });

  it('opens what is behind a number, with its filter, and says what is missing', async () => {
    const asked = server();
    await show(tab());
    await click(figure('E-mails sent: 12'));
    const call = asked.find((one) => one.path.startsWith('RelationshipActivities('));
    expect(call?.path).toContain("Channel='email',Direction='outgoing',Top=100");
    const drawer = document.querySelector('.ll-behind')?.textContent;
    expect(drawer).toContain('E-mails from our people to the contacts of this record.');
    expect(drawer).toContain('Offer');
    expect(drawer).toContain('4 more');
    expect(drawer).toContain('2 more you may not see');
  });

  it('narrows to this year, a month, a person', async () => {
    const asked = server();
    await show(tab());
    const last = () => asked.filter((one) => one.path.startsWith('RelationshipActivities(')).at(-1)!.path;
    await click(figure('E-mails received: 8'));
    expect(last()).not.toContain('From=');
    await click([...document.querySelectorAll('.ll-years .ll-figure')][0]);
    expect(last()).toContain(`From=${new Date(2026, 0, 1).toISOString()}`);
    await click(figure('2 meetings in August 2026'));
    expect(last()).toContain("Channel='meeting',From=2026-08-01T00:00:00.000Z,To=2026-09-01T00:00:00.000Z");
    await click(figure('E-mails with Ann Lee: 10'));
    expect(last()).toContain("Channel='email',PersonTable='contact',PersonId=c1");
    const before = asked.length;
    await click(figure('The stage moved 3 days ago'));
    expect(asked).toHaveLength(before);
    expect(document.querySelector('.ll-behind')?.textContent).toContain('No activity stands behind this');
  });

  it('names people as far as they are known, and asks nothing of those known by address only', async () => {
    server();
    const people = [...(await show(tab())).querySelectorAll('.ll-most > li')];
    expect(people.map((one) => one.querySelector('a, .ll-most-name')?.textContent)).toEqual([
      'Ann Lee',
      'Bob of Acme',
      'office@acme.example',
      'Anna Jansen',
    ]);
    expect(people[2]!.querySelectorAll('button')).toHaveLength(0);
  });

  it('says that nothing was followed, until something was', async () => {
    server();
    expect((await show(tab())).textContent).toContain('No e-mail has been followed yet.');
    await unmount();
    const engagement = { followed: 10, opened: 6, with_attachments: 4, viewed: 1, with_links: 0, clicked: 0 };
    server({ engagement });
    const page = await show(tab());
    expect(page.textContent).toContain('6 of 10');
    expect(figure('Opened: 60%')).toBeDefined();
    expect(figure('Links clicked')).toBeUndefined();
  });

  it('tells silences, and every day in a table', async () => {
    server();
    const page = await show(tab());
    expect(page.textContent).toContain('Jul 10, 2026 to Aug 2, 2026: 24 days without contact');
    await click(button('Table'));
    expect(page.querySelectorAll('.ll-days tbody tr')).toHaveLength(12);
    expect(figure('E-mails sent, Sep 4, 2026: 2')).toBeDefined();
  });

  it('asks for the days that are chosen, and remembers them', async () => {
    const first = (all: ReturnType<typeof server>) =>
      all.find((one) => one.path.startsWith('Relationship('))?.path;
    const asked = server();
    await show(tab());
    expect(first(asked)).not.toContain('Days=');
    await click(button('60 days'));
    expect(asked.some((one) => one.path.includes('Days=60'))).toBe(true);
    await unmount();
    const again = server();
    await show(tab());
    expect(first(again)).toContain('Days=60');
  });

  it('says what to do while there are no activities', async () => {
    server({ activities: 0, hidden: 0 });
    const page = await show(tab());
    expect(page.textContent).toContain('No activities yet');
    expect(titles(page)).toEqual(['Similar won deals']);
    await click(button('Open the timeline'));
    expect(timeline).toBe(1);
  });

  it('says that somebody opted out, that a record is closed, and what may not be seen', async () => {
    server({ left_out: 'opted_out', health: null, open: false });
    const page = await show(tab());
    expect(page.textContent).toContain('This person does not wish to be analysed');
    expect(page.textContent).toContain('This record is closed.');
    expect(page.textContent).toContain('3 of the activities behind these figures may not be opened by you.');
    await unmount();
    server({ hidden: 0 });
    expect((await show(tab())).textContent).not.toContain('may not be opened');
  });

  it('does not wait for the similar deals, and asks for them again with the rest', async () => {
    server({}, { 'GET SimilarWonDeals(': () => NEVER });
    const page = await show(tab());
    expect(titles(page)).toContain('Overview');
    expect(page.querySelectorAll('.ll-state-bars')).toHaveLength(1);
    await unmount();
    const again = server();
    await show(tab());
    await click(button('Refresh'));
    for (const name of ['Relationship(', 'SimilarWonDeals('])
      expect(again.filter((one) => one.path.startsWith(name))).toHaveLength(2);
  });

  it('does not ask again while it waits for an answer', async () => {
    let answer: () => unknown = () => relationshipWith({});
    server({}, { 'GET Relationship(': () => answer() });
    await show(tab());
    answer = () => NEVER;
    await click(button('Refresh'));
    expect(button('Refresh')?.getAttribute('aria-disabled')).toBe('true');
  });

  it('keeps what is known when it cannot be read again, and says so', async () => {
    let answer: () => unknown = () => relationshipWith({});
    server({}, { 'GET Relationship(': () => answer() });
    const again = await show(tab());
    answer = () => refusal(503, 'Later.');
    await click(button('Refresh'));
    expect(again.querySelector('[role=alert]')?.textContent).toContain('Later.');
    expect(titles(again)).toContain('Overview');
    answer = () => relationshipWith({});
    await click(button('Try again'));
    expect(again.querySelector('[role=alert]')).toBeNull();
  });

  it('shows behind a number what it was made of, though the tab has been read again since', async () => {
    const queries = new QueryClient();
    let asOf = '2026-09-20T10:00:00Z';
    const asked = server({}, { 'GET Relationship(': () => relationshipWith({ as_of: asOf }) });
    await show(tab(), { queries });
    await click(figure('E-mails sent: 12'));
    asOf = '2026-09-21T10:00:00Z';
    await act(() => queries.invalidateQueries({ queryKey: ['relationship'] }));
    expect(document.body.textContent).toContain('As of Sep 21, 2026');
    const behind = asked.filter((one) => one.path.startsWith('RelationshipActivities('));
    expect(behind.every((one) => one.path.includes('AsOf=2026-09-20T10:00:00Z'))).toBe(true);
  });

  it('names the day whose bar was opened', async () => {
    server();
    const page = await show(tab());
    const bar = [...page.querySelectorAll('.ll-actbar-group')].find((one) =>
      one.querySelector('title')?.textContent?.startsWith('Sep 4, 2026: E-mails sent'),
    );
    await act(async () => bar?.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    expect(document.querySelector('[role=dialog]')?.textContent).toContain('E-mails sent, Sep 4, 2026');
  });

  it('waits, and tries again after a failure', async () => {
    server({}, { 'GET Relationship(': () => NEVER });
    expect((await show(tab())).querySelector('.ll-state-bars')).not.toBeNull();
    await unmount();
    let down = true;
    server({}, { 'GET Relationship(': () => (down ? refusal(503, 'Later.') : relationshipWith({})) });
    const page = await show(tab());
    expect(page.querySelector('[role=alert]')).not.toBeNull();
    down = false;
    await click(button('Try again'));
    expect(titles(page)).toContain('Overview');
  });
});
