// Ignore lists over HTTP: whose they are, what they keep out, and that it comes back.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { idOf, Leadlight } from './server.mjs';

let server, admin, ann, bert, folder, contact;

const mail = (id, from, more = '') =>
  `From: ${from}\nTo: Ann <ann@ours.example>\n${more}Subject: About ${id}\nDate: Mon, 4 May 2026 10:00:00 +0000\nMessage-ID: <${id}@mails>\n\nHi\n`;

async function bringIn(owner, mails, ...options) {
  const place = await mkdtemp(path.join(folder, 'mail-'));
  for (const [name, text] of Object.entries(mails)) await writeFile(path.join(place, `${name}.eml`), text);
  const args = ['import', 'mail', place, '--ours', 'ours.example', '--owner', owner, '--json', ...options];
  return JSON.parse(await server.command(...args));
}

before(async () => {
  server = await Leadlight.start();
  folder = await mkdtemp(path.join(os.tmpdir(), 'leadlight-ignore-'));
  admin = server.as(await server.token('admin'));
  ann = server.as(await server.addUser('ann', 'Salesperson', 'North'));
  bert = server.as(await server.addUser('bert', 'Salesperson', 'North'));
  contact = idOf(
    await ann.post('/contacts', { firstname: 'Carl', lastname: 'Bos', emailaddress1: 'carl@northwind.com' }),
  );
  await bringIn('ann', {
    one: mail('one', 'Carl Bos <carl@northwind.com>'),
    two: mail('two', 'Dora <dora@globex.com>', 'Cc: carl@northwind.com\n'),
  });
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
  assert.equal(await server.stop(), 0, server.output);
});

async function until(look, what) {
  for (let i = 0; i < 300; ++i) {
    if (await look()) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail(`${what} within 30 s`);
}
const list = async (who, organisation = false) =>
  (await who.get(`/IgnoreList(Organisation=${organisation})`)).json;
const titles = async (who) =>
  (await who.get(`/Timeline(Table='contact',Id=${contact},Kinds='email')`)).json.items
    .map((item) => item.title)
    .sort();
const figure = async () => {
  const row = await admin.get(`/contacts(${contact})?$expand=msdyn_contactkpiid($select=msdyn_emailsreceived)`);
  return row.json.msdyn_contactkpiid?.msdyn_emailsreceived;
};
async function put(who, body) {
  const answer = await who.post('/Ignore', body);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.EntryId;
}
const applied = (who, organisation) =>
  until(async () => !(await list(who, organisation)).applying, 'the list was not applied');

test('what was captured leaves timeline and figures, and comes back when the entry is taken off', async () => {
  await until(async () => (await figure()) === 2, 'the mails did not count');
  assert.deepEqual(await titles(ann), ['About one', 'About two']);
  const EntryId = await put(ann, { Value: 'Northwind.com' });
  await applied(ann);
  assert.deepEqual(await titles(ann), [], 'one is held back, and Carl is left out of the other');
  assert.equal((await admin.get("/emails?$filter=subject eq 'About one'")).json.value.length, 0);
  assert.equal((await admin.get("/emails?$filter=subject eq 'About two'")).json.value.length, 1);
  const two = (await admin.get("/activityparties?$filter=addressused eq 'carl@northwind.com'")).json.value;
  assert.deepEqual(two, []);
  await until(async () => (await figure()) === 0, 'the figures did not follow');
  const [entry] = (await list(ann)).entries;
  assert.deepEqual(
    [entry.entry_id, entry.kind, entry.value, entry.kept_out],
    [EntryId, 'domain', 'northwind.com', 1],
  );
  assert.equal((await ann.post('/StopIgnoring', { EntryId })).status, 204);
  await applied(ann);
  assert.deepEqual(await titles(ann), ['About one', 'About two']);
  await until(async () => (await figure()) === 2, 'the figures did not come back');
});

test('what comes in is refused and counted, for everybody or for oneself', async () => {
  const EntryId = await put(admin, { Value: 'initech.com', Organisation: true });
  const report = await bringIn('bert', {
    three: mail('three', 'e@initech.com'),
    four: mail('four', 'x@mail.initech.com'),
    five: mail('five', 'f@umbrella.com'),
    six: mail('six', 'g@soylent.com'),
  }, '--ignore', 'umbrella.com');
  assert.deepEqual([report.ignored, report.new, report.skipped], [3, 1, 0]);
  assert.equal((await list(ann, true)).entries[0].kept_out, 2, 'everybody sees what the organisation ignores');
  const own = (await list(bert)).entries;
  assert.deepEqual(own.map((each) => [each.value, each.kept_out]), [['umbrella.com', 1]]);
  assert.deepEqual((await list(ann)).entries, [], 'nobody sees the list of another');
  assert.deepEqual((await list(admin)).entries, []);
  const people = (await admin.get('/ll_personaddresses')).json.value.map((each) => each.ll_address);
  assert.ok(!people.some((each) => /initech|umbrella/.test(each)), 'they become nobody');
  assert.ok(people.includes('g@soylent.com'));
  assert.equal((await bert.post('/StopIgnoring', { EntryId })).status, 403);
  assert.equal((await ann.post('/StopIgnoring', { EntryId: own[0].entry_id })).status, 404);
  assert.equal((await ann.post('/Ignore', { Value: 'x.org', Organisation: true })).status, 403);
  assert.equal((await admin.post('/StopIgnoring', { EntryId })).status, 204);
});

test('what would harm is refused with a reason', async () => {
  const refusal = async (body) => {
    const { status, json } = await ann.post('/Ignore', body);
    return `${status} ${json.error?.message}`;
  };
  assert.match(await refusal({ Value: 'ours.example' }), /^400 ours\.example is your own/);
  assert.match(await refusal({ Value: 'bert@ours.example' }), /^400 bert@ours\.example is your own/);
  assert.match(await refusal({ Value: 'com' }), /^400 com is nobody's domain/);
  assert.match(await refusal({ Value: 'two words' }), /^400 "two words" is no domain/);
  assert.match(await refusal({ Value: 'gmail.com' }), /^412 everybody may have an address at gmail\.com/);
  assert.match(await refusal({}), /^400/);
  assert.match(await refusal({ Value: 'Work', MailboxId: contact }), /^404/);
  assert.deepEqual((await list(ann)).entries, []);
  const EntryId = await put(ann, { Value: 'gmail.com', Confirmed: true });
  assert.equal((await ann.post('/StopIgnoring', { EntryId })).status, 204);
  assert.equal((await admin.get('/ll_ignores')).status, 404, 'lists are reached by these actions alone');
});
