// Records worked on: timeline, life cycle, stages, people, quick create. Each story makes its own records.
import type { Page } from '@playwright/test';
import { expect as expectSoon, expectAccessible, looks, signIn, test, openRelationship } from './story';

/** A machine that builds beside takes its time. */
const expect = expectSoon.configure({ timeout: 20_000 });

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

let count = 0;
/** A name that no other run has used. */
const fresh = (stem: string) => `${stem} ${Date.now().toString(36)}${(count += 1)}`;

async function makeLead(
  page: Page,
  over: object = {},
): Promise<{ id: string; name: string; company: string }> {
  const lastname = fresh('Visser');
  const company = fresh('Noordzee');
  const row = await call<{ leadid: string }>(page, 'POST', 'leads', {
    subject: `Planning for ${company}`,
    firstname: 'Mies',
    lastname,
    companyname: company,
    emailaddress1: `${lastname.replace(' ', '.').toLowerCase()}@${company.replace(' ', '-').toLowerCase()}.example`,
    budgetamount: 12000,
    ...over,
  });
  return { id: row.leadid, name: `Mies ${lastname}`, company };
}
const open = async (page: Page, table: string, id: string, name: string) => {
  await page.goto(`/records/${table}/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
};
const timeline = (page: Page) => page.getByRole('region', { name: 'Timeline' });
const entry = (page: Page, text: string) => timeline(page).getByRole('article').filter({ hasText: text });
const toast = (page: Page, text: string | RegExp) => page.locator('.ll-toast').filter({ hasText: text });

test('a lead is worked on its timeline by keyboard, and everything can be taken back', async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  await open(page, 'lead', lead.id, lead.name);
  await expect(entry(page, 'Created')).toBeVisible();

  await page.keyboard.press('n');
  await page.keyboard.type('First talk');
  await page.keyboard.press('Tab');
  await page.keyboard.type('Wants to see the warehouse first.');
  await page.keyboard.press('Control+Enter');
  await expect(entry(page, 'Wants to see the warehouse first.')).toBeVisible();

  await page.keyboard.press('t');
  await page.keyboard.type('Send the brochure');
  await page.keyboard.press('Control+Enter');
  const task = entry(page, 'Send the brochure');
  await expect(task).toContainText('Planned');
  await task.getByRole('button', { name: 'Mark as done' }).click();
  await expect(task).not.toContainText('Planned');
  await toast(page, 'Done: Send the brochure').getByRole('button', { name: 'Undo' }).click();
  await expect(task).toContainText('Planned');

  await page.keyboard.press('c');
  await page.keyboard.type('Spoke about prices');
  await page.keyboard.press('Control+Enter');
  await expect(entry(page, 'Spoke about prices')).not.toContainText('Planned');

  // Deleted and taken back: still the same note.
  const note = entry(page, 'Wants to see the warehouse');
  await note.getByRole('button', { name: /More about/ }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await expect(note).toHaveCount(0);
  await page.locator('main').click({ position: { x: 5, y: 5 } });
  await page.keyboard.press('Control+z');
  await expect(note).toBeVisible();

  // Edited in its place.
  await note.getByRole('button', { name: /More about/ }).click();
  await page.getByRole('menuitem', { name: 'Edit' }).click();
  const words = timeline(page).locator('form textarea');
  await expect(words).toHaveValue('Wants to see the warehouse first.');
  await words.fill('Wants to see the warehouse and the office.');
  await page.keyboard.press('Control+Enter');
  await expect(entry(page, 'and the office')).toBeVisible();

  await timeline(page).getByRole('button', { name: 'Tasks' }).click();
  await expect(entry(page, 'Send the brochure')).toBeVisible();
  await expect(entry(page, 'and the office')).toHaveCount(0);
  await timeline(page).getByRole('button', { name: 'Tasks' }).click();
  await timeline(page).getByRole('searchbox').fill('office');
  await expect(entry(page, 'and the office')).toBeVisible();
  await expect(entry(page, 'Send the brochure')).toHaveCount(0);
});

test('a change of a field stands in the history with its words', async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  await open(page, 'lead', lead.id, lead.name);
  await page.getByRole('textbox', { name: 'Job title' }).fill('Head of logistics');
  await page.keyboard.press('Control+s');
  await expect(page.getByRole('button', { name: 'Undo last save' })).toBeVisible();
  await timeline(page).getByRole('button', { name: 'Changes' }).click();
  await expect(entry(page, 'Head of logistics')).toContainText('Job title');
});

test('from lead to won deal', async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  await open(page, 'lead', lead.id, lead.name);
  await page.getByRole('button', { name: 'Qualify', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(`New account: ${lead.company}`);
  await dialog.getByRole('textbox', { name: 'Est. revenue' }).fill('15,000');
  await dialog.getByRole('button', { name: 'Qualify' }).click();

  await expect(page).toHaveURL(/records\/opportunity\//);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Planning for ${lead.company}`);
  await expect(page.locator('.ll-record-facts')).toContainText('15,000');
  await expect(page.getByRole('combobox', { name: 'Account', exact: true })).toHaveValue(lead.company);
  await expect(page.getByRole('combobox', { name: 'Contact', exact: true })).toHaveValue(lead.name);

  // One stage on.
  const active = page.locator('[aria-current=step]');
  const before = await active.textContent();
  await active.click();
  await page.getByRole('button', { name: /^Next: / }).click();
  await expect(active).not.toHaveText(before ?? '');

  // The contact is a stakeholder with a role.
  await page.getByRole('button', { name: 'Add a stakeholder' }).click();
  await page.getByRole('combobox', { name: 'Add a stakeholder' }).fill(lead.name);
  await page.getByRole('option', { name: lead.name }).first().click();
  const role = page.getByRole('combobox', { name: `Role of ${lead.name}` });
  await role.selectOption({ label: 'Decision Maker' });
  await expect(role.locator('option:checked')).toHaveText('Decision Maker');

  await page.getByRole('button', { name: 'Close as won' }).click();
  await expect(dialog.getByRole('textbox', { name: 'Actual revenue' })).toHaveValue('15,000');
  await dialog.getByRole('textbox', { name: 'Actual revenue' }).fill('14,500');
  await dialog.getByRole('textbox', { name: 'Close reason' }).fill('Best offer');
  await dialog.getByRole('button', { name: 'Close as won' }).click();
  await expect(page.locator('.ll-record-facts')).toContainText('14,500');
  await expect(page.getByText('This record is closed.')).toBeVisible();
  await expect(entry(page, 'Closed: Won')).toBeVisible();

  await toast(page, 'is won').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: 'Close as lost' })).toBeVisible();
});

