import { afterEach, describe, expect, it } from 'vitest';
import { button, click, fieldOf, NEVER, serve, show, type, unmount } from '../../testing/render';
import { BOX } from '../../testing/mailboxes';
import { MailboxesPanel } from './MailboxesPanel';

const submit = () => click(document.querySelector('[role$=dialog] button[type=submit]'));

afterEach(unmount);

describe('MailboxesPanel', () => {
  it('tells how a mailbox stands, and how to mend it', async () => {
    serve({ 'GET Mailboxes()': () => ({ mailboxes: [BOX] }) });
    const shown = await show(<MailboxesPanel maySeeAll={false} />);
    expect(shown.textContent).toContain(
      'Stopped: it needs you · 15 e-mails · 1 e-mail could not be read · 2 left out by ignore lists',
    );
    expect(shown.textContent).toContain(
      'refuses the name or password of ann@example.com. Give the password again.',
    );
    expect(shown.textContent).not.toContain('Show those of everybody');
  });

  it('connects a mailbox, private and without texts unless one chooses', async () => {
    const asked = serve({
      'GET Mailboxes()': () => ({ mailboxes: [] }),
      'POST ConnectMailbox': () => ({ MailboxId: 'm1' }),
    });
    const shown = await show(<MailboxesPanel maySeeAll={false} />);
    expect(shown.textContent).toContain('No mailbox is connected.');
    await click(button('Connect a mailbox'));
    await type(fieldOf('Mail server (IMAP)'), 'imap.example.com');
    await type(fieldOf('User name'), 'ann@example.com');
    await submit();
    expect(asked.some((one) => one.path === 'ConnectMailbox')).toBe(false);
    await type(fieldOf('Password'), 'word');
    await submit();
    expect(asked.find((one) => one.path === 'ConnectMailbox')?.body).toEqual({
      Folders: [],
      Bodies: false,
      Private: true,
      Analytics: true,
      Host: 'imap.example.com',
      Port: 993,
      Security: 'tls',
      User: 'ann@example.com',
      Password: 'word',
    });
  });

  it('tells of each folder how far it was read, and what is wrong in which', async () => {
    serve({ 'GET Mailboxes()': () => ({ mailboxes: [BOX] }) });
    const shown = await show(<MailboxesPanel maySeeAll={false} />);
    expect(shown.textContent).toContain('1 folder could not be read');
    expect(shown.querySelector('details')?.open).toBe(true);
    expect(shown.querySelector('summary')?.textContent).toBe('3 folders');
    const rows = [...shown.querySelectorAll('tbody tr')].map((row) => row.textContent);
    expect(rows[0]).toBe('INBOX12Sep 20, 20261 e-mail could not be read2 left out by ignore lists');
    expect(rows[1]).toBe(
      'Old3Not to the end yetThis folder could not be read. It is tried again with the next reading. ' +
        'imap.example.com:993 answers: NO no such mailbox.',
    );
    expect(rows[2]).toBe('Sent0Not to the end yet');
  });

  it('keeps folders folded while nothing is wrong in them, and names none of others', async () => {
    const [inbox] = BOX.folder_states!;
    const others = { ...BOX, mailbox_id: 'm2', own: false, folders: undefined, folder_states: undefined };
    serve({ 'GET Mailboxes()': () => ({ mailboxes: [{ ...BOX, folder_states: [inbox] }, others] }) });
    const shown = await show(<MailboxesPanel maySeeAll={false} />);
    expect([...shown.querySelectorAll('details')].map((one) => one.open)).toEqual([false]);
    expect(shown.textContent).not.toContain('Not to the end yet');
  });

  it('does one thing at a time', async () => {
    const asked = serve({
      'GET Mailboxes()': () => ({ mailboxes: [BOX] }),
      'POST PauseMailbox': () => NEVER,
    });
    await show(<MailboxesPanel maySeeAll={false} />);
    await click(button('Pause'));
    await click(button('Pause'));
    await click(button('Read now'));
    expect(asked.filter(({ method }) => method === 'POST')).toHaveLength(1);
  });

  it('says that another server needs the password, and which port there is none of', async () => {
    const asked = serve({
      'GET Mailboxes()': () => ({ mailboxes: [BOX] }),
      'POST ChangeMailbox': () => undefined,
    });
    await show(<MailboxesPanel maySeeAll={false} />);
    await click(button('Change'));
    await type(fieldOf('Port'), '99999');
    expect(document.body.textContent).toContain('Give a number from 1 to 65535.');
    await type(fieldOf('Port'), '1993');
    expect(document.body.textContent).toContain('To change where the account is, give its password again.');
    await submit();
    expect(asked.some(({ path }) => path === 'ChangeMailbox')).toBe(false);
    await type(fieldOf('Password'), 'word');
    await submit();
    expect(asked.find(({ path }) => path === 'ChangeMailbox')?.body).toMatchObject({
      MailboxId: 'm1',
      Port: 1993,
      Password: 'word',
    });
  });

  it('asks before it disconnects', async () => {
    const asked = serve({
      'GET Mailboxes()': () => ({ mailboxes: [BOX] }),
      'POST DisconnectMailbox': () => undefined,
    });
    await show(<MailboxesPanel maySeeAll={false} />);
    await click(button('Disconnect'));
    expect(document.querySelector('[role$=dialog]')?.textContent).toContain('The mails that were read stay.');
    await submit();
    expect(asked.find((one) => one.path === 'DisconnectMailbox')?.body).toEqual({ MailboxId: 'm1' });
  });
});
