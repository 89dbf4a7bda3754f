// The first day: a database without leads and without a model.
import { expect, fillIn, test } from './story';

const URL = process.env.LEADLIGHT_EMPTY_URL ?? '';
const USER = process.env.LEADLIGHT_EMPTY_USER ?? 'admin';
const PASSWORD = process.env.LEADLIGHT_EMPTY_PASSWORD ?? '';

test.beforeEach(async ({ page }) => {
  test.skip(URL === '', 'no empty server was started (LEADLIGHT_EMPTY_URL)');
  await page.addInitScript(() => localStorage.setItem('leadlight-language', 'en'));
  await page.goto(`${URL}/leads?view=open`);
  await fillIn(page, USER, PASSWORD);
});

test('an empty list says how leads come in', async ({ page }) => {
  await expect(page.getByText('No leads yet')).toBeVisible();
  await expect(page.getByText('Import leads or add them through the API.')).toBeVisible();
  await expect(page.getByText('No model is published yet, so leads have no scores.')).toBeVisible();
  await page.screenshot({ path: 'test-results/empty-list.png' });
});

test('a model without closed leads says how many it needs, and training says so too', async ({ page }) => {
  await page.getByRole('link', { name: 'Scoring models' }).click();
  await page.locator('.ll-models-name a').first().click();
  await expect(page.getByText('0 of 40 qualified', { exact: true })).toBeVisible();
  await expect(page.getByText('0 of 40 disqualified', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page.getByText('Training failed.')).toBeVisible({ timeout: 30_000 });
  await page.screenshot({ path: 'test-results/empty-model.png' });
});
