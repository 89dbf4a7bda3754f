// What a seller and a sales manager see, and what happens to somebody who guesses passwords.
import { expect, fillIn, openFirstLead, rows, signIn, test, type Person } from './story';

const SELLER: Person = {
  user: process.env.LEADLIGHT_SELLER ?? '',
  password: process.env.LEADLIGHT_SELLER_PASSWORD ?? '',
};
const MANAGER: Person = {
  user: process.env.LEADLIGHT_MANAGER ?? '',
  password: process.env.LEADLIGHT_MANAGER_PASSWORD ?? '',
};

test('a seller begins with the own leads, best first, and opens one with its reasons', async ({ page }) => {
  await signIn(page, {}, SELLER);
  await expect(page.getByRole('heading', { name: 'My open leads' })).toBeVisible();
  await expect(rows(page).first()).not.toContainText('not scored');
  await page.screenshot({ path: 'test-results/seller-list.png' });
  await openFirstLead(page);
  await expect(page.getByRole('button', { name: 'Details' })).toBeVisible();
});

test('a seller is told that models are for others', async ({ page }) => {
  await signIn(page, {}, SELLER);
  await expect(page.getByRole('link', { name: 'Scoring models' })).toHaveCount(0);
  await page.goto('/models/lead');
  await expect(page.getByText('Models are for administrators and sales managers.')).toBeVisible();
});

test('a sales manager looks at the model and cannot change it', async ({ page }) => {
  await signIn(page, {}, MANAGER);
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
    const answer = page.waitForResponse(
      (response) => response.url().endsWith('/api/session') && response.request().method() === 'POST',
    );
    await fillIn(page, MANAGER.user, `guess number ${guess}`);
    expect((await answer).status()).toBe(guess < 5 ? 401 : 429);
  }
  await expect(page.getByRole('alert')).toContainText('Too many attempts. Try again in 5 minutes.');
});