test('a lead is disqualified with its reason and opened again', async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  await open(page, 'lead', lead.id, lead.name);
  await page.getByRole('button', { name: 'Disqualify' }).click();
  await page.getByRole('radio', { name: 'No Longer Interested' }).check();
  await page.getByRole('dialog').getByRole('button', { name: 'Disqualify' }).click();
  await expect(page.locator('.ll-record-facts')).toContainText('No Longer Interested');
  await expect(page.getByRole('textbox', { name: 'Topic' })).toBeDisabled();
  await page.getByRole('button', { name: 'Reopen' }).click();
  await expect(page.getByRole('textbox', { name: 'Topic' })).toBeEnabled();
});

test('a record that is there already is used instead of a second one', async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  const account = await call<{ accountid: string }>(page, 'POST', 'accounts', { name: lead.company });
  await open(page, 'lead', lead.id, lead.name);
  await page.getByRole('button', { name: 'Qualify', exact: true }).click();
  await expect(page.getByRole('radio', { name: `Use ${lead.company}` })).toBeChecked();
  await page.getByRole('dialog').getByRole('button', { name: 'Qualify' }).click();
  await expect(page).toHaveURL(/records\/opportunity\//);
  await page
    .getByRole('link', { name: `Open ${lead.company}` })
    .first()
    .click();
  await expect(page).toHaveURL(new RegExp(account.accountid));
  await expect(page.getByRole('region', { name: /^Opportunities/ })).toContainText(lead.company);
});

test('two contacts that are one are merged by choosing values', async ({ page }) => {
  await signIn(page);
  const lastname = fresh('Bakker');
  const mail = `${lastname.replace(' ', '.').toLowerCase()}@kade.example`;
  const make = (jobtitle: string, telephone1: string | null) =>
    call<{ contactid: string }>(page, 'POST', 'contacts', {
      firstname: 'Joost',
      lastname,
      emailaddress1: mail,
      jobtitle,
      telephone1,
    });
  const first = await make('Buyer', null);
  await make('Head of buying', '+31 10 555 0199');
  await open(page, 'contact', first.contactid, `Joost ${lastname}`);
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Merge' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('radio', { name: new RegExp(`Joost ${lastname}`) })
    .first()
    .check();
  await expect(dialog.getByRole('radio', { name: 'Business phone: +31 10 555 0199' })).toBeChecked();
  await dialog.getByRole('radio', { name: 'Job title: Head of buying' }).check();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Job title' })).toHaveValue('Head of buying');
  await expect(page.getByRole('textbox', { name: 'Business phone' })).toHaveValue('+31 10 555 0199');
});

test('a record changes hands and comes back', async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  await open(page, 'lead', lead.id, lead.name);
  const facts = page.locator('.ll-record-facts');
  const owner = await facts.locator('div', { hasText: 'Owner' }).locator('dd').textContent();
  await page.getByRole('button', { name: 'Assign' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: 'Owner' }).fill('Anna');
  await page.getByRole('option', { name: /Anna/ }).first().click();
  await dialog.getByRole('button', { name: 'Assign', exact: true }).click();
  await expect(facts).toContainText('Anna');
  await toast(page, 'now belongs to').getByRole('button', { name: 'Undo' }).click();
  await expect(facts).toContainText(owner ?? '');
});

