import { expect, test } from 'vitest';
import { BOX } from '../testing/mailboxes';
import { bodyOf, formOf, isElsewhere, isPort, withSecurity } from './mailboxes';

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
  expect(bodyOf(formOf(BOX), BOX)).toEqual({
    MailboxId: 'm1',
    Name: 'Work',
    Folders: ['INBOX'],
    Bodies: false,
    Private: true,
    Analytics: true,
  });
  expect(bodyOf({ ...formOf(BOX), password: 'new' }, BOX)).toMatchObject({
    Host: 'imap.example.com',
    Password: 'new',
  });
});

test('another server, port, encryption or user needs the password', () => {
  expect(isElsewhere(formOf(BOX), BOX)).toBe(false);
  for (const change of [{ host: 'x' }, { port: '1' }, { security: 'starttls' as const }, { user: 'x' }]) {
    expect(isElsewhere({ ...formOf(BOX), ...change }, BOX)).toBe(true);
  }
});

test('a port is a whole number that there is', () => {
  expect(['1', '993', '65535'].every(isPort)).toBe(true);
  expect(['', '0', '65536', '9.5', '1e3', '-1', 'imap'].some(isPort)).toBe(false);
});

test('another encryption brings its usual port, unless somebody gave one of their own', () => {
  expect(withSecurity(formOf(), 'starttls')).toMatchObject({ security: 'starttls', port: '143' });
  expect(withSecurity({ ...formOf(), port: '1993' }, 'starttls').port).toBe('1993');
});
