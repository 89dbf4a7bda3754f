// A file comes in by the wizard, and next week's file after it.
import { readFileSync } from 'node:fs';
import { expect, expectAccessible, signIn, test } from './story';

test('a file is matched, checked and imported, its next edition updates by key, skipped rows are told', async ({
  page,
}) => {
  await signIn(page);
  const mark = Date.now().toString(36);
  const file = (rows: string[]) => ({
    name: 'fair.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      ['Number,First name,Last name,Company name,E-mail,Owner,Shoe colour', ...rows].join('\n') + '\n',
    ),
  });
  await page.goto('/import');
  await page
    .locator('input[type=file]')
    .setInputFiles(
      file([
        `F-${mark}-1,Ann,Ames,Fair ${mark},ann.${mark}@fair.example,Anna Jansen,red`,
        `F-${mark}-2,Bo,Berg,Fair ${mark},bo.${mark}@fair.example,Anna Jansen,blue`,
        `F-${mark}-3,Cy,Cole,Fair ${mark},cy.${mark}@fair.example,Nobody Whosoever,blue`,
      ]),
    );
  await expect(page.getByRole('heading', { name: 'Columns of fair.csv' })).toBeVisible();
  await page.getByRole('combobox', { name: 'What Number becomes' }).selectOption('ll_externalkey');
  await page.getByRole('combobox', { name: 'What Owner becomes' }).selectOption('');
  await page.getByRole('combobox', { name: 'What Shoe colour becomes' }).selectOption('');
  await expect(page.getByRole('combobox', { name: 'What E-mail becomes' })).toHaveValue('emailaddress1');
  await page.getByRole('combobox', { name: 'Key' }).selectOption('Number');
  await page.getByRole('combobox', { name: 'Owner', exact: true }).selectOption('Owner');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Check' }).click();
  await page.getByRole('button', { name: 'Save the mapping' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill(`Fair ${mark}`);
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByText('The file is imported')).toBeVisible({ timeout: 60_000 });
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Next file, same mapping' }).click();

  await page
    .locator('input[type=file]')
    .setInputFiles(
      file([
        `F-${mark}-1,Ann,Ames-Hill,Fair ${mark},ann.${mark}@fair.example,Anna Jansen,red`,
        `F-${mark}-4,Di,Dunn,Fair ${mark},di.${mark}@fair.example,Anna Jansen,red`,
      ]),
    );
  await expect(page.getByRole('combobox', { name: 'Key' })).toHaveValue('Number');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByText('The file is imported')).toBeVisible({ timeout: 60_000 });
  const figure = (name: string) =>
    page.locator('.ll-import-figures > div').filter({ hasText: name }).locator('dd');
  await expect(figure('Added')).toHaveText('1');
  await expect(figure('Updated')).toHaveText('1');
  await page.getByRole('link', { name: 'Show leads' }).click();
  await page.getByPlaceholder('Name, topic or company contains').fill(`Fair ${mark}`);
  await expect(page.getByText('Ann Ames-Hill')).toBeVisible();
});

test('rows that cannot be taken are told with their reason, and can be saved', async ({ page }) => {
  await signIn(page);
  const mark = Date.now().toString(36);
  await page.goto('/import');
  await page.locator('input[type=file]').setInputFiles({
    name: 'bad.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `Last name,Company name,Number of employees\nGood,Bad ${mark},12\nWorse,Bad ${mark},a dozen\n`,
    ),
  });
  await expect(page.getByRole('heading', { name: 'Columns of bad.csv' })).toBeVisible();
  await page
    .getByRole('combobox', { name: 'What Number of employees becomes' })
    .selectOption('numberofemployees');
  await page.getByRole('button', { name: 'Start import' }).click();
  await expect(page.getByText('The file is imported')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('heading', { name: 'What was not taken' })).toBeVisible();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download all skipped rows' }).click();
  const text = readFileSync(await (await saved).path(), 'utf8');
  expect(text).toContain('a dozen');
});
