// Mail that was captured: whom it is with, and how private mail comes to others.
import type { Page } from '@playwright/test';
import { expect as expectSoon, expectAccessible, signIn, test } from './story';

/** A machine that builds beside takes its time. */
const expect = expectSoon.configure({ timeout: 20_000 });
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

test('two people are confirmed as one, which is taken back, and then kept apart', async ({ page }) => {
  await signIn(page);
  await page.goto('/admin/people');
  const doubts = card(page, 'Are these one person?');
  await expect(doubts.getByText('the same name, and nothing else that tells')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/people.png', fullPage: true });

  await doubts.getByRole('button', { name: /are one person$/ }).click();
  await expect(doubts.getByText('Nothing to confirm.')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(doubts.getByRole('button', { name: /are two people$/ })).toBeVisible();

  // With the keyboard alone.
  await doubts.getByRole('button', { name: /are two people$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(doubts.getByText('Nothing to confirm.')).toBeVisible();
  await expect(card(page, 'What was decided').getByText('Different people')).toBeVisible();
  await card(page, 'What was decided')
    .getByRole('button', { name: /^Undo: / })
    .first()
    .click();
  await expect(card(page, 'What was decided').getByText('Nothing yet.')).toBeVisible();
  await expect(doubts.getByRole('button', { name: /are two people$/ })).toBeVisible();
});

test('an address is separated, and organisations are suggested as accounts', async ({ page }) => {
  await signIn(page);
  await page.goto('/admin/people');
  const everybody = card(page, 'Everybody');
  await everybody.getByRole('searchbox', { name: 'Find a person by name' }).fill('Carla');
  await everybody.getByRole('button', { name: 'c.bosman@canalworks.com is not Carla Bosman' }).click();
  await expect(everybody.getByText('separated by hand')).toBeVisible();
  await page.keyboard.press('Control+z');
  await expect(everybody.getByText('separated by hand')).toHaveCount(0);

  const accounts = card(page, 'Organisations without an account');
  await accounts.getByRole('button', { name: 'lockgates.com is not an account' }).click();
  await expect(accounts.getByText('lockgates.com')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(accounts.getByText('lockgates.com')).toBeVisible();

  await page.setViewportSize({ width: 390, height: 860 });
  await expectAccessible(page);
  expect(await fits(page)).toBe(true);
  await page.screenshot({ path: 'test-results/people-390.png', fullPage: true });
});

test('private mail is on the timeline of its owner, is tracked and untracked', async ({ page }) => {
  await signIn(page);
  await page.goto('/admin/people');
  const everybody = card(page, 'Everybody');
  await everybody.getByRole('searchbox', { name: 'Find a person by name' }).fill('Carla');
  const carla = everybody.getByRole('listitem').filter({ hasText: 'carla@canalworks.com' }).first();
  await carla.getByRole('button', { name: 'Make a contact' }).click();
  await carla.getByRole('link', { name: 'Carla Bosman' }).click();

  const timeline = page.getByRole('region', { name: 'Timeline' });
  const mail = timeline.getByRole('article').filter({ hasText: 'Your offer for the canal' });
  await expect(mail.getByText('Only you see this')).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/private-mail.png', fullPage: true });
  await mail.getByRole('button', { name: 'Track: Your offer for the canal' }).click();
  await expect(mail.getByText('Only you see this')).toHaveCount(0);
  await mail.getByRole('button', { name: /^More/ }).click();
  await page.getByRole('menuitem', { name: 'Untrack' }).click();
  await expect(mail.getByText('Only you see this')).toBeVisible();

  await page.setViewportSize({ width: 390, height: 860 });
  await page.locator('.ll-record-panes').getByText('Timeline').click();
  await expect(mail.getByRole('button', { name: 'Track: Your offer for the canal' })).toBeVisible();
  expect(await fits(page)).toBe(true);
  await page.screenshot({ path: 'test-results/private-mail-390.png', fullPage: true });
});
