import { act } from 'react';
import { useLocation } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { dealOf, MOST_BUBBLES } from '../../data/lists/pipeline';
import { listTable } from '../../data/lists/tables';
import { button, click, press, refusal, serve, settle, show, unmount } from '../../testing/render';
import { Pipeline } from './Pipeline';

const DEALS = listTable('opportunity')!;
const OPTIONS = { $filter: 'statecode eq 0', $orderby: 'name asc', $search: 'pump' };
const FORMATTED = 'estimatedvalue@OData.Community.Display.V1.FormattedValue';
const NO_WORTH = { estimatedvalue: null, estimatedvalue_base: null, [FORMATTED]: undefined };
const day = (ahead: number) => new Date(Date.now() + ahead * 24 * 3600e3).toISOString().slice(0, 10);
const row = (id: string, score: number, ahead: number, over: Record<string, unknown> = {}) => ({
  opportunityid: id,
  name: `Deal ${id}`,
  msdyn_opportunityscore: score,
  msdyn_opportunitygrade: score > 50 ? 0 : 3,
  estimatedclosedate: day(ahead),
  estimatedvalue: 500,
  estimatedvalue_base: 500,
  [FORMATTED]: '€500',
  ...over,
});

afterEach(unmount);

interface Answers {
  rows: unknown[];
  drawable?: number;
  noScore?: number;
  noDate?: number;
}
function answer({ rows, drawable = rows.length, noScore = 0, noDate = 0 }: Answers) {
  return serve({
    'GET opportunities?': ({ path }) => {
      if (path.includes('score eq null')) return { value: [], '@odata.count': noScore };
      if (path.includes('closedate eq null')) return { value: [], '@odata.count': noDate };
      return { value: rows, '@odata.count': drawable };
    },
  });
}
const Where = () => <output>{useLocation().pathname}</output>;
const shown = () =>
  show(
    <>
      <Pipeline table={DEALS} options={OPTIONS} />
      <Where />
    </>,
  );
const option = () => document.querySelector('[role=option]');
const list = () => document.querySelector<HTMLElement>('[role=listbox]')!;
const focus = async () => {
  await act(async () => list().focus());
  await settle();
};

describe('the pipeline', () => {
  it('asks for what the list shows, the most valuable first, and no more than it can draw', async () => {
    const asked = answer({ rows: [row('1', 80, 10)] });
    await shown();
    const drawn = asked.find(({ path }) => path.includes('estimatedclosedate ne null'))!;
    expect(drawn.path).toContain(
      '$filter=statecode eq 0 and msdyn_opportunityscore ne null and estimatedclosedate ne null',
    );
    expect(drawn.path).toContain('$search=pump');
    expect(drawn.path).toContain(`$orderby=estimatedvalue_base desc&$top=${MOST_BUBBLES}`);
  });

  it('says what it does not show', async () => {
    answer({ rows: [row('1', 80, 10), row('2', 10, 9999)], drawable: 2431, noScore: 17, noDate: 1 });
    await shown();
    expect(document.querySelector('.ll-pipeline-facts')?.textContent).toBe(
      'The 2,000 most valuable of 2,431 opportunities · 17 have no score · 1 has no close date · ' +
        '1 is over a year late or over three years ahead and stands at the edge',
    );
  });

  it('is one stop for the keyboard: by score to the side, by day up and down, Enter opens', async () => {
    answer({ rows: [row('1', 80, 10), row('2', 10, 90), row('3', 40, 50)] });
    await shown();
    await focus();
    await press('Home');
    expect(option()?.getAttribute('aria-label')).toMatch(
      /^Deal 2, Score 10, grade D, Expected to close .*, €500$/,
    );
    expect(option()?.getAttribute('aria-posinset')).toBe('1');
    expect(option()?.getAttribute('aria-setsize')).toBe('3');
    await press('ArrowRight');
    expect(option()?.getAttribute('aria-label')).toMatch(/^Deal 3/);
    await press('ArrowDown');
    expect(option()?.getAttribute('aria-label')).toMatch(/^Deal 1/);
    await press('ArrowDown');
    expect(option()?.getAttribute('aria-label')).toMatch(/^Deal 1/);
    await press('End');
    expect(list().getAttribute('aria-activedescendant')).toBe(option()?.id);
    await press('Enter');
    expect(document.querySelector('output')?.textContent).toBe('/records/opportunity/1');
  });

  it('opens the deal whose bubble is clicked, and nothing beside one', async () => {
    answer({ rows: [row('1', 80, 10), row('2', 10, 90)] });
    await shown();
    const circle = document.querySelector('[data-bubble="1"]')!;
    await click(list());
    expect(document.querySelector('output')?.textContent).toBe('/');
    await act(async () => circle.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    await settle();
    expect(document.querySelector('output')?.textContent).toBe('/records/opportunity/2');
  });

  it('is a table for whoever prefers one', async () => {
    answer({
      rows: [row('1', 80, 10), row('2', 10, 90, { [FORMATTED]: undefined }), row('3', 5, 9, NO_WORTH)],
    });
    await shown();
    await click(button('Table'));
    expect([...document.querySelectorAll('thead th')].map((one) => one.textContent)).toEqual([
      'Topic',
      'Score',
      'Est. close date',
      'Est. revenue',
    ]);
    const cells = [...document.querySelectorAll('tbody tr')].map((line) =>
      [...line.children].map((one) => one.textContent),
    );
    expect(cells[0]![3]).toBe('€500');
    // Without a currency the server writes nothing.
    expect(cells[1]![3]).toBe('500');
    expect(cells[2]![3]).toBe('–');
    expect(cells[1]![1]).toBe('10Grade D');
    expect(document.querySelector('tbody a')?.getAttribute('href')).toBe('/records/opportunity/1');
  });

  it('says when nothing can be drawn, and when it may not be read', async () => {
    answer({ rows: [], noScore: 3 });
    await shown();
    expect(document.body.textContent).toContain('3 have no score');
    expect(document.body.textContent).toContain(
      'None of these opportunities has both a score and a close date',
    );
    await unmount();
    serve({ 'GET opportunities?': () => refusal(403, 'Not yours.') });
    await shown();
    expect(document.querySelector('[role=alert]')?.textContent).toContain('You do not have the right');
  });
});

describe('dealOf', () => {
  it('compares in the one currency, and takes the own where there is no other', () => {
    expect(dealOf(DEALS, row('1', 80, 1, { estimatedvalue_base: 7 }))?.worth).toBe(7);
    expect(dealOf(DEALS, row('1', 80, 1, { estimatedvalue_base: null }))?.worth).toBe(500);
    expect(
      dealOf(DEALS, row('1', 80, 1, { estimatedvalue_base: null, estimatedvalue: null }))?.worth,
    ).toBeNull();
  });
  it('leaves out what is no bubble', () => {
    expect(dealOf(DEALS, row('1', 80, 1, { estimatedclosedate: 'soon' }))).toBeNull();
    expect(dealOf(DEALS, row('1', 80, 1, { msdyn_opportunitygrade: null }))).toBeNull();
  });
});
