import { act } from 'react';
import { useLocation } from 'react-router';
import { afterEach, describe, expect, it } from 'vitest';
import { dayOf } from '../../data/lists/conditions';
import { MOST_SHAPES } from '../../data/lists/healthPipeline';
import { listTable } from '../../data/lists/tables';
import { button, click, press, serve, settle, show, unmount } from '../../testing/render';
import { HealthPipeline } from './HealthPipeline';

const DEALS = listTable('opportunity')!;
const OPTIONS = { $filter: 'statecode eq 0', $orderby: 'name asc', $search: 'pump' };
const FORMATTED = 'estimatedvalue@OData.Community.Display.V1.FormattedValue';
const today = new Date();
const day = (ahead: number) =>
  dayOf(new Date(today.getFullYear(), today.getMonth(), today.getDate() + ahead));
const row = (id: string, ahead: number, health: [score: number | null, state: number] | null) => ({
  opportunityid: id,
  name: `Deal ${id}`,
  estimatedclosedate: day(ahead),
  estimatedvalue: 500,
  estimatedvalue_base: 500,
  [FORMATTED]: '€500',
  msdyn_opportunitykpiid: health && {
    msdyn_relationshiphealthscorevalue: health[0],
    msdyn_relationshiphealthscorestate: health[1],
  },
});
const ROWS = [row('1', 10, [80, 0]), row('2', 90, [10, 2]), row('3', 0, null)];

afterEach(unmount);

const answer = (rows: unknown[], { drawable = rows.length, noDate = 0, past = 0 } = {}) =>
  serve({
    'GET opportunities?': ({ path }) => {
      if (path.includes('closedate eq null')) return { value: [], '@odata.count': noDate };
      if (path.includes('closedate lt')) return { value: [], '@odata.count': past };
      return { value: rows, '@odata.count': drawable };
    },
  });
const Where = () => <output>{useLocation().pathname}</output>;
const shown = () =>
  show(
    <>
      <HealthPipeline table={DEALS} options={OPTIONS} />
      <Where />
    </>,
  );
const option = () => document.querySelector('[role=option]')?.getAttribute('aria-label');

describe('the relationship pipeline', () => {
  it('asks for what closes from today on, with its health, the most valuable first', async () => {
    const asked = answer(ROWS);
    await shown();
    const { path } = asked.find((one) => one.path.includes('$expand'))!;
    expect(path).toContain(`$filter=statecode eq 0 and estimatedclosedate ge ${day(0)}`);
    expect(path).toContain('$search=pump');
    expect(path).toContain(
      '$expand=msdyn_opportunitykpiid($select=msdyn_relationshiphealthscorevalue,msdyn_relationshiphealthscorestate)',
    );
    expect(path).toContain(`$orderby=estimatedvalue_base desc&$top=${MOST_SHAPES}`);
  });

  it('says what it does not draw, and what stands at 0', async () => {
    answer(ROWS, { drawable: 731, noDate: 2, past: 1 });
    await shown();
    expect(document.querySelector('.ll-pipeline-facts')?.textContent).toBe(
      'The 500 most valuable of 731 opportunities · 2 without a close date are not drawn · ' +
        '1 with a close date in the past is not drawn · 1 has no health and stands at 0',
    );
  });

  it('gives each state a shape and a colour, and grey to none', async () => {
    answer(ROWS);
    await shown();
    const looks = [...document.querySelectorAll('[data-bubble]')].map((one) => one.getAttribute('class'));
    expect(looks).toEqual([
      'll-bubble ll-bubble-good',
      'll-bubble ll-bubble-poor',
      'll-bubble ll-bubble-none',
    ]);
  });

  it('goes by keyboard from the first to close, and opens a deal', async () => {
    answer(ROWS);
    await shown();
    await act(async () => document.querySelector<HTMLElement>('[role=listbox]')!.focus());
    await settle();
    await press('Home');
    expect(option()).toBe('Deal 3, Health: No activities yet, Closes today, €500');
    await press('ArrowRight');
    expect(option()).toBe('Deal 1, Health 80, Good, Closes in 10 days, €500');
    await press('Enter');
    expect(document.querySelector('output')?.textContent).toBe('/records/opportunity/1');
  });

  it('opens the deal whose bubble is clicked', async () => {
    answer(ROWS);
    await shown();
    const bubble = document.querySelector('[data-bubble="1"]')!;
    await act(async () => bubble.dispatchEvent(new MouseEvent('click', { bubbles: true })));
    await settle();
    expect(document.querySelector('output')?.textContent).toBe('/records/opportunity/2');
  });

  it('is a table for whoever prefers one', async () => {
    answer(ROWS);
    await shown();
    await click(button('Table'));
    const cells = [...document.querySelectorAll('tbody tr')].map((line) =>
      [...line.children].map((one) => one.textContent),
    );
    expect(cells[0]).toEqual(['Deal 1', 'Good', '80', '10', expect.any(String), '€500']);
    expect(cells[2]!.slice(1, 3)).toEqual(['No activities yet', '–']);
  });

  it('says when nothing is ahead', async () => {
    answer([], { past: 4 });
    await shown();
    expect(document.body.textContent).toContain('None of these opportunities has a close date ahead');
    expect(document.body.textContent).toContain('4 with a close date in the past are not drawn');
  });
});
