import { expect, test } from 'vitest';
import { bodyOf, formOf, isElsewhere, type Mailbox } from './mailboxes';

const box: Mailbox = {
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
  state: 'current',
  under_way: false,
  last_sync: null,
  error: null,
  hint: null,
  messages: 3,
  skipped: 0,
  done: 0,
  total: 0,
  folders: ['INBOX'],
};

test('a new mailbox is private and read without texts', () => {
  const body = bodyOf({ ...formOf(), host: ' imap.example.com ', user: 'ann', password: 'word' });
  expect(body).toMatchObject({
    Host: 'imap.example.com',
    Private: true,
    Bodies: false,
    Analytics: true,
    Folders: [],
  });
});

test('a change without a password says nothing of the server', () => {
  expect(bodyOf(formOf(box), box)).toEqual({
    MailboxId: 'm1',
    Name: 'Work',
    Folders: ['INBOX'],
    Bodies: false,
    Private: true,
    Analytics: true,
  });
  expect(bodyOf({ ...formOf(box), password: 'new' }, box)).toMatchObject({
    Host: 'imap.example.com',
    Password: 'new',
  });
});

test('another server, port, encryption or user needs the password', () => {
  expect(isElsewhere(formOf(box), box)).toBe(false);
  for (const change of [{ host: 'x' }, { port: 1 }, { security: 'starttls' as const }, { user: 'x' }]) {
    expect(isElsewhere({ ...formOf(box), ...change }, box)).toBe(true);
  }
});
