import { expect, signIn, test } from './story';

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
