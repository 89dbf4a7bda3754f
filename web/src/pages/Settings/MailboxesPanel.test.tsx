import { afterEach, describe, expect, it } from 'vitest';
import { button, click, fieldOf, serve, show, type, unmount } from '../../testing/render';
import { MailboxesPanel } from './MailboxesPanel';

const BOX = {
  mailbox_id: 'm1',
  name: 'Work',
  owner: 'Ann',
  own: true,
  host: 'imap.example.com',
  port: 993,
  security: 'tls',
  user: 'ann@example.com',
  bodies: false,
  private: true,
  analytics: true,
  state: 'stopped',
  under_way: false,
  last_sync: null,
  error: 'imap.example.com:993 refuses the name or password of ann@example.com',
  hint: 'Give the password again.',
  messages: 3,
  skipped: 0,
  done: 0,
  total: 0,
  folders: [],
};
const submit = () => click(document.querySelector('[role$=dialog] button[type=submit]'));

afterEach(unmount);

describe('MailboxesPanel', () => {
  it('tells how a mailbox stands, and how to mend it', async () => {
    serve({ 'GET Mailboxes()': () => ({ mailboxes: [BOX] }) });
    const shown = await show(<MailboxesPanel maySeeAll={false} />);
    expect(shown.textContent).toContain('Stopped: it needs you · 3 e-mails');
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
