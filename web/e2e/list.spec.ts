// Lists of every table: views, filters, columns, many rows at once, charts, export.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, looks, rows, signIn, test, type Person } from './story';

const SELLER: Person = {
  user: process.env.LEADLIGHT_SELLER ?? '',
  password: process.env.LEADLIGHT_SELLER_PASSWORD ?? '',
};

const total = (page: Page) => page.locator('.ll-leads-total');
const open = async (page: Page, address: string) => {
  await page.goto(address);
  await expect(total(page)).toHaveText(/\d/);
};
const count = async (page: Page) => {
  await expect(total(page)).toHaveText(/\d/);
  return Number((await total(page).textContent())!.replace(/\D/g, ''));
};
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);

/** Calls the API as the person who is signed in. */
async function call<Answer>(page: Page, method: string, path: string, data?: object): Promise<Answer> {
  const { csrf } = (await (await page.request.get('/api/session')).json()) as { csrf: string };
  const answer = await page.request.fetch(`/api/data/v9.2/${path}`, {
    method,
    data,
    headers: { 'X-CSRF-Token': csrf, Prefer: 'return=representation' },
  });
  expect(answer.ok(), `${method} ${path}: ${await answer.text()}`).toBe(true);
  return (answer.status() === 204 ? undefined : await answer.json()) as Answer;
}

for (const [name, title] of [
  ['opportunity', 'All open opportunities'],
  ['contact', 'All active contacts'],
  ['account', 'All active accounts'],
  ['incident', 'All open cases'],
  ['task', 'All open tasks'],
] as const) {
  test(`the list of ${name} sorts by each of its columns and has nothing to object to`, async ({ page }) => {
    await signIn(page);
    await page.goto(`/lists/${name}`);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(title);
    await expect(total(page)).toHaveText(/\d/);
    await expectAccessible(page);
    if ((await count(page)) === 0) return;
    const headers = page.getByRole('columnheader').filter({ has: page.getByRole('button') });
    for (let index = 0; index < (await headers.count()); index += 1) {
      await headers.nth(index).getByRole('button').click();
      await expect(headers.nth(index)).toHaveAttribute('aria-sort', /ascending|descending/);
      await expect(page.locator('[role=row][aria-selected]').first()).toBeVisible();
    }
  });
}

test('the built-in views show open, closed, all, mine and the team', async ({ page }) => {
  await signIn(page, {}, SELLER);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('My open leads');
  const counts: Record<string, number> = {};
  for (const [name, view] of [
    ['My open leads', 'mine'],
    ["My team's open leads", 'team'],
    ['All open leads', 'open'],
    ['Closed leads', 'closed'],
    ['All leads', 'all'],
  ] as const) {
    await page.getByRole('button', { name: /^Views/ }).click();
    const answer = page.waitForResponse((one) => one.url().includes('/leads?') && one.ok());
    await page.getByRole('menuitemradio', { name, exact: true }).click();
    if (view !== 'mine') await answer;
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await expect(total(page)).toHaveText(/\d/);
    counts[view] = await count(page);
  }
  expect(counts.mine).toBeGreaterThan(0);
  expect(counts.team).toBeGreaterThanOrEqual(counts.mine!);
  expect(counts.open).toBeGreaterThanOrEqual(counts.team!);
  expect(counts.all).toBe(counts.open! + counts.closed!);
});

