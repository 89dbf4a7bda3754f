import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { useLocation } from 'react-router';
import { listTable } from '../../data/lists/tables';
import { button, click, press, refusal, serve, show, unmount } from '../../testing/render';
import { ListGridRow } from './ListGridRow';
import { NoScorePopover } from './NoScorePopover';
import type { Column } from './useColumns';

const DEALS = listTable('opportunity')!;
const COLUMNS: Column[] = [
  { name: 'name', label: 'Topic', type: 'Text' },
  { name: 'msdyn_opportunityscore', label: 'Score', type: 'Integer' },
];

afterEach(unmount);

const Where = () => <output>{useLocation().pathname}</output>;

function row(over: Record<string, unknown> = {}, active = true) {
  const onWhy = vi.fn();
  const element = (
    <ListGridRow
      id="r"
      table={DEALS}
      columns={COLUMNS}
      row={{ opportunityid: 'O', name: 'Pumps', statecode: 0, msdyn_opportunityscore: null, ...over }}
      index={0}
      active={active}
      chosen={false}
      place={{}}
      narrow={false}
      whyNoScore="No model published"
      onWhy={onWhy}
      onActivate={() => {}}
      onChoose={() => {}}
    />
  );
  return { element, onWhy };
}

it('a missing score asks why instead of opening the row', async () => {
  const { element, onWhy } = row();
  await show(
    <>
      {element}
      <Where />
    </>,
  );
  await click(button('No model published. Why?'));
  expect(onWhy).toHaveBeenCalledOnce();
  expect(onWhy.mock.calls[0]![0]).toMatchObject({ opportunityid: 'O' });
  expect(document.querySelector('output')?.textContent).toBe('/');
});

it('only the row that the keyboard stands in has a stop for it', async () => {
  await show(row({}, false).element);
  expect(button('No model published. Why?')?.tabIndex).toBe(-1);
  await unmount();
  await show(row().element);
  expect(button('No model published. Why?')?.tabIndex).toBe(0);
});

it('a closed row has no score whatever the models do', async () => {
  await show(row({ statecode: 1 }).element);
  expect(button('No score. Why?')).toBeDefined();
});

it('a score is no button', async () => {
  const page = await show(row({ msdyn_opportunityscore: 40, msdyn_opportunitygrade: 2 }).element);
  expect(page.querySelector('button')).toBeNull();
  expect(page.querySelector('.ll-score-value')?.textContent).toBe('40');
});

/** A cell whose reason is shown until the popover closes. */
function Asked() {
  const [beside, setBeside] = useState<HTMLElement | null>(null);
  return (
    <>
      <button onClick={(event) => setBeside(event.currentTarget)}>Why?</button>
      {beside && (
        <NoScorePopover table="opportunity" id="O" beside={beside} onClose={() => setBeside(null)} />
      )}
    </>
  );
}

const dialog = () => document.querySelector('[role=dialog]');

async function ask(answer: () => unknown) {
  serve({
    "GET ScoreDetails(Table='opportunity',Id=O)": answer,
    'GET ScoringStatus(': () => ({
      models: [],
      closed: { positive: 23, negative: 12, needed: 40 },
      open: 3,
      scored: 0,
    }),
  });
  await show(<Asked />);
  await click(button('Why?'));
}

it('counts beside the cell what is missing, takes the focus and gives it back', async () => {
  await ask(() => ({ score: null, why: 'no_model' }));
  expect(dialog()?.textContent).toContain('23 of 40 won');
  expect(dialog()?.textContent).toContain('12 of 40 lost');
  expect(dialog()?.contains(document.activeElement)).toBe(true);
  await press('Escape');
  expect(dialog()).toBeNull();
  expect(document.activeElement).toBe(button('Why?'));
});

it.each([
  [() => ({ score: null, why: 'closed' }), 'This opportunity is closed'],
  [() => ({ score: null, why: 'not_covered' }), 'none covers this one'],
  [() => ({ score: 50 }), 'It has been scored meanwhile'],
  [() => refusal(404, 'no opportunity'), 'no opportunity'],
])('says what the server says now', async (answer, words) => {
  await ask(answer);
  expect(dialog()?.textContent).toContain(words);
});
