// What a seller and a sales manager see, and what happens to somebody who guesses passwords.
import { expect, fillIn, openFirstLead, rows, test } from './story';
import type { Page } from '@playwright/test';

const SELLER = process.env.LEADLIGHT_SELLER ?? '';
const SELLER_PASSWORD = process.env.LEADLIGHT_SELLER_PASSWORD ?? '';
const MANAGER = process.env.LEADLIGHT_MANAGER ?? '';
const MANAGER_PASSWORD = process.env.LEADLIGHT_MANAGER_PASSWORD ?? '';

async function signInAs(page: Page, user: string, password: string): Promise<void> {
  await page.addInitScript(() => localStorage.setItem('leadlight-language', 'en'));
  await page.goto('/');
  await fillIn(page, user, password);
  await expect(rows(page).first()).toBeVisible();
}

test('a seller begins with the own leads, best first, and opens one with its reasons', async ({ page }) => {
  await signInAs(page, SELLER, SELLER_PASSWORD);
  await expect(page.getByRole('heading', { name: 'My open leads scored' })).toBeVisible();
  await expect(rows(page).first()).not.toContainText('not scored');
  await page.screenshot({ path: 'test-results/seller-list.png' });
  await openFirstLead(page);
  await expect(page.getByRole('button', { name: 'Details' })).toBeVisible();
});

test('a seller is told that models are for others, and nothing of them arrives', async ({ page }) => {
  await signInAs(page, SELLER, SELLER_PASSWORD);
  await expect(page.getByRole('link', { name: 'Lead scoring' })).toHaveCount(0);
  await page.goto('/models/lead');
  await expect(page.getByText('Models are for administrators and sales managers.')).toBeVisible();
  const asked = await page.request.get('/api/data/v9.2/ll_modelversions');
  expect([200, 403]).toContain(asked.status());
  if (asked.status() === 200) expect((await asked.json()).value).toEqual([]);
});

test('a sales manager looks at the model and cannot change it', async ({ page }) => {
  await signInAs(page, MANAGER, MANAGER_PASSWORD);
  await page.goto('/models/lead');
  await expect(page.getByRole('heading', { name: 'Quality', exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Train again' })).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Publish version/ })).toHaveCount(0);
  await page.screenshot({ path: 'test-results/manager-model.png', fullPage: true });
});

test('guessing is stopped for a while, in plain words', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('leadlight-language', 'en'));
  await page.goto('/');
  for (let guess = 0; guess < 6; guess++) {
    const answer = page.waitForResponse((response) => response.url().endsWith('/api/session') && response.request().method() === 'POST');
    await fillIn(page, MANAGER, `guess number ${guess}`);
    expect((await answer).status()).toBe(guess < 5 ? 401 : 429);
  }
  await expect(page.getByRole('alert')).toContainText('Too many attempts. Try again in 5 minutes.');
});
