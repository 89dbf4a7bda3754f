// PATCH as Dataverse means it: change or create, by id or alternate key, with the conditions that say which of both.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, test } from 'node:test';

import { idOf, Leadlight } from './server.mjs';

let server, admin, mine, other;

before(async () => {
  server = await Leadlight.start();
  admin = server.as(await server.token('admin'));
  mine = server.as(await server.addUser('mine', 'Salesperson', 'North'));
  other = server.as(await server.addUser('other', 'Salesperson', 'South'));
});
after(async () => assert.equal(await server.stop(), 0, server.output));

test('a PATCH creates what is not there and changes what is', async () => {
  const id = randomUUID();
  const created = await mine.patch(`/leads(${id})`, { subject: 'first' }, { Prefer: 'return=representation' });
  assert.equal(created.status, 201, created.text);
  assert.equal(created.json.leadid, id);
  const changed = await mine.patch(`/leads(${id})`, { subject: 'second' });
  assert.equal(changed.status, 204);
  assert.equal(idOf(changed), id);
  assert.equal((await mine.get(`/leads(${id})`)).json.subject, 'second');
});

test('If-Match never creates, If-None-Match: * never changes', async () => {
  const id = randomUUID();
  for (const tag of ['*', 'W/"1"']) {
    assert.equal((await mine.patch(`/leads(${id})`, { subject: 'x' }, { 'If-Match': tag })).status, 404);
  }
  assert.equal((await mine.get(`/leads(${id})`)).status, 404);
  assert.equal((await mine.patch(`/leads(${id})`, { subject: 'x' }, { 'If-None-Match': '*' })).status, 201);
  assert.equal((await mine.patch(`/leads(${id})`, { subject: 'y' }, { 'If-None-Match': '*' })).status, 412);
  assert.equal((await mine.get(`/leads(${id})`)).json.subject, 'x');
});

test('an alternate key does what an id does', async () => {
  const at = "/leads(ll_externalkey='CRM-7')";
  assert.equal((await mine.patch(at, { subject: 'x' }, { 'If-Match': '*' })).status, 404);
  const created = await mine.patch(at, { subject: 'by key' }, { Prefer: 'return=representation' });
  assert.equal(created.status, 201, created.text);
  assert.equal(created.json.ll_externalkey, 'CRM-7');
  assert.equal((await mine.patch(at, { subject: 'changed' })).status, 204);
  assert.equal((await mine.patch(at, { subject: 'no' }, { 'If-None-Match': '*' })).status, 412);
  assert.equal((await mine.get(at)).json.subject, 'changed');
  assert.equal((await mine.patch("/leads(ll_externalkey='CRM-8')", { ll_externalkey: 'CRM-9' })).status, 400);
  assert.equal((await mine.patch("/leads(subject='x')", { subject: 'x' })).status, 400);
  assert.equal((await mine.delete(at)).status, 204);
  assert.equal((await mine.get(at)).status, 404);
});

test('twenty upserts of one key at once make one row', async () => {
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => mine.patch("/accounts(ll_externalkey='ONE')", { name: `n${i}` })),
  );
  for (const answer of answers) assert.ok([201, 204].includes(answer.status), answer.text);
  assert.equal(answers.filter((answer) => answer.status === 201).length, 1);
  assert.equal((await mine.get("/accounts/$count?$filter=ll_externalkey%20eq%20'one'")).text, '1');
});

test('a lookup is bound by alternate key', async () => {
  assert.equal((await mine.patch("/accounts(ll_externalkey='A-1')", { name: 'By Key Ltd' })).status, 201);
  const lead = await mine.post('/leads', { subject: 'bound', 'parentaccountid@odata.bind': "/accounts(ll_externalkey='A-1')" }, { Prefer: 'return=representation' });
  assert.equal(lead.status, 201, lead.text);
  const read = await mine.get(`/leads(${idOf(lead)})?$expand=parentaccountid($select=name)`);
  assert.equal(read.json.parentaccountid.name, 'By Key Ltd');
  for (const key of ["/accounts(ll_externalkey='none')", "/accounts(name='By Key Ltd')", "/nothing(ll_externalkey='A-1')"]) {
    assert.equal((await mine.post('/leads', { subject: 'x', 'parentaccountid@odata.bind': key })).status, 400, key);
  }
  const hidden = await other.post('/leads', { subject: 'x', 'parentaccountid@odata.bind': "/accounts(ll_externalkey='A-1')" });
  const never = await other.post('/leads', { subject: 'x', 'parentaccountid@odata.bind': "/accounts(ll_externalkey='A-0')" });
  assert.equal(hidden.status, 400);
  assert.deepEqual(hidden.text.replaceAll('A-1', 'A-0'), never.text);
});

test('a row that may not be seen is neither changed nor told of', async () => {
  const id = idOf(await mine.post('/leads', { subject: 'hidden', ll_externalkey: 'HIDDEN-1' }));
  for (const [at, headers, statuses] of [
    [`/leads(${id})`, {}, [404]],
    [`/leads(${id})`, { 'If-Match': '*' }, [404]],
    [`/leads(${id})`, { 'If-None-Match': '*' }, [412]],
    ["/leads(ll_externalkey='HIDDEN-1')", {}, [412]],
    ["/leads(ll_externalkey='HIDDEN-1')", { 'If-Match': '*' }, [404]],
  ]) {
    const answer = await other.patch(at, { subject: 'mine now' }, headers);
    assert.ok(statuses.includes(answer.status), `${at} ${answer.text}`);
    assert.ok(!answer.text.includes('hidden'), answer.text);
  }
  assert.equal((await mine.get(`/leads(${id})`)).json.subject, 'hidden');
});

test('the date of an imported row becomes createdon, and the moment of the import is kept', async () => {
  const given = '2019-03-01T10:00:00Z';
  const lead = await mine.post('/leads', { subject: 'old', overriddencreatedon: given }, { Prefer: 'return=representation' });
  assert.equal(lead.status, 201, lead.text);
  assert.equal(lead.json.createdon, given);
  assert.ok(Date.now() - Date.parse(lead.json.overriddencreatedon) < 60_000, lead.text);
  const later = await mine.patch(`/leads(${idOf(lead)})`, { overriddencreatedon: given });
  assert.equal(later.status, 400, later.text);
});
