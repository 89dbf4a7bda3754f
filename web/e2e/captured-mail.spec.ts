// Mail that was captured: whom it is with, how private mail comes to others, what is ignored, and what is known of somebody.
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { expect as expectSoon, expectAccessible, signIn, test } from './story';

/** A machine that builds beside takes its time. */
const expect = expectSoon.configure({ timeout: 20_000 });
const card = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
/** Opens the contact that an earlier story made of Carla. */
async function openCarla(page: Page): Promise<void> {
  const asked = "$filter=fullname eq 'Carla Bosman'&$select=contactid";
  const answer = await page.request.get(`/api/data/v9.2/contacts?${asked}`);
  const { value } = (await answer.json()) as { value: { contactid: string }[] };
  await page.goto(`/records/contact/${value[0]!.contactid}`);
}
const timelineOf = (page: Page) => page.getByRole('region', { name: 'Timeline' });
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

  const timeline = timelineOf(page);
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

test('an invitation by mail stands as a meeting, with who answered what and when', async ({ page }) => {
  await signIn(page, { appearance: 'dark' });
  await openCarla(page);
  const meeting = timelineOf(page).getByRole('article').filter({ hasText: 'Walk along the locks' });
  await expect(meeting).toHaveCount(1);
  await expect(meeting).toContainText(/Carla Bosman \(Accepted · [^)]*Jun[^)]*\)/);
  await expect(meeting).toContainText('Lock gate 4, beside the old pump house');
  await expectAccessible(page);
  await meeting.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/invitation-dark.png' });

  await page.setViewportSize({ width: 390, height: 860 });
  await page.locator('.ll-record-panes').getByText('Timeline').click();
  await meeting.scrollIntoViewIfNeeded();
  expect(await fits(page)).toBe(true);
  await page.screenshot({ path: 'test-results/invitation-390.png' });
});

test('the sender of a mail is ignored from its place on the timeline, and comes back', async ({ page }) => {
  await signIn(page);
  await openCarla(page);
  const mail = timelineOf(page).getByRole('article').filter({ hasText: 'Fences along the canal' });
  const ask = async () => {
    await mail.getByRole('button', { name: /^More/ }).click();
    await page.getByRole('menuitem', { name: 'Ignore this sender' }).click();
  };
  await ask();
  const dialog = page.getByRole('dialog', { name: 'Ignore this sender' });
  await dialog.getByRole('radio', { name: 'Everybody at fencesupplies.com' }).check();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/ignore-sender.png' });
  await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
  await expect(page.getByText('fencesupplies.com is ignored')).toBeVisible();
  await expect(mail).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(mail).toHaveCount(1);

  // On a phone, for everybody, the address alone.
  await page.setViewportSize({ width: 390, height: 860 });
  await page.locator('.ll-record-panes').getByText('Timeline').click();
  await ask();
  await dialog.getByRole('radio', { name: 'Everybody’s' }).check();
  expect(await fits(page)).toBe(true);
  await page.screenshot({ path: 'test-results/ignore-sender-390.png' });
  await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
  await expect(mail).toHaveCount(0);
});

test('both ignore lists tell what they keep out, and let it back in', async ({ page }) => {
  await signIn(page, { appearance: 'dark' });
  await page.goto('/admin/relationships');
  const all = card(page, 'Ignored for everybody');
  const entry = all.getByRole('row').filter({ hasText: 'offers@fencesupplies.com' });
  await expect(entry.getByRole('cell').nth(3)).toHaveText('1');
  await expectAccessible(page);
  await all.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/ignored-all-dark.png' });
  await page.setViewportSize({ width: 390, height: 860 });
  await all.scrollIntoViewIfNeeded();
  expect(await fits(page)).toBe(true);
  await page.screenshot({ path: 'test-results/ignored-all-390.png' });
  await entry.getByRole('button', { name: 'Take offers@fencesupplies.com off the list' }).click();
  await expect(entry).toHaveCount(0);

  await page.goto('/settings');
  const own = card(page, 'Ignored');
  await own.getByRole('button', { name: 'Ignore' }).click();
  const dialog = page.getByRole('dialog', { name: 'Ignore in my mail and meetings' });
  await dialog.getByRole('textbox', { name: 'Address or domain' }).fill('gmail.com');
  await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
  await expect(dialog).toContainText('everybody may have an address at gmail.com');
  expect(await fits(page)).toBe(true);
  await page.screenshot({ path: 'test-results/ignored-doubtful-390.png' });
  await dialog.getByRole('textbox', { name: 'Address or domain' }).fill('fencesupplies.com');
  await dialog.getByRole('button', { name: 'Ignore', exact: true }).click();
  const mine = own.getByRole('row').filter({ hasText: 'fencesupplies.com' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(mine.getByRole('cell').nth(3)).toHaveText('1');
  await expectAccessible(page);
  await own.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/ignored-own-dark.png' });
  await mine.getByRole('button', { name: 'Take fencesupplies.com off the list' }).click();
  await expect(own).toContainText('Nothing is ignored.');
});

test('what is known about a person is saved as a file', async ({ page }) => {
  await signIn(page);
  await openCarla(page);
  await page.getByRole('button', { name: 'More actions' }).click();
  const item = page.getByRole('menuitem', { name: 'Export what is known about this person' });
  await expect(item).toBeVisible();
  await page.screenshot({ path: 'test-results/known-menu.png' });
  const download = page.waitForEvent('download');
  await item.click();
  const path = await (await download).path();
  const known = await readFile(path, 'utf8');
  expect(known).toContain('carla@canalworks.com');
  expect(known).toContain('Walk along the locks');
  await expect(page.getByText('What is known about Carla Bosman was saved as a file')).toBeVisible();

  await page.setViewportSize({ width: 390, height: 860 });
  await page.getByRole('button', { name: 'More actions' }).click();
  expect(await fits(page)).toBe(true);
  await page.screenshot({ path: 'test-results/known-menu-390.png' });
});
