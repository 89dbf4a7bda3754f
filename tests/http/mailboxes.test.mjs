// Mail accounts over HTTP: who connects, sees and steers which. Reading real accounts: tests/cli/mailbox_test.py.
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { Leadlight } from './server.mjs';

let server;
let keys;
let admin;
let ann;
let bert;
const account = { Host: 'mail.invalid', User: 'ann@ours.example', Password: 'secret word' };

before(async () => {
  keys = await mkdtemp(path.join(os.tmpdir(), 'leadlight-keys-'));
  process.env.LEADLIGHT_KEY_FILE = path.join(keys, 'secret.key');
  server = await Leadlight.start();
  admin = server.as(await server.token('admin'));
  ann = server.as(await server.addUser('ann', 'Salesperson', 'North'));
  bert = server.as(await server.addUser('bert', 'Salesperson', 'North'));
});
after(async () => {
  await server?.stop();
  await rm(keys, { recursive: true, force: true });
});

async function mailboxes(who, question = 'Mailboxes()') {
  const answer = await who.get(`/${question}`);
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
  return answer.json.mailboxes;
}

async function until(look) {
  for (let i = 0; i < 300; ++i) {
    const seen = await look();
    if (seen) return seen;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('it did not happen within 30 s');
}

test('a mailbox is connected, its state and what is wrong are told, its password never', async () => {
  const answer = await ann.post('/ConnectMailbox', account);
  assert.equal(answer.status, 200, JSON.stringify(answer.json));
  const id = answer.json.MailboxId;
  const box = await until(async () => {
    const [one] = await mailboxes(ann);
    return one.state === 'retrying' && one;
  });
  assert.equal(box.mailbox_id, id);
  assert.match(box.error, /mail\.invalid was not found/);
  assert.match(box.hint, /Check its name/);
  assert.equal(box.private, true);
  assert.equal(box.bodies, false);
  const everything = await Promise.all(
    ['/Mailboxes()', `/ll_mailboxes(${id})`, '/ll_mailboxes', '/ll_jobs'].map((at) => ann.get(at)),
  );
  assert.ok(!JSON.stringify(everything.map((each) => each.json)).includes('secret word'));
  for (const table of ['ll_mailaccounts', 'll_mailfolders', 'll_maillocations']) {
    assert.equal((await admin.get(`/${table}`)).status, 404, table);
  }
});

test('others do not see it, administrators see how it stands', async () => {
  const [box] = await mailboxes(ann);
  assert.deepEqual(await mailboxes(bert), []);
  assert.equal((await bert.get('/Mailboxes(All=true)')).status, 403);
  for (const action of ['ChangeMailbox', 'SyncMailbox', 'PauseMailbox', 'ResumeMailbox', 'DisconnectMailbox']) {
    assert.equal((await bert.post(`/${action}`, { MailboxId: box.mailbox_id })).status, 404, action);
  }
  const [seen] = await mailboxes(admin, 'Mailboxes(All=true)');
  assert.equal(seen.owner_id, box.owner_id);
  assert.equal(seen.own, false);
  assert.ok(!('folders' in seen));
  assert.equal((await admin.post('/ChangeMailbox', { MailboxId: box.mailbox_id, Bodies: true })).status, 404);
});

test('it is paused, resumed, changed and forgotten', async () => {
  const [{ mailbox_id: MailboxId }] = await mailboxes(ann);
  assert.equal((await ann.post('/PauseMailbox', { MailboxId })).status, 204);
  assert.equal((await mailboxes(ann))[0].state, 'paused');
  assert.equal((await ann.post('/SyncMailbox', { MailboxId })).status, 412);
  assert.equal((await ann.post('/ResumeMailbox', { MailboxId })).status, 204);
  assert.equal((await ann.post('/SyncMailbox', { MailboxId })).status, 202);
  const changed = await ann.post('/ChangeMailbox', { MailboxId, Name: 'Work', Folders: ['INBOX'], Analytics: false });
  assert.equal(changed.status, 204);
  const [box] = await mailboxes(ann);
  assert.deepEqual([box.name, box.folders, box.analytics, box.private], ['Work', ['INBOX'], false, true]);
  assert.equal((await ann.post('/ChangeMailbox', { MailboxId, Host: 'other.invalid' })).status, 400);
  assert.equal((await ann.post('/DisconnectMailbox', { MailboxId })).status, 204);
  assert.deepEqual(await mailboxes(ann), []);
});

test('what cannot be is refused with a reason', async () => {
  const refusal = async (who, changes) => {
    const answer = await who.post('/ConnectMailbox', { ...account, ...changes });
    return `${answer.status} ${answer.json.error?.message}`;
  };
  assert.match(await refusal(ann, { Host: 'a b' }), /^400 "a b" is no name of a mail server/);
  assert.match(await refusal(ann, { Security: 'none' }), /^400 mail\.invalid:143 would be read without encryption/);
  assert.match(await refusal(ann, { Port: 0 }), /^400 a port is between 1 and 65535/);
  assert.match(await refusal(ann, { Password: undefined }), /^400 a mail account needs/);
  assert.match(await refusal(ann, { Host: 'localhost' }), /^403 localhost is this server itself/);
  assert.match(await refusal(ann, { Host: '127.0.0.2', Port: 5432 }), /^403/);
  assert.deepEqual(await mailboxes(ann), []);
});