test('something new is made from anywhere, and a record is deleted for good', async ({ page }) => {
  await signIn(page);
  const name = fresh('Haven');
  await page.keyboard.press('Alt+n');
  const dialog = page.getByRole('dialog', { name: 'Quick create' });
  await dialog.getByRole('combobox', { name: 'What' }).selectOption({ label: 'Account' });
  await dialog.getByRole('textbox', { name: 'Account name' }).fill(name);
  await expectAccessible(page);
  await page.keyboard.press('Control+Enter');
  await toast(page, name).getByRole('button', { name: 'Open', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);

  // A contact of this account, from its list.
  await page.getByRole('button', { name: 'New: contact' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Company name' })).toHaveValue(name);
  await dialog.getByRole('textbox', { name: 'Last name' }).fill('Smit');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('region', { name: /^Contacts/ })).toContainText('Smit');

  const address = page.url();
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page).toHaveURL(/lists\/account/);
  await page.goto(address);
  await expect(page.getByText('This account does not exist')).toBeVisible();
});

test('a case is resolved and opened again', async ({ page }) => {
  await signIn(page);
  const title = fresh('Scanner does not start');
  const { incidentid } = await call<{ incidentid: string }>(page, 'POST', 'incidents', { title });
  await open(page, 'incident', incidentid, title);
  await page.getByRole('button', { name: 'Resolve', exact: true }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'What was done' }).fill('New cable');
  await page.getByRole('dialog').getByRole('button', { name: 'Resolve' }).click();
  await expect(page.getByText('This record is closed.')).toBeVisible();
  await toast(page, 'is closed').getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByText('This record is closed.')).toHaveCount(0);
});

test('a call that is logged counts in the relationship at once, and in the list that one goes back to', async ({
  page,
}) => {
  await signIn(page);
  const lead = await makeLead(page);
  const last = 'msdyn_leadkpiid/msdyn_lastactivitybyteam';
  await page.goto(
    `/leads?view=all&contains=${encodeURIComponent(lead.company)}&columns=fullname,companyname,${last}`,
  );
  const cell = page.locator('.ll-col-msdyn_leadkpiid-msdyn_lastactivitybyteam').last();
  await expect(cell).toHaveText('–');
  await page.getByRole('link', { name: lead.name }).click();
  await timeline(page).getByRole('button', { name: 'Log a call' }).click();
  await page.keyboard.type('Asked about the dock');
  await page.keyboard.press('Control+Enter');
  await expect(entry(page, 'Asked about the dock')).toBeVisible();
  await openRelationship(page);
  await expect(page.getByRole('button', { name: 'Calls made: 1' }).first()).toBeVisible();
  await page.goBack();
  // It is worked out within moments, and nobody has to ask.
  await expect(cell).toContainText(String(new Date().getFullYear()));
});

test('a list and a record that are looked at follow what somebody else does', async ({ page, context }) => {
  await signIn(page);
  const lead = await makeLead(page);
  const record = await context.newPage();
  await record.goto(`/records/lead/${lead.id}`);
  const other = await context.newPage();
  await other.goto(`/records/lead/${lead.id}`);
  const last = 'msdyn_leadkpiid/msdyn_lastactivitybyteam';
  await page.goto(
    `/leads?view=all&contains=${encodeURIComponent(lead.company)}&columns=fullname,companyname,${last}`,
  );
  const cell = page.locator('.ll-col-msdyn_leadkpiid-msdyn_lastactivitybyteam').last();
  await expect(cell).toHaveText('–');
  await timeline(other).getByRole('button', { name: 'Log a call' }).click();
  await other.keyboard.type('Asked about the crane');
  await other.keyboard.press('Control+Enter');
  await expect(entry(other, 'Asked about the crane')).toBeVisible();
  await expect(cell).toContainText(String(new Date().getFullYear()));
  await expect(entry(record, 'Asked about the crane')).toBeVisible();
});

test('the help names the keys', async ({ page }) => {
  await signIn(page);
  const lead = await makeLead(page);
  await open(page, 'lead', lead.id, lead.name);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toContainText('Log a call');
});

for (const [language, appearance, width] of looks([
  ['en', 'light', 1440],
  ['nl', 'dark', 1440],
  ['de', 'light', 1200],
  ['zh-Hans', 'dark', 1200],
  ['th', 'light', 390],
] as const)) {
  test(`records of every table in ${language}, ${appearance}, ${width} wide`, async ({ page }) => {
    await page.setViewportSize({ width, height: 900 });
    await signIn(page, { language, appearance });
    for (const [table, set, id] of [
      ['lead', 'leads', 'leadid'],
      ['opportunity', 'opportunities', 'opportunityid'],
      ['contact', 'contacts', 'contactid'],
      ['account', 'accounts', 'accountid'],
    ] as const) {
      const found = await call<{ value: Record<string, string>[] }>(
        page,
        'GET',
        `${set}?$top=1&$select=${id}`,
      );
      await page.goto(`/records/${table}/${found.value[0]![id]}`);
      await expect(page.locator('.ll-record')).toBeVisible();
      await expect(page.locator('.ll-state-bars')).toHaveCount(0);
      await expectAccessible(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      // What takes turns on a narrow screen.
      const panes = page.locator('.ll-record-panes button');
      for (let pane = 1; width < 900 && pane < 3; pane += 1) {
        await panes.nth(pane).click();
        await expectAccessible(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      }
    }
  });
}
