// GET /api/events: who listens hears of the rows that are theirs to see, and of nothing else.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import http from 'node:http';
import { after, before, test } from 'node:test';

import { idOf, Leadlight } from './server.mjs';

let server, mineToken, mine, otherToken, other, admin;

before(async () => {
  server = await Leadlight.start();
  admin = server.as(await server.token('admin'));
  mineToken = await server.addUser('mine', 'Salesperson', 'North');
  mine = server.as(mineToken);
  otherToken = await server.addUser('other', 'Salesperson', 'South');
  other = server.as(otherToken);
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const listeners = [];
after(() => listeners.forEach((listener) => listener.close()));

/** An open stream: `events` grows, `until` waits for one that fits. */
async function listen(topics, headers, at = server) {
  const request = http.get(`${at.url}/api/events?topics=${topics}`, { headers });
  const response = await new Promise((resolve, reject) => request.on('response', resolve).on('error', reject));
  const listener = { status: response.statusCode, response, events: [], text: '', ended: false, close: () => request.destroy() };
  listeners.push(listener);
  response.on('data', (bytes) => {
    listener.text += bytes;
    const blocks = listener.text.split('\n\n');
    listener.events = blocks.slice(0, -1).flatMap((block) => {
      const name = /^event: (.*)$/m.exec(block)?.[1];
      return name ? [{ name, data: JSON.parse(/^data: (.*)$/m.exec(block)[1]) }] : [];
    });
  });
  response.on('close', () => (listener.ended = true));
  response.on('error', () => (listener.ended = true));
  listener.until = async (holds, milliseconds = 8000) => {
    for (const end = Date.now() + milliseconds; Date.now() < end; ) {
      if (listener.events.some(({ name, data }) => holds(data, name))) return true;
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    return false;
  };
  listener.untilEnded = async (milliseconds = 8000) => {
    for (const end = Date.now() + milliseconds; Date.now() < end && !listener.ended; ) await new Promise((resolve) => setTimeout(resolve, 25));
    return listener.ended;
  };
  return listener;
}
const bearer = (token) => ({ Authorization: `Bearer ${token}` });
const hears = (listener, id, kind) => listener.until((data) => data.id === id && data.kind === kind);

test('the owner hears of creation, change and removal; a stranger hears nothing', async () => {
  const [me, stranger] = [await listen('leads,accounts', bearer(mineToken)), await listen('leads,accounts', bearer(otherToken))];
  assert.equal(me.status, 200);
  assert.match(me.response.headers['content-type'], /^text\/event-stream/);
  const lead = idOf(await mine.post('/leads', { subject: 'heard of' }));
  assert.ok(await hears(me, lead, 'create'), me.text);
  await mine.patch(`/leads(${lead})`, { subject: 'changed' });
  assert.ok(await hears(me, lead, 'update'), me.text);
  await mine.delete(`/leads(${lead})`);
  assert.ok(await hears(me, lead, 'delete'), me.text);
  assert.ok(me.events.every(({ name, data }) => name === 'change' && data.table === 'lead'), me.text);
  // What the stranger's own do is heard, so silence above was no deafness.
  const own = idOf(await other.post('/leads', { subject: 'own' }));
  assert.ok(await hears(stranger, own, 'create'), stranger.text);
  assert.ok(!stranger.text.includes(lead), stranger.text);
  assert.equal(stranger.events.length, 1, stranger.text);
});

test('a row given away is gone for who gave it and there for who got it', async () => {
  const lead = idOf(await mine.post('/leads', { subject: 'given away' }));
  const [me, stranger] = [await listen('leads', bearer(mineToken)), await listen('leads', bearer(otherToken))];
  const them = (await other.get('/WhoAmI')).json.UserId;
  assert.equal((await admin.patch(`/leads(${lead})`, { 'ownerid@odata.bind': `/systemusers(${them})` })).status, 204);
  assert.ok(await hears(me, lead, 'delete'), me.text);
  // Made and given away within one look at the history, it is new to who has it now.
  assert.ok(await stranger.until((data) => data.id === lead && data.kind !== 'delete'), stranger.text);
});

test('topics are named, known, and the only ones told', async () => {
  for (const topics of ['nothing', 'leads,nothing', 'll_sessions', 'll_scorepoints', 'systemuser']) {
    assert.equal((await listen(topics, bearer(mineToken))).status, 400, topics);
  }
  const me = await listen('accounts', bearer(mineToken));
  await mine.post('/leads', { subject: 'not asked for' });
  const account = idOf(await mine.post('/accounts', { name: 'Asked for' }));
  assert.ok(await hears(me, account, 'create'));
  assert.ok(me.events.every(({ data }) => data.table === 'account'), me.text);
});

test('nobody listens without signing in, and a stream ends with its session', async () => {
  assert.equal((await listen('leads', {})).status, 401);
  assert.equal((await listen('leads', bearer('wrong'))).status, 401);
  const { password } = JSON.parse(await server.command('user', 'create', '--name', 'browser', '--role', 'Salesperson', '--business-unit', 'North', '--json'));
  const signedIn = await server.request('POST', '/api/session', { body: { username: 'browser', password } });
  const cookie = signedIn.headers['set-cookie'][0].split(';')[0];
  const me = await listen('leads', { Cookie: cookie });
  assert.equal(me.status, 200);
  assert.ok(!(await me.untilEnded(3000)), 'the stream lives as long as the session');
  await server.request('DELETE', '/api/session', { headers: { Cookie: cookie, 'X-CSRF-Token': signedIn.json.csrf } });
  assert.ok(await me.untilEnded(), 'the session is over');
});

test('somebody who opens too many is told so', async () => {
  const token = await server.addUser('many', 'Salesperson', 'North');
  const open = [];
  for (let i = 0; i < 20; ++i) open.push(await listen('leads', bearer(token)));
  assert.ok(open.every((each) => each.status === 200));
  const refused = await listen('leads', bearer(token));
  assert.equal(refused.status, 503);
  assert.ok(refused.response.headers['retry-after']);
  open.forEach((each) => each.close());
  let status = 503;
  for (let i = 0; i < 40 && status === 503; ++i) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    const again = await listen('leads', bearer(token));
    status = again.status;
    again.close();
  }
  assert.equal(status, 200, 'closed streams are counted no more');
});

test('a thousand new rows at once are one word: read anew', async () => {
  const me = await listen('accounts', bearer(mineToken));
  const requests = Array.from({ length: 1000 }, (_, i) => ({ id: `${i}`, atomicityGroup: 'g', method: 'POST', url: 'accounts', body: { name: `a${i}` } }));
  assert.equal((await mine.post('/$batch', { requests })).status, 200);
  assert.ok(await me.until((data, name) => name === 'reset' && data.table === 'account'), me.text.slice(0, 300));
});

test('figures of a relationship that others move are heard of, once for what comes together', async () => {
  const account = idOf(await mine.post('/accounts', { name: 'Northwind' }));
  const contact = idOf(await mine.post('/contacts', { lastname: 'Okafor', 'parentcustomerid_account@odata.bind': `/accounts(${account})` }));
  const [me, stranger] = [await listen('accounts,contacts', bearer(mineToken)), await listen('accounts,contacts', bearer(otherToken))];
  const us = (await admin.get('/WhoAmI')).json.UserId;
  const call = idOf(await admin.post('/phonecalls', { subject: 'Asked', directioncode: true, statecode: 1, statuscode: 2, actualend: new Date().toISOString() }));
  const party = (participationtypemask, more) =>
    admin.post('/activityparties', { 'activityid_phonecall@odata.bind': `/phonecalls(${call})`, participationtypemask, ...more });
  assert.equal((await party(1, { 'partyid_systemuser@odata.bind': `/systemusers(${us})` })).status, 201);
  assert.equal((await party(2, { 'partyid_contact@odata.bind': `/contacts(${contact})` })).status, 201);
  assert.ok(await hears(me, account, 'relationship'), me.text);
  assert.ok(await hears(me, contact, 'relationship'), me.text);
  const row = (await mine.get(`/accounts(${account})?$select=name&$expand=msdyn_accountkpiid($select=msdyn_phonecallsmade)`)).json;
  assert.equal(row.msdyn_accountkpiid.msdyn_phonecallsmade, 1, 'it is heard of when it can be read');
  await new Promise((resolve) => setTimeout(resolve, 1500));
  const times = me.events.filter(({ data }) => data.id === account && data.kind === 'relationship').length;
  assert.ok(times <= 2, `told ${times} times`);
  assert.ok(!me.events.some(({ data }) => data.kind === 'update'), 'the rows themselves did not change');
  assert.equal(stranger.events.length, 0, stranger.text);
});

test('when all figures are worked out again, that is told in one word', async () => {
  const me = await listen('accounts,leads', bearer(mineToken));
  const seller = (await mine.get('/WhoAmI')).json.UserId;
  const optOut = (msdyn_gdproptout) => admin.patch(`/systemusers(${seller})`, { msdyn_gdproptout });
  assert.equal((await optOut(true)).status, 204);
  for (const table of ['account', 'lead']) {
    assert.ok(await me.until((data, name) => name === 'reset' && data.table === table && data.kind === 'relationship'), me.text);
  }
  await optOut(false);
});

test('another node on the same database hears of it too', { skip: Leadlight.prototype.node === undefined }, async () => {
  const node = await server.node();
  try {
    const me = await listen('leads', bearer(mineToken), node);
    assert.equal(me.status, 200);
    const lead = idOf(await mine.post('/leads', { subject: 'from the other node' }));
    assert.ok(await hears(me, lead, 'create'), me.text);
  } finally {
    node.process.kill('SIGTERM');
  }
});

test('the server stops while somebody listens', async () => {
  const me = await listen('leads', bearer(mineToken));
  assert.equal(me.status, 200);
  const ended = once(server.process, 'exit');
  server.process.kill('SIGTERM');
  assert.ok(await me.untilEnded());
  await ended;
});
