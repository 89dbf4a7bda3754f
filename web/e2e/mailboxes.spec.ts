// Somebody connects a mailbox whose server is not there, reads why nothing comes, and disconnects it.
import { expect, test, signIn, expectAccessible } from './story';

test('a mailbox is connected, says what is wrong, and is forgotten', async ({ page }) => {
  await signIn(page);
  await page.goto('/settings');
  const mailboxes = page.getByRole('region', { name: 'Mailboxes' });
  await mailboxes.getByRole('button', { name: 'Connect a mailbox' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Mail server (IMAP)').fill('mail.invalid');
  await dialog.getByLabel('User name').fill('ann@ours.example');
  await dialog.getByLabel('Password').fill('secret word');
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/mailbox-dialog.png' });
  await dialog.getByRole('button', { name: 'Connect a mailbox' }).click();
  const row = mailboxes.getByRole('listitem', { name: 'ann@ours.example' });
  await expect(row).toContainText('mail.invalid was not found', { timeout: 20_000 });
  await expectAccessible(page);
  await row.scrollIntoViewIfNeeded();
  await page.screenshot({ path: 'test-results/mailboxes.png' });
  await row.getByRole('button', { name: 'Disconnect' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Disconnect' }).click();
  await expect(mailboxes).toContainText('No mailbox is connected.');
});
