// Settings, administration and jobs.
import type { Page } from '@playwright/test';
import { expect, expectAccessible, fillIn, looks, signIn, test, type Person } from './story';

const SELLER: Person = {
  user: process.env.LEADLIGHT_SELLER ?? '',
  password: process.env.LEADLIGHT_SELLER_PASSWORD ?? '',
};
const fresh = (stem: string) => `${stem} ${Date.now().toString(36)}`;
const fits = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth);
const SECTIONS = [
  'users',
  'teams',
  'units',
  'roles',
  'columns',
  'processes',
  'relationships',
  'people',
  'signins',
];

for (const [language, appearance, width] of looks([
  ['en', 'light', 1440],
  ['zh-Hans', 'light', 390],
  ['nl', 'dark', 1440],
  ['th', 'dark', 390],
] as const)) {
  test(`settings, jobs, import and administration in ${language}, ${appearance}, ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height: 860 });
    await signIn(page, { language, appearance });
    for (const address of ['/settings', '/jobs', '/import', ...SECTIONS.map((one) => `/admin/${one}`)]) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await expect(page.locator('.ll-state-bars')).toHaveCount(0);
      await expect(page.getByRole('alert')).toHaveCount(0);
      await expectAccessible(page);
      expect(await fits(page), address).toBe(true);
    }
  });
}

test('a user is made, signs in, gets a role more, is disabled and enabled again', async ({
  page,
  browser,
}) => {
  await signIn(page);
  await page.goto('/admin/users');
  const name = `new.${Date.now().toString(36)}`;
  await page.getByRole('button', { name: 'New user' }).click();
  await page.getByRole('textbox', { name: 'User name' }).fill(name);
  await page.getByRole('textbox', { name: 'Full name' }).fill(`Nora ${name}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  const password = (await page.locator('.ll-secret').textContent())!;
  expect(password.length).toBeGreaterThan(11);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('textbox', { name: 'Find a user' }).fill(name);
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Salesperson');

  const other = await (await browser.newContext()).newPage();
  await other.addInitScript(() => localStorage.setItem('leadlight-language', 'en'));
  await other.goto('/leads');
  await fillIn(other, name, password);
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('My open leads');

  await row.getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Change roles' }).click();
  await page.getByRole('checkbox', { name: 'Sales manager' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(row).toContainText('Sales manager');

  await row.getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await expect(row).toContainText('Disabled');
  await other.waitForTimeout(2500);
  await other.reload();
  await expect(other.locator('input[name=password]')).toBeVisible();
  await row.getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Enable' }).click();
  await expect(row).not.toContainText('Disabled');

  await page.goto('/admin/signins');
  await page.getByRole('textbox', { name: 'Find a user' }).fill(name);
  await expect(
    page.getByRole('row').filter({ hasText: name }).filter({ hasText: 'Signed in' }),
  ).not.toHaveCount(0);
  await other.context().close();
});

test('a team gets members, and a unit a unit below it', async ({ page }) => {
  await signIn(page);
  await page.goto('/admin/teams');
  const team = fresh('Team');
  await page.getByRole('button', { name: 'New team' }).click();
  await page.getByRole('textbox', { name: 'Team name' }).fill(team);
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  await page.getByRole('button', { name: `Members of ${team}` }).click();
  await page.getByRole('checkbox', { name: 'Anna Jansen' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('row').filter({ hasText: team })).toContainText('1');
  await page.getByRole('button', { name: `Delete ${team}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('row').filter({ hasText: team })).toHaveCount(0);

  await page.goto('/admin/units');
  const unit = fresh('Unit');
  await page
    .getByRole('button', { name: /^Add a unit under/ })
    .first()
    .click();
  await page.getByRole('dialog').getByRole('textbox').fill(unit);
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: `Delete ${unit}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(unit)).toHaveCount(0);
});

test('rights are set by keyboard in a grid', async ({ page }) => {
  await signIn(page);
  await page.goto('/admin/roles');
  const name = fresh('Role');
  await page.getByRole('button', { name: 'New role' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  const grid = page.getByRole('grid', { name });
  await expect(grid).toBeVisible();
  await grid.locator('button[tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('0');
  await expect(grid.getByRole('button', { name: 'Opportunity, Read: None' })).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await expect(grid.getByRole('button', { name: 'Opportunity, Read: Business unit' })).toBeFocused();
  await page.keyboard.press('Backspace');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(grid.getByRole('button', { name: 'Opportunity, Read: Own' })).toBeVisible();
  await page.reload();
  await page.getByRole('combobox', { name: 'Role' }).selectOption({ label: name });
  await expect(page.getByRole('button', { name: 'Opportunity, Read: Own' })).toBeVisible();
});

test('a column is added, renamed, taken out of use and used again, and lists know it', async ({ page }) => {
  await signIn(page);
  await page.goto('/admin/columns');
  const label = fresh('Shoe size');
  await page.getByRole('button', { name: 'New column' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(label);
  await page.getByRole('dialog').getByRole('combobox').selectOption('Integer');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  const row = page.getByRole('row').filter({ hasText: label });
  await expect(row).toContainText('Whole number');
  await page.goto('/leads');
  await page.getByRole('button', { name: 'Columns', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('checkbox', { name: label })).toBeVisible();
  await page.goto('/admin/columns');
  await page.getByRole('button', { name: `Rename ${label}` }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(`${label}!`);
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: `Take ${label}! out of use` }).click();
  await expect(row).toContainText('Out of use');
  await page.getByRole('button', { name: `Use ${label}! again` }).click();
  await expect(row).not.toContainText('Out of use');
});

test('a process is made, gets stages in order and is activated', async ({ page }) => {
  await signIn(page);
  await page.goto('/admin/processes');
  const name = fresh('Way');
  await page.getByRole('button', { name: 'New process' }).click();
  await page.getByRole('textbox').fill(name);
  await page.getByRole('dialog').getByRole('combobox').selectOption('incident');
  await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
  const card = page.locator('.ll-card').filter({ hasText: name });
  for (const stage of ['Meet', 'Agree']) {
    await card.getByRole('button', { name: 'New stage' }).click();
    await page.getByRole('textbox', { name: 'Stage', exact: true }).fill(stage);
    await page.getByRole('dialog').getByRole('button', { name: 'Create' }).click();
    await expect(card.getByText(stage)).toBeVisible();
  }
  await card.getByRole('button', { name: 'Move Agree up' }).click();
  await expect(card.getByRole('listitem').first()).toContainText('1. Agree');
  await card.getByRole('button', { name: 'Activate', exact: true }).click();
  await expect(card.getByRole('button', { name: 'Deactivate' })).toBeVisible();
  await card.getByRole('button', { name: 'Deactivate' }).click();
  await expect(card.getByRole('button', { name: 'Activate', exact: true })).toBeVisible();
  await card.getByRole('button', { name: `Delete ${name}` }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByText(name)).toHaveCount(0);
});

test('a token is made, works, and is taken away', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings');
  const name = fresh('script');
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('dialog').getByRole('button', { name: 'New token' }).click();
  const token = (await page.locator('.ll-secret').textContent())!;
  const answer = await page.request.get('/api/data/v9.2/WhoAmI', {
    headers: { Authorization: `Bearer ${token}`, Cookie: '' },
  });
  expect(answer.status()).toBe(200);
  await page.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: `Revoke ${name}` }).click();
  await expect(page.getByText(name)).toHaveCount(0);
});

test('a seller finds personal settings, and no administration', async ({ page }) => {
  await signIn(page, {}, SELLER);
  await expect(page.getByRole('link', { name: 'Administration' })).toHaveCount(0);
  await page.goto('/settings');
  await expect(page.getByRole('heading', { name: 'Password' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Add currency' })).toHaveCount(0);
  await page.getByLabel('Time zone').selectOption('Asia/Bangkok');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByText('Saved')).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('Time zone')).toHaveValue('Asia/Bangkok');
  await page.goto('/admin/users');
  await expect(page.getByText('Administration is for administrators.')).toBeVisible();
});
