// Every page in every language, light and dark, wide and narrow: nothing to object to for axe, nothing wider than the screen.
import { expect, expectAccessible, looks, openFirstLead, signIn, test } from './story';

for (const [language, appearance] of looks([
  ['en', 'light'],
  ['en', 'dark'],
  ['nl', 'light'],
  ['de', 'dark'],
  ['zh-Hans', 'light'],
  ['th', 'dark'],
] as const)) {
  test(`list, lead, details, model and its form in ${language}, ${appearance}`, async ({ page }) => {
    await signIn(page, { language, appearance });
    await expectAccessible(page);
    await openFirstLead(page);
    await expect(page.locator('.ll-reason').first()).toBeVisible();
    await expectAccessible(page);
    await page.locator('.ll-widget-foot .fui-Button').click();
    await expect(page.locator('.ll-sum')).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press('Escape');
    await page.goto('/models/lead');
    await expect(page.locator('.ll-gradecard').first()).toBeVisible();
    await expectAccessible(page);
    await page.goto('/models/new?table=opportunity');
    await expect(page.locator('.ll-counts-facts')).toBeVisible();
    await expectAccessible(page);
  });
}

test('the sign-in page has nothing to object to', async ({ page }) => {
  await page.goto('/');
  await expect(page.locator('input[name=username]')).toBeVisible();
  await expectAccessible(page);
});

test('the language can be switched and is kept', async ({ page }) => {
  await signIn(page);
  await page.getByRole('button', { name: 'Language' }).click();
  await page.getByRole('menuitemradio', { name: 'Nederlands' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alle open leads');
  await expect(page.locator('html')).toHaveAttribute('lang', 'nl');
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Alle open leads');
});

test('at 390 pixels nothing is wider than the screen and all can be reached', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= 390);
  expect(await fits()).toBe(true);
  await expectAccessible(page);
  await openFirstLead(page);
  expect(await fits()).toBe(true);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Open navigation' }).click();
  await page.getByRole('dialog').getByRole('link', { name: 'Scoring models' }).click();
  await expect(page.locator('.ll-models-name a').first()).toBeVisible();
  expect(await fits()).toBe(true);
  await expectAccessible(page);
  await page.locator('.ll-models-name a').first().click();
  await expect(page.locator('.ll-gradecard').first()).toBeVisible();
  expect(await fits()).toBe(true);
  await page.getByRole('button', { name: 'Factors', exact: true }).click();
  await page.locator('.ll-factors-name').first().click();
  await expect(page.locator('.ll-rates li').first()).toBeVisible();
  expect(await fits()).toBe(true);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await page.goto('/was-it-right');
  await expect(page.locator('.ll-model-facts, .ll-state').first()).toBeVisible();
  expect(await fits()).toBe(true);
  await expectAccessible(page);
});
