import { expect, expectAccessible, signIn, test } from './story';

test('the model page tells quality, factors, suspects, grades and versions', async ({ page }) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Scoring models' }).click();
  await page.locator('.ll-models-name a').first().click();
  await expect(page.getByText('Lead scoring model')).toBeVisible();
  for (const title of [
    'Quality',
    'How many can you call?',
    'Curves',
    'Factors',
    'Suspects',
    'Grades',
    'Versions',
  ]) {
    await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible();
  }
  await expect(page.getByText('Ranking (AUC)').first()).toBeVisible();
  // Reliability, gain, ROC, precision and recall, lift.
  await expect(page.locator('.ll-chart-ideal')).toHaveCount(5);
  await expect(page.locator('.ll-influence li').first()).toBeVisible();
});

test('more calls in a week are a larger share, with more successes', async ({ page }) => {
  await signIn(page);
  await page.goto('/models/lead');
  const calls = page.getByRole('spinbutton', { name: 'Records we can call in a week' });
  const answer = page.locator('.ll-calls');
  await expect(answer).toContainText('The 50 highest scores');
  await calls.fill('100');
  await calls.press('Enter');
  await expect(answer).toContainText('The 100 highest scores');
});

test('moving a bound shows what it would mean before anything is saved', async ({ page }) => {
  await signIn(page);
  await page.goto('/models/lead');
  const lower = page.locator('.ll-gradecard-A').getByRole('spinbutton');
  await expect(lower).toBeVisible();
  const card = page.locator('.ll-gradecard-A');
  await expect(card).toContainText('%');
  const before = await card.innerText();
  await lower.fill('97');
  await lower.press('Enter');
  await expect(card).toContainText('97 to 100');
  await expect.poll(() => card.innerText()).not.toBe(before);
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeEnabled();
});

test('own bounds are saved, kept, and given back to the default', async ({ page }) => {
  await signIn(page);
  await page.goto('/models/lead');
  const lower = page.locator('.ll-gradecard-A').getByRole('spinbutton');
  await expect(lower).toBeVisible();
  const before = await lower.inputValue();
  await lower.fill('96');
  await lower.press('Enter');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await page.reload();
  await expect(lower).toHaveValue('96');
  await lower.fill(before);
  await lower.press('Enter');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
});

test('a training can be cancelled, and the published version stays', async ({ page }) => {
  await signIn(page);
  await page.goto('/models/lead');
  await page.getByRole('button', { name: 'Train again' }).click();
  await page
    .getByRole('region', { name: 'Training a new version' })
    .getByRole('button', { name: 'Cancel' })
    .click();
  await expect(page.getByText('Training was cancelled.')).toBeVisible({ timeout: 30_000 });
  await expect(page.getByRole('button', { name: 'Train again' })).toBeEnabled();
});

test('training runs with progress, and its version can be published', async ({ page }) => {
  test.setTimeout(240_000);
  await signIn(page);
  await page.goto('/models/lead');
  await page.getByRole('button', { name: 'Train again' }).click();
  await expect(page.getByRole('progressbar', { name: 'Training a new version' })).toBeVisible();
  await expect(page.getByText('Trained. Look at the quality, then publish.')).toBeVisible({
    timeout: 180_000,
  });
  await page.getByRole('button', { name: /^Publish version/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
  await expect(page.getByText('Published. All open records have their new scores.')).toBeVisible({
    timeout: 60_000,
  });
  const choices = page.getByRole('checkbox', { name: /^Compare version/ });
  await choices.nth(0).check();
  await choices.nth(1).check();
  const comparison = page.getByRole('region', { name: 'Comparison' });
  await expect(comparison.getByRole('row', { name: /^Ranking \(AUC\)/ })).toBeVisible();
});

test('what a model looks at is looked into, decided by hand, and kept', async ({ page }) => {
  await signIn(page);
  await page.goto('/models/lead');
  await page.getByRole('button', { name: 'Factors', exact: true }).click();
  await expect(page.getByRole('heading', { name: /^Factors of/ })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Lead source', exact: true }).click();
  const rates = page.getByRole('region', { name: 'How records ended, by value' });
  await expect(rates.getByRole('listitem').first()).toContainText('%');
  await page.keyboard.press('Escape');
  await expect(rates).toHaveCount(0);

  const use = page.getByRole('combobox', { name: 'Use of Lead source', exact: true });
  const ignore = page.getByRole('switch', {
    name: 'Ignore empty values of Lead source',
    exact: true,
  });
  const decide = async (choice: string, ignored: boolean) => {
    await use.selectOption(choice);
    // Among those decided by hand it goes with its last decision.
    if ((await ignore.isChecked()) !== ignored) await ignore.click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page.getByRole('heading', { name: 'Quality', exact: true })).toBeVisible();
    await page.getByRole('button', { name: 'Factors', exact: true }).click();
    await page.getByRole('button', { name: 'Decided by hand' }).click();
  };
  await decide('Always', true);
  await expect(use).toHaveValue('always');
  await expect(ignore).toBeChecked();
  await use.selectOption('Never');
  await page.getByRole('link', { name: 'Lead scoring', exact: true }).click();
  await page.getByRole('button', { name: 'Stay' }).click();
  await expect(use).toHaveValue('never');
  await decide('Automatic', false);
  await expect(page.getByText('No attribute fits.')).toBeVisible();
});

test('a model made by its form is offered once it is trained, and published from the list', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const name = `Offered ${Date.now().toString(36)}`;
  await signIn(page);
  await page.goto('/models/new?table=opportunity');
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.getByRole('button', { name: 'Save and train' }).click();
  await expect(page.getByText('Trained. Look at the quality, then publish.')).toBeVisible({
    timeout: 180_000,
  });
  await page.getByRole('link', { name: 'Scoring models' }).click();
  const offer = page.locator('.fui-MessageBar').filter({ hasText: name });
  await expect(offer).toContainText('Most influential:');
  await expectAccessible(page);
  await offer.getByRole('button', { name: 'Publish' }).click();
  await expect(page.getByText('Published. All open records have their new scores.')).toBeVisible({
    timeout: 60_000,
  });
  await expect(offer).toHaveCount(0);
  const row = page.getByRole('row').filter({ hasText: name });
  await expect(row).toContainText('Published');
  await page.getByRole('button', { name: `Actions for ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(row).toHaveCount(0);
});

test('scores are held against what became of their records', async ({ page }) => {
  await signIn(page);
  await page.getByRole('link', { name: 'Was it right?' }).click();
  await expect(page.getByRole('heading', { name: 'Was it right?' })).toBeVisible();
  await page.getByRole('button', { name: '52 weeks' }).click();
  await expect(page.getByText(/Week by week|Nothing to look back at yet/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Opportunities' }).click();
  await expect(page.getByText(/Week by week|Nothing to look back at yet/).first()).toBeVisible();
});
