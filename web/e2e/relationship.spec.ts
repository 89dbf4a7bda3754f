// The relationship of a record: its tab, what is behind a number, and how an administrator has it worked out.
import type { Page } from '@playwright/test';
import { expect as expectSoon, expectAccessible, signIn, test, openRelationship } from './story';

/** A machine that builds beside takes its time. */
const expect = expectSoon.configure({ timeout: 20_000 });

/** The id of an opportunity that the demo company mailed about. */
async function livelyOpportunity(page: Page): Promise<string> {
  const answer = await page.request.get(
    '/api/data/v9.2/emails?$select=_regardingobjectid_value&$top=200&$orderby=createdon desc' +
      '&$filter=statecode eq 1',
    { headers: { Prefer: 'odata.include-annotations="*"' } },
  );
  const { value } = (await answer.json()) as { value: Record<string, string | null>[] };
  const table = '_regardingobjectid_value@Microsoft.Dynamics.CRM.lookuplogicalname';
  const found = value.find((row) => row[table] === 'opportunity');
  expect(found, 'an e-mail about an opportunity').toBeTruthy();
  return found!._regardingobjectid_value!;
}

test('a deal’s relationship is told, and a number shows the activities behind it', async ({ page }) => {
  await signIn(page);
  const id = await livelyOpportunity(page);
  await page.goto(`/records/opportunity/${id}`);
  await openRelationship(page);
  await expect(page).toHaveURL(/tab=relationship/);
  for (const name of ['Questions and answers', 'Relationship health', 'Overview', 'Relationship activities'])
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
  // Comes by itself, when it is worked out.
  const similar = page.getByRole('region', { name: 'Similar won deals', exact: true });
  await expect(similar).toBeVisible();
  await expect(similar.getByRole('status')).toHaveCount(0);
  await expect(similar.getByRole('alert')).toHaveCount(0);
  await expect(similar.getByText(/The won deals most like this one|instead\./)).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/relationship.png', fullPage: true });

  const overview = page.getByRole('region', { name: 'Overview', exact: true });
  await overview
    .getByRole('button', { name: /^E-mails sent: / })
    .first()
    .click();
  const drawer = page.getByRole('dialog', { name: 'E-mails sent' });
  await expect(drawer.getByText('E-mails from our people to the contacts of this record.')).toBeVisible();
  await expect(drawer.locator('.ll-state-bars')).toHaveCount(0);
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);

  const activities = page.getByRole('region', { name: 'Relationship activities', exact: true });
  await activities.getByRole('button', { name: '60 days' }).click();
  await expect(activities.getByRole('button', { name: '60 days' })).toHaveAttribute('aria-pressed', 'true');
  await activities.getByRole('button', { name: 'Table' }).click();
  await expectAccessible(page);

  // What belongs to the record itself is a tab away.
  await page.getByRole('tab', { name: 'Record' }).click();
  await expect(page.getByRole('region', { name: 'Timeline' })).toBeVisible();
});

test('an administrator says how often contact is expected, and takes it back', async ({ page }) => {
  await signIn(page);
  await page.goto('/admin/relationships');
  const days = page.getByRole('spinbutton', { name: 'Days between contacts' });
  const before = await days.inputValue();
  const save = page.getByRole('button', { name: 'Save' });
  await days.fill('0');
  await expect(page.getByText('Give a number from 1 to 365.')).toBeVisible();
  for (const wanted of [String(Number(before) + 3), before]) {
    await days.fill(wanted);
    await save.click();
    await expect(page.getByRole('status').filter({ hasText: 'Saved' })).toBeVisible();
    await page.reload();
    await expect(days).toHaveValue(wanted);
  }
});

test('deals are listed by relationship, the poorest first, and drawn as a pipeline whose bubbles open them', async ({
  page,
}) => {
  await signIn(page);
  await page.goto('/lists/opportunity');
  await page.getByRole('button', { name: /^Views/ }).click();
  await page.getByRole('menuitemradio', { name: 'All open opportunities by relationship' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('All open opportunities by relationship');
  const health = page.getByRole('columnheader', { name: 'Relationship health' });
  await expect(health).toHaveAttribute('aria-sort', 'ascending');
  const cells = page.locator('.ll-col-msdyn_opportunitykpiid-msdyn_relationshiphealthscorevalue');
  const scores = async () => (await cells.allTextContents()).filter((one) => /^\d+$/.test(one)).map(Number);
  await expect.poll(async () => (await scores()).length).toBeGreaterThan(1);
  const poorest = await scores();
  expect(poorest).toEqual([...poorest].sort((a, b) => a - b));
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/by-relationship.png' });
  await health.getByRole('button').click();
  await expect(health).toHaveAttribute('aria-sort', 'descending');
  await expect.poll(async () => (await scores())[0]).toBeGreaterThan(poorest[0]!);

  await page.getByRole('button', { name: 'Relationship pipeline' }).click();
  await expect(page).toHaveURL(/layout=relationship/);
  const chart = page.getByRole('listbox', { name: 'Relationship pipeline' });
  await expect(chart.locator('[data-bubble]').first()).toBeVisible();
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/relationship-pipeline.png' });
  await page.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(page.getByRole('columnheader', { name: 'Days until estimated close' })).toBeVisible();
  await page.getByRole('button', { name: 'Chart', exact: true }).last().click();
  // What lies above may cover one; the last one drawn lies above all others.
  await chart.locator('[data-bubble]').last().click();
  await expect(page).toHaveURL(/\/records\/opportunity\//);
});
