import { expect, expectAccessible, openFirstLead, signIn, test } from './story';
import type { Page } from '@playwright/test';

const score = async (page: Page) => Number(await page.locator('.ll-widget .ll-ring-number').textContent());

test('evidence opens by keyboard and names the rate of all leads', async ({ page }) => {
  await signIn(page);
  await openFirstLead(page);
  const reasons = page.locator('.ll-widget .ll-reason');
  await expect(reasons.first()).toBeVisible();
  expect(await reasons.count()).toBeLessThanOrEqual(10);
  await reasons.first().focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  const tooltip = page.getByRole('tooltip').filter({ visible: true });
  await expect(tooltip).toContainText(/All leads: \d+%|No closed leads/);
});

/** Chooses another value than the present one in a dropdown and answers both. */
async function chooseOther(page: Page, label: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  const now = await field.inputValue();
  const values = await field
    .locator('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  await field.selectOption(values.find((value) => value !== now && value !== '')!);
}

test('a change is saved and scored in the same moment, and can be taken back', async ({ page }) => {
  await signIn(page);
  await openFirstLead(page);
  const before = await score(page);
  for (const label of ['Lead source', 'Budget', 'Need', 'Purchase timeframe']) await chooseOther(page, label);

  const [answer] = await Promise.all([
    page.waitForResponse(
      (response) => response.request().method() === 'PATCH' && response.url().includes('/leads('),
    ),
    page.keyboard.press('Control+s'),
  ]);
  expect(answer.status()).toBe(200);
  const saved = (await answer.json()) as { msdyn_leadscore: number };
  await expect(page.locator('.ll-widget .ll-ring-number')).toHaveText(String(saved.msdyn_leadscore));
  const moved = saved.msdyn_leadscore - before;
  if (moved !== 0) await expect(page.locator('.ll-widget-delta')).toContainText(String(Math.abs(moved)));
  await expect(page.getByText(/Scored now by/)).toBeVisible();

  await page.getByRole('button', { name: 'Undo last save' }).click();
  await expect(page.locator('.ll-widget .ll-ring-number')).toHaveText(String(before));
});

test('leaving with changes asks first', async ({ page }) => {
  await signIn(page);
  await openFirstLead(page);
  await page.getByRole('textbox', { name: 'Topic' }).fill('Not to be kept');
  await page.getByRole('link', { name: 'Back to leads' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('has not been saved');
  await page.getByRole('button', { name: 'Stay' }).click();
  await expect(page.getByRole('textbox', { name: 'Topic' })).toHaveValue('Not to be kept');
  await page.getByRole('link', { name: 'Back to leads' }).click();
  await page.getByRole('button', { name: 'Leave without saving' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
});

test('when somebody else saved first, nothing is lost without a question', async ({ page }) => {
  await signIn(page);
  await openFirstLead(page);
  const id = /leads\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  const { csrf } = (await (await page.request.get('/api/session')).json()) as { csrf: string };
  const change = (data: object) =>
    page.request.patch(`/api/data/v9.2/leads(${id})`, { data, headers: { 'X-CSRF-Token': csrf } });
  const topic = page.getByRole('textbox', { name: 'Topic' });
  const original = await topic.inputValue();

  await change({ subject: 'Theirs' });
  await topic.fill('Mine');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alertdialog')).toContainText('Topic');
  await page.getByRole('button', { name: 'Overwrite with mine' }).click();
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(topic).toHaveValue('Mine');

  await change({ subject: 'Theirs again' });
  await topic.fill('Mine again');
  await page.keyboard.press('Control+s');
  await page.getByRole('button', { name: 'Reload, drop my changes' }).click();
  await expect(topic).toHaveValue('Theirs again');
  await change({ subject: original });
});

test('the details add up to the score and show it over time', async ({ page }) => {
  await signIn(page);
  await openFirstLead(page);
  const shown = await score(page);
  await page.getByRole('button', { name: 'Details' }).click();
  const sum = page.getByRole('region', { name: 'How the score adds up' });
  await expect(sum).toBeVisible();
  const words = (await sum.innerText()).replace(/\s+/g, ' ');
  const numbers = [...words.matchAll(/([+−]?)\s?[A-Za-z]+ (\d+)/g)].map(
    ([, sign, digits]) => Number(digits) * (sign === '−' ? -1 : 1),
  );
  const total = numbers.pop();
  expect(total).toBe(shown);
  expect(numbers.reduce((whole, part) => whole + part, 0)).toBe(total);
  await expect(page.getByText(/More likely to qualify than \d+%/)).toBeVisible();
  await expect(page.locator('.ll-pane .ll-chart svg')).toBeVisible();
  await page.getByRole('button', { name: 'All', exact: true }).click();
  await page.getByRole('tab', { name: 'About' }).click();
  await expect(page.getByText('What impacts the score?')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('.ll-pane')).toHaveCount(0);
});

test('the details say what a seller could do, and what the score would be then', async ({ page }) => {
  await signIn(page);
  await openFirstLead(page);
  await page.getByRole('button', { name: 'Details' }).click();
  const steps = page.locator('.ll-change li');
  await expect(page.getByRole('heading', { name: 'What would change it' })).toBeVisible();
  await expect(steps.first()).toContainText(/\+\d+ then \d+/);
});

test('a score from outside is shown with its model and its own reasons, and goes with the model', async ({
  page,
}) => {
  const name = `House scores ${Date.now().toString(36)}`;
  await signIn(page);
  await openFirstLead(page);
  const id = /leads\/([0-9a-f-]{36})/.exec(page.url())![1]!;
  const { csrf } = (await (await page.request.get('/api/session')).json()) as { csrf: string };
  const pushed = await page.request.post('/api/data/v9.2/msdyn_predictivescores', {
    headers: { 'X-CSRF-Token': csrf },
    data: {
      msdyn_entityid: id,
      msdyn_entitytype: 'lead',
      msdyn_score: 13,
      msdyn_name: name,
      msdyn_contributingpredictionids: name,
      msdyn_scorereasons: JSON.stringify({
        average: 40,
        reasons: [{ label: 'Missed appointments', value: '3', points: -27 }],
      }),
    },
  });
  expect(pushed.status(), await pushed.text()).toBe(204);
  await page.reload();
  await expect(page.locator('.ll-widget .ll-ring-number')).toHaveText('13');
  await expect(page.locator('.ll-widget')).toContainText('Missed appointments');
  await expect(page.getByText(new RegExp(`by ${name}`))).toBeVisible();
  await expectAccessible(page);

  await page.goto('/models');
  await page.getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('heading', { name: 'Scoring models' })).toBeVisible();
  // A job gives the records their next model.
  await expect(async () => {
    await page.goto(`/leads/${id}`);
    await expect(page.getByText(/Scored .* by Lead scoring, version/)).toBeVisible({ timeout: 3_000 });
  }).toPass({ timeout: 30_000 });
  await expect(page.locator('.ll-widget .ll-ring-number')).not.toHaveText('13');
});

test('the end of a session keeps what was typed', async ({ page, context }) => {
  await signIn(page);
  await openFirstLead(page);
  const topic = page.getByRole('textbox', { name: 'Topic' });
  const original = await topic.inputValue();
  await topic.fill('Typed before the session ended');
  await context.clearCookies();
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('alertdialog')).toContainText('Your session has ended');
  await page.locator('input[name=password]').fill(process.env.LEADLIGHT_PASSWORD ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(topic).toHaveValue('Typed before the session ended');
  await topic.fill(original);
});

test('an unknown lead is told, without a dead end', async ({ page }) => {
  await signIn(page);
  await page.goto('/leads/00000000-0000-4000-8000-00000000dead');
  await expect(page.getByText('This lead does not exist')).toBeVisible();
  await page.getByRole('button', { name: 'Back to leads' }).click();
  await expect(page.getByRole('grid')).toBeVisible();
});
