import { afterEach, expect, it } from 'vitest';
import { currentToasts, flushToasts } from '../../components/toasts';
import { builtIn } from '../../data/lists/builtIn';
import { emptyState } from '../../data/lists/state';
import { listTable } from '../../data/lists/tables';
import { button, click, refusal, serve, sessionOf, show, SignedIn, unmount } from '../../testing/render';
import { ViewMenu } from './ViewMenu';

const LEADS = listTable('lead')!;
const VIEW = {
  id: 'v1',
  name: 'Hot ones',
  shared: false,
  isDefault: false,
  definition: builtIn(LEADS, 'open'),
};

afterEach(async () => {
  await unmount();
  flushToasts();
});

it('says when a view could not be kept as it is, or made the first', async () => {
  serve({ ...sessionOf('Salesperson'), 'PATCH userqueries(v1)': () => refusal(403, 'Not yours.') });
  await show(
    <SignedIn>
      <ViewMenu
        table={LEADS}
        views={[VIEW]}
        saved={VIEW}
        view={VIEW.definition}
        state={{ ...emptyState('v1'), columns: ['fullname'] }}
        onChange={() => {}}
      />
    </SignedIn>,
  );
  for (const name of ['Save', 'Make default']) {
    await click(button('Views (changed)'));
    const item = [...document.querySelectorAll('[role=menuitem]')].find((one) => one.textContent === name);
    await click(item);
  }
  expect(currentToasts().map((one) => [one.intent, one.text])).toEqual([
    ['failed', 'You do not have the right to do this.'],
    ['failed', 'You do not have the right to do this.'],
  ]);
});
