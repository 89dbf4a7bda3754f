// What every story needs: a page that watches itself, signing in, and the check for accessibility.
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';

const USER = process.env.LEADLIGHT_USER ?? 'admin';
const PASSWORD = process.env.LEADLIGHT_PASSWORD ?? '';

/** Answers that belong to a story (not signed in, no such lead, changed meanwhile); Chromium writes each down as an error. */
const EXPECTED = /status of (401|404|412|429)/;

/** Writes down what a page objects to. */
export async function watch(page: Page, complaints: string[]): Promise<void> {
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`policy violated: ${event.violatedDirective} ${event.blockedURI}`);
    });
  });
}

/** Fails a story that broke the content security policy, threw, or wrote an error to the console. */
export const test = base.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      await watch(page, complaints);
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});
export { expect };

/** Opens the tab of a record's relationship; whoever comes there first reads the notice. */
export async function openRelationship(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Relationship' }).click();
  const notice = page.getByRole('button', { name: 'I have read this' });
  const figures = page.locator('.ll-relation');
  await expect(notice.or(figures).first()).toBeVisible({ timeout: 20_000 });
  if (await notice.isVisible()) await notice.click();
  await expect(figures).toBeVisible({ timeout: 20_000 });
}

export interface Look {
  language?: string;
  appearance?: 'light' | 'dark';
}

export interface Person {
  user: string;
  password: string;
}
const ADMINISTRATOR: Person = { user: USER, password: PASSWORD };

/** Fills in the sign-in form in sight. */
export async function fillIn(page: Page, user: string, password: string): Promise<void> {
  await page.locator('input[name=username]').fill(user);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
}

/**
 * Signs in; the page is the list that this person begins with, in this language and appearance. Without the form, which
 * stories of its own walk: loading the application once less is a quarter of a short story's time.
 */
export async function signIn(
  page: Page,
  { language = 'en', appearance = 'light' }: Look = {},
  { user, password }: Person = ADMINISTRATOR,
): Promise<void> {
  await page.addInitScript(
    ([tag, look]) => {
      localStorage.setItem('leadlight-language', tag!);
      localStorage.setItem('leadlight-appearance', look!);
    },
    [language, appearance],
  );
  const session = await page.request.post('/api/session', { data: { username: user, password } });
  expect(session.status()).toBe(200);
  const { csrf } = (await session.json()) as { csrf: string };
  // The account's own language is the last one chosen anywhere; each story begins with the one it asks for.
  await page.request.patch('/api/session', {
    data: { language: language.split('-')[0] },
    headers: { 'X-CSRF-Token': csrf },
  });
  await page.goto('/leads');
  await expect(rows(page).first()).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** Rows of leads that have arrived. */
export const rows = (page: Page) =>
  page.locator('[role=row][aria-rowindex]').filter({ has: page.locator('a') });

/** Scores in sight, top to bottom. */
export async function scores(page: Page): Promise<number[]> {
  const texts = await page.locator('.ll-score-value').allTextContents();
  return texts.map(Number);
}

export async function openFirstLead(page: Page): Promise<void> {
  await rows(page).first().locator('a').click();
  // On a phone it stands behind a tab.
  await expect(page.locator('.ll-ring-number').first()).toBeAttached();
}

/**
 * WCAG 2.2 A and AA, and best practice. Fluent's own hidden focus helpers are not ours to judge; a tooltip stands at the
 * end of the page and is read with what it describes, so it needs no landmark around it.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .exclude('[data-tabster-dummy]')
    .exclude('[role=tooltip]')
    .analyze();
  const found = violations.map(
    (one) => `${one.id}: ${one.nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`,
  );
  expect(found).toEqual([]);
}

/**
 * The looks to walk through: the last of a list, the furthest from what the other stories walk; all of them with
 * LEADLIGHT_LOOKS=all. Each look takes axe through every page, so all of all would take most of a check's time.
 */
export function looks<Look>(all: readonly Look[]): readonly Look[] {
  return process.env.LEADLIGHT_LOOKS === 'all' ? all : [all.at(-1)!];
}
