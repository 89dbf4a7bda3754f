import { afterEach, describe, expect, it } from 'vitest';
import type { SimilarDeals } from '../../../data/similarDeals';
import { button, click, NEVER, refusal, serve, show, unmount } from '../../../testing/render';
import { newestWith, similarWith } from '../../../testing/relationships';
import { SimilarCard } from './SimilarCard';

const card = async (answer: SimilarDeals, open = true) => {
  serve({ 'GET SimilarWonDeals(OpportunityId=o1)': () => answer });
  return show(<SimilarCard id="o1" open={open} />);
};
const rows = (page: HTMLElement, label = 'Similar won deals') =>
  [...page.querySelectorAll(`table[aria-label="${label}"] tbody tr`)].map((row) =>
    [...row.children].map((cell) => cell.textContent),
  );

afterEach(unmount);

describe('the card of similar won deals', () => {
  it('shows how alike each is, in what, and a dash for what is not known', async () => {
    const page = await card(similarWith({}));
    const [first, second] = rows(page);
    expect(first).toEqual([
      '81 seatsAlike in: Industry of the account and Budget',
      'Jun 30, 2026',
      '98%',
      '31',
      '5.7 hours',
      '3.5 hours',
      '80%',
    ]);
    expect(second).toEqual(['82 seats', '–', '96%', '–', '–', '–', '–']);
    expect(page.querySelector('tbody a')?.getAttribute('href')).toBe('/records/opportunity/deal1');
  });

  it('shows five, and all when asked', async () => {
    const page = await card(similarWith({}));
    expect(rows(page)).toHaveLength(5);
    await click(button('Show all 7'));
    expect(rows(page)).toHaveLength(7);
    expect(button('Show fewer')?.getAttribute('aria-expanded')).toBe('true');
    await click(button('Show fewer'));
    expect(rows(page)).toHaveLength(5);
  });

  it('names rows and columns of every table', async () => {
    const page = await card(similarWith({}));
    for (const table of page.querySelectorAll('table')) {
      for (const head of table.querySelectorAll('thead th')) expect(head.getAttribute('scope')).toBe('col');
      for (const row of table.querySelectorAll('tbody tr'))
        expect(row.firstElementChild?.getAttribute('scope')).toBe('row');
    }
  });

  it('sets the deal beside the median and the quartiles', async () => {
    const page = await card(similarWith({}));
    const compared = rows(page, 'This deal beside them');
    expect(compared).toContainEqual(['E-mails sent', '12', '14.5 (8 to 21)', '20']);
    expect(compared).toContainEqual(['E-mails answered by them', '–', '60% (50% to 70%)', '20']);
    expect(compared).toContainEqual([
      'Our response time to e-mails',
      '3.2 hours',
      '4 hours (2 hours to 6 hours)',
      '20',
    ]);
    expect(page.textContent).toContain('Similar won deals: median (lower quartile to upper quartile)');
    expect(page.textContent).toContain('its numbers can still grow');
    await unmount();
    expect((await card(similarWith({}), false)).textContent).not.toContain('can still grow');
  });

  it('says by which fields, and how much each weighs', async () => {
    const page = await card(similarWith({}));
    expect(page.querySelector('summary')?.textContent).toBe('What makes deals alike');
    expect(page.querySelector('details')?.open).toBe(false);
    expect(rows(page, 'What makes deals alike')).toEqual([
      ['Industry of the account', '61%'],
      ['Budget', '34%'],
      ['Seats wanted', '5%'],
    ]);
  });

  it('counts those that may not be read', async () => {
    expect((await card(similarWith({}))).textContent).toContain(
      '13 of them you may not read: they count in the numbers only.',
    );
    await unmount();
    const page = await card(similarWith({ not_readable: 20, deals: [] }));
    expect(page.textContent).toContain('20 of them you may not read');
    expect(rows(page)).toEqual([]);
    expect(rows(page, 'This deal beside them')).not.toEqual([]);
    await unmount();
    expect((await card(similarWith({ not_readable: 0, compared: 7 }))).textContent).not.toContain(
      'may not read',
    );
  });

  it('says why the deals are not similar ones, and does not call them so', async () => {
    const page = await card(newestWith({}));
    expect(page.textContent).toContain(
      'Needs 30 won and 30 lost deals; there are 12 and 9. Shown beside the newest 12 won deals instead.',
    );
    expect(rows(page)[0]).toHaveLength(6);
    expect(page.textContent).not.toContain('How alike');
    expect(page.textContent).not.toContain('than the median of similar');
    expect(page.textContent).toContain('Newest won deals: median');
    expect(page.querySelector('details')).toBeNull();
    await unmount();
    expect((await card(newestWith({ state: 'no_fields' }))).textContent).toContain(
      'No field tells won deals',
    );
    await unmount();
    const { fields } = similarWith({});
    const without = await card(newestWith({ state: 'no_values', fields }));
    expect(without.textContent).toContain('None of the fields that make deals alike is filled in here');
    expect(without.querySelector('details')).not.toBeNull();
  });

  it('says how many of the newest are listed, and that there is none', async () => {
    const page = await card(newestWith({ compared: 100, not_readable: 30 }));
    expect(page.textContent).toContain('The newest 7 are listed.');
    await unmount();
    const none = await card(newestWith({ won: 0, compared: 0, deals: [], not_readable: 0, comparison: [] }));
    expect(none.textContent).toContain('There is no other won deal to show instead.');
    expect(none.querySelector('table, h3')).toBeNull();
  });

  it('does not compare with fewer than five', async () => {
    const page = await card(newestWith({ compared: 4, comparison: [] }));
    expect(page.textContent).toContain('Fewer than five of these deals have numbers');
    expect(rows(page, 'This deal beside them')).toEqual([]);
  });

  it('waits, and tries again after a failure', async () => {
    serve({ 'GET SimilarWonDeals(': () => NEVER });
    const waiting = await show(<SimilarCard id="o1" open />);
    expect(waiting.querySelector('h2')?.textContent).toBe('Similar won deals');
    expect(waiting.querySelector('[role=status]')).not.toBeNull();
    await unmount();
    let down = true;
    serve({ 'GET SimilarWonDeals(': () => (down ? refusal(503, 'Later.') : similarWith({})) });
    const page = await show(<SimilarCard id="o1" open />);
    expect(page.querySelector('[role=alert]')).not.toBeNull();
    down = false;
    await click(button('Try again'));
    expect(rows(page)).toHaveLength(5);
  });
});