test('a filter is built, kept in the address, saved as a view, renamed, made the default and deleted', async ({
  page,
}) => {
  await signIn(page);
  await open(page, '/lists/opportunity?view=all');
  const before = await count(page);
  await page.getByRole('button', { name: 'Filter', exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('button', { name: 'Add condition' }).click();
  await drawer.getByRole('combobox', { name: 'Column' }).selectOption('estimatedvalue');
  await drawer.getByRole('combobox', { name: 'Operator' }).selectOption('ge');
  await drawer.getByRole('spinbutton', { name: 'Value' }).fill('20000');
  await drawer.getByRole('button', { name: 'Add group' }).click();
  const group = drawer.getByRole('group', { name: 'Group of conditions' }).nth(1);
  await group.getByRole('combobox', { name: 'Column' }).selectOption('ownerid');
  await group.getByRole('combobox', { name: 'Operator' }).selectOption('my_team');
  await group.getByRole('button', { name: 'Add condition' }).click();
  await group.getByRole('combobox', { name: 'Column' }).nth(1).selectOption('createdon');
  await group.getByRole('combobox', { name: 'Operator' }).nth(1).selectOption('last_days');
  await group.getByRole('spinbutton').fill('3650');
  await expectAccessible(page);
  await drawer.getByRole('button', { name: 'Apply' }).click();
  await expect(drawer).toHaveCount(0);
  await expect(page).toHaveURL(/filter=/);
  await expect.poll(() => count(page)).toBeLessThan(before);
  const filtered = await count(page);
  expect(filtered).toBeGreaterThan(0);

  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await page.getByRole('dialog').getByPlaceholder('Find a column').fill('probab');
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Probability' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Move Probability up' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Apply' }).click();
  await expect(page.getByRole('columnheader', { name: 'Probability' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('columnheader', { name: 'Probability' })).toBeVisible();
  await expect(total(page)).toHaveText(/\d/);
  expect(await count(page)).toBe(filtered);

  const name = `Large ones ${Date.now().toString(36)}`;
  await page.getByRole('button', { name: 'Views (changed)' }).click();
  await page.getByRole('menuitem', { name: 'Save as new view' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(name);
  await page.getByRole('dialog').getByRole('checkbox', { name: 'Share with everybody' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
  await expect(page).toHaveURL(/view=[0-9a-f-]{36}$/);
  await expect.poll(() => count(page)).toBe(filtered);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Rename view' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(`${name}!`);
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name}!`);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Make default' }).click();
  await page.goto('/lists/opportunity');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${name}!`);
  await page.getByRole('button', { name: 'Views' }).click();
  await page.getByRole('menuitem', { name: 'Delete view' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete view' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All open opportunities');
});

test('rows are chosen by keyboard, given away, closed and deleted, and what came of it is told', async ({
  page,
}) => {
  await signIn(page);
  const company = `Bulk ${Date.now().toString(36)}`;
  for (let made = 0; made < 4; made += 1)
    await call(page, 'POST', 'leads', { subject: `S${made}`, lastname: `L${made}`, companyname: company });
  await open(page, `/leads?view=open&contains=${encodeURIComponent(company)}&sort=fullname`);
  await expect.poll(() => count(page)).toBe(4);
  await page.getByRole('grid').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(page.getByText('3 selected')).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Assign' }).click();
  await page.getByRole('combobox', { name: 'New owner' }).pressSequentially('Anna');
  await page.getByRole('option', { name: 'Anna Jansen' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(page.getByText('3 records done.')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(rows(page).filter({ hasText: 'Anna Jansen' })).toHaveCount(3);

  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await expect(page.getByText('4 selected')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.locator('.ll-grid-choice').nth(1).click();
  await page
    .locator('.ll-grid-choice')
    .nth(2)
    .click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Close records' }).click();
  await page.getByRole('dialog').getByRole('combobox').selectOption({ label: 'Lost' });
  await page.getByRole('dialog').getByRole('button', { name: 'Close records' }).click();
  await expect(page.getByText('2 records done.')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect.poll(() => count(page)).toBe(2);

  await page.getByRole('checkbox', { name: 'Select all loaded rows' }).check();
  await page.getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText('This cannot be undone.')).toBeVisible();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(page.getByText('2 records done.')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByText('No leads match')).toBeVisible();
});

test('a chart counts the list by a column, and a bar shows its rows', async ({ page }) => {
  await signIn(page);
  await open(page, '/leads?view=open');
  const all = await count(page);
  await page.getByRole('button', { name: 'Chart', exact: true }).click();
  const chart = page.getByRole('region', { name: 'Chart of the list' });
  await expect(chart.locator('.ll-groups-bar').first()).toBeVisible();
  await chart.getByRole('combobox').selectOption({ label: 'Owner' });
  await expect(page).toHaveURL(/chart=ownerid/);
  await expect(chart.getByRole('button', { name: /Anna Jansen/ })).toBeVisible();
  await expectAccessible(page);
  const bars = await chart.locator('.ll-groups-bar .ll-number').allTextContents();
  const sum = bars.reduce((so, text) => so + Number(text.split('·')[0]!.replace(/\D/g, '')), 0);
  expect(sum).toBe(all);
  await chart.getByRole('button', { name: /Anna Jansen/ }).click();
  await expect.poll(() => count(page)).toBeLessThan(all);
  await expect(rows(page).first()).toContainText('Anna Jansen');
});

test('the list is exported as it is shown', async ({ page }) => {
  await signIn(page);
  await open(page, '/leads?view=open&grade=A');
  const shown = await count(page);
  await page.getByRole('button', { name: 'Export', exact: true }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Download' }).click();
  const file = await saved;
  expect(file.suggestedFilename()).toBe('leads.csv');
  const lines = readFileSync(await file.path(), 'utf8')
    .trim()
    .split(/\r?\n/);
  expect(lines[0]).toContain('Name');
  expect(lines.length - 1).toBeGreaterThanOrEqual(shown);
});

test('a row made elsewhere is told quietly, and comes when asked for', async ({ page }) => {
  await signIn(page);
  await open(page, '/leads?view=open&sort=-createdon');
  const before = await count(page);
  const { leadid } = await call<{ leadid: string }>(page, 'POST', 'leads', {
    subject: 'Live',
    lastname: `Live ${Date.now().toString(36)}`,
  });
  await expect(page.getByRole('button', { name: /^\d+ new records?$/ })).toBeVisible({ timeout: 10_000 });
  expect(await count(page)).toBe(before);
  await page.getByRole('button', { name: /^\d+ new records?$/ }).click();
  await expect.poll(() => count(page)).toBe(before + 1);
  await call(page, 'DELETE', `leads(${leadid})`);
});

for (const [language, appearance] of looks([
  ['de', 'light'],
  ['th', 'dark'],
] as const)) {
  test(`filter, columns and chosen rows in ${language}, ${appearance}, at 390 pixels`, async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await signIn(page, { language, appearance });
    await open(page, '/lists/account?chart=industrycode');
    expect(await fits(page)).toBe(true);
    await expectAccessible(page);
    const tools = page.locator('.ll-leads-tools button');
    await tools.nth(0).click();
    await expect(page.locator('.ll-filter-group').first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await tools.nth(1).click();
    await expect(page.locator('.ll-columns-list').first()).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.locator('.ll-grid-choice').nth(1).click();
    await expect(page.locator('.ll-chosen')).toBeVisible();
    expect(await fits(page)).toBe(true);
    await expectAccessible(page);
  });
}
