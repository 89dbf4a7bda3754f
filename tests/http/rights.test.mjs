// Who sees what: a seller of another unit sees nothing, on every way to a row. And signing in as browsers do.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { idOf, Leadlight } from './server.mjs';

let server, admin, mine, manager, other, lead, account, task;

before(async () => {
  server = await Leadlight.start();
  admin = server.as(await server.token('admin'));
  mine = server.as(await server.addUser('mine', 'Salesperson', 'North'));
  manager = server.as(await server.addUser('manager', 'Sales manager', 'North'));
  other = server.as(await server.addUser('other', 'Salesperson', 'South'));
  account = idOf(await mine.post('/accounts', { name: 'Hidden Harbour' }));
  lead = idOf(
    await mine.post('/leads', { subject: 'hidden lead', companyname: 'Hidden Harbour', 'parentaccountid@odata.bind': `/accounts(${account})` }),
  );
  task = idOf(await mine.post('/tasks', { subject: 'hidden task', 'regardingobjectid_lead@odata.bind': `/leads(${lead})` }));
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const encode = encodeURIComponent;

test('the owner and the unit\'s manager see the row', async () => {
  for (const who of [mine, manager, admin]) {
    assert.equal((await who.get(`/leads(${lead})`)).json.subject, 'hidden lead');
    assert.equal((await who.get('/leads')).json.value.length, 1);
    assert.equal((await who.get('/leads/$count')).text, '1');
    const expanded = await who.get(`/leads(${lead})?$expand=parentaccountid($select=name),task_regardingobjectid($select=subject)`);
    assert.equal(expanded.json.parentaccountid.name, 'Hidden Harbour');
    assert.equal(expanded.json.task_regardingobjectid.length, 1);
  }
});

test('a seller of another unit cannot read it by list, filter, search or count', async () => {
  for (const query of [
    '',
    `?$filter=leadid eq ${lead}`,
    "?$filter=contains(subject,'hidden')",
    '?$search=hidden',
    '?$orderby=subject&$count=true',
    "?$filter=parentaccountid/name eq 'Hidden Harbour'",
    "?$filter=not (subject eq 'x')",
  ]) {
    const answer = await other.get(`/leads${query.replaceAll(' ', '%20')}`);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.json.value, [], query);
    assert.ok(!answer.json['@odata.count'], query);
  }
  assert.equal((await other.get('/leads/$count')).text, '0');
  assert.equal((await other.get(`/leads/$count?$filter=${encode("subject eq 'hidden lead'")}`)).text, '0');
});

test('nor by its id, on any verb, and the answer is that of a row that never was', async () => {
  const never = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
  const like = (answer, id) => ({ status: answer.status, text: answer.text.replaceAll(id, 'ID') });
  for (const [send] of [
    [(id) => other.get(`/leads(${id})`)],
    [(id) => other.get(`/leads(${id})?$expand=parentaccountid`)],
    [(id) => other.patch(`/leads(${id})`, { subject: 'mine now' }, { 'If-Match': '*' })],
    [(id) => other.patch(`/leads(${id})`, { subject: 'mine now' }, { 'If-Match': 'W/"1"' })],
    [(id) => other.delete(`/leads(${id})`)],
    [(id) => other.get(`/ScoreDetails(Table='lead',Id=${id})`)],
  ]) {
    const hidden = await send(lead);
    assert.equal(hidden.status, 404, hidden.text);
    assert.deepEqual(like(hidden, lead), like(await send(never), never));
  }
  assert.equal((await mine.get(`/leads(${lead})`)).json.subject, 'hidden lead');
});

test('nor through rows it can see: expand, filter path, order and collection', async () => {
  // A row of the other seller's own that points to the hidden ones; an administrator made the links.
  const own = idOf(await other.post('/leads', { subject: 'own lead' }));
  const ownAccount = idOf(await other.post('/accounts', { name: 'Own Account' }));
  for (const [address, body] of [
    [`/leads(${own})`, { 'parentaccountid@odata.bind': `/accounts(${account})` }],
    [`/leads(${lead})`, { 'parentaccountid@odata.bind': `/accounts(${ownAccount})` }],
  ]) {
    assert.equal((await admin.patch(address, body)).status, 204);
  }
  const expanded = await other.get(`/leads(${own})?$expand=parentaccountid($select=name)`);
  assert.equal(expanded.status, 200, expanded.text);
  assert.equal(expanded.json.parentaccountid, null);
  const annotated = await other.get(`/leads(${own})`, { Prefer: 'odata.include-annotations="*"' });
  assert.equal(annotated.json['_parentaccountid_value@OData.Community.Display.V1.FormattedValue'], undefined);
  for (const filter of ["parentaccountid/name eq 'Hidden Harbour'", "startswith(parentaccountid/name,'H')", 'parentaccountid/name ne null']) {
    const found = await other.get(`/leads?$filter=${encode(filter)}`);
    assert.deepEqual(found.json.value, [], filter);
    assert.equal((await other.get(`/leads/$count?$filter=${encode(filter)}`)).text, '0', filter);
  }
  assert.equal((await other.get('/leads?$orderby=parentaccountid/name')).json.value.length, 1);
  const back = await other.get(`/accounts(${ownAccount})?$expand=lead_parentaccountid($select=subject)`);
  assert.deepEqual(back.json.lead_parentaccountid, []);
  // Put back, so that the other tests see the rows as they made them.
  await admin.patch(`/leads(${lead})`, { 'parentaccountid@odata.bind': `/accounts(${account})` });
  await admin.delete(`/leads(${own})`);
  await admin.delete(`/accounts(${ownAccount})`);
});

test('nor what hangs on it: activities and scores', async () => {
  assert.equal((await other.get(`/tasks(${task})`)).status, 404);
  for (const set of ['tasks', 'msdyn_predictivescores', 'll_scorepoints', 'annotations', 'activityparties', 'accounts']) {
    const answer = await other.get(`/${set}`);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.json.value, [], set);
  }
});

test('a seller may not do what administrators do', async () => {
  const id = '3f2504e0-4f89-11d3-9a0c-0305e82c3301';
  for (const [name, body] of [['TrainModel', { ModelId: id }], ['PublishModel', { ModelVersionId: id }], ['SetGrades', { ModelId: id, A: 75, B: 50, C: 25 }]]) {
    assert.equal((await mine.post(`/${name}`, body)).status, 403, name);
  }
  const who = (await mine.get('/WhoAmI')).json;
  const intruder = { domainname: 'intruder', 'businessunitid@odata.bind': `/businessunits(${who.BusinessUnitId})` };
  assert.equal((await mine.post('/systemusers', intruder)).status, 403);
  assert.ok([403, 404].includes((await mine.patch(`/systemusers(${who.UserId})`, { fullname: 'Boss' })).status));
});

test('a seller cannot give a row away to see another\'s, nor create for others', async () => {
  const them = (await other.get('/WhoAmI')).json.UserId;
  const forged = await mine.post('/leads', { subject: 'for them', 'ownerid@odata.bind': `/systemusers(${them})` });
  assert.equal(forged.status, 403, forged.text);
});

test('program tables have no address', async () => {
  for (const set of ['ll_sessions', 'll_tokens', 'll_settings']) {
    assert.equal((await admin.get(`/${set}`)).status, 404, set);
  }
  assert.ok(!(await admin.get('/$metadata')).text.includes('ll_passwordhash'));
  assert.ok(!(await admin.get('/systemusers')).text.includes('argon2'));
});

test('without a token nothing is told', async () => {
  for (const address of ['/leads', `/leads(${lead})`, '/$metadata', '/WhoAmI', '/leads/$count']) {
    for (const token of [undefined, 'wrong', `ll_${'a'.repeat(43)}`]) {
      const answer = await server.request('GET', `/api/data/v9.2${address}`, { token });
      assert.equal(answer.status, 401, address);
      assert.equal(answer.json.error.code, 'Unauthenticated');
      assert.ok(answer.headers['www-authenticate']);
    }
  }
});

test('a browser signs in, changes with its CSRF token, and signs out', async () => {
  const made = await server.command('user', 'create', '--name', 'browser', '--role', 'Salesperson', '--business-unit', 'North', '--json');
  const { password: right } = JSON.parse(made);
  const signIn = (password) =>
    server.request('POST', '/api/session', { body: { username: 'browser', password } });
  const wrong = await signIn('not this one');
  assert.equal(wrong.status, 401);
  assert.equal(wrong.headers['set-cookie'], undefined);
  const unknown = await server.request('POST', '/api/session', { body: { username: 'nobody at all', password: 'x' } });
  assert.deepEqual(unknown.json, wrong.json);

  const signedIn = await signIn(right);
  assert.equal(signedIn.status, 200, signedIn.text);
  assert.equal(signedIn.json.user.name, 'browser');
  assert.deepEqual(signedIn.json.user.roles, ['Salesperson']);
  const [setCookie] = signedIn.headers['set-cookie'];
  assert.match(setCookie, /HttpOnly/);
  assert.match(setCookie, /SameSite=Strict/);
  const cookie = setCookie.split(';')[0];
  const csrf = signedIn.json.csrf;

  const data = (method, address, body, headers = {}) =>
    server.request(method, `/api/data/v9.2${address}`, { body, headers: { Cookie: cookie, ...headers } });
  assert.equal((await data('GET', '/leads')).status, 200);
  for (const headers of [{}, { 'X-CSRF-Token': 'wrong' }, { 'X-CSRF-Token': '' }]) {
    assert.equal((await data('POST', '/leads', { subject: 'forged' }, headers)).status, 403);
  }
  const created = await data('POST', '/leads', { subject: 'from the browser' }, { 'X-CSRF-Token': csrf });
  assert.equal(created.status, 201, created.text);
  assert.equal((await data('DELETE', `/leads(${idOf(created)})`, undefined, {})).status, 403);
  assert.equal((await data('DELETE', `/leads(${idOf(created)})`, undefined, { 'X-CSRF-Token': csrf })).status, 204);

  const session = (method, body, headers) =>
    server.request(method, '/api/session', { body, headers: { Cookie: cookie, ...headers } });
  assert.equal((await session('GET')).json.csrf, csrf);
  assert.equal((await session('PATCH', { language: 'de' }, { 'X-CSRF-Token': csrf })).status, 200);
  assert.equal((await session('GET')).json.user.language, 'de');
  assert.equal((await session('PATCH', { language: 'xx' }, { 'X-CSRF-Token': csrf })).status, 400);
  assert.equal((await session('DELETE', undefined, {})).status, 403);
  assert.equal((await session('DELETE', undefined, { 'X-CSRF-Token': csrf })).status, 204);
  assert.equal((await session('GET')).status, 401);
  assert.equal((await data('GET', '/leads')).status, 401);
});

test('signing in by a form of another site does not work', async () => {
  const answer = await server.request('POST', '/api/session', {
    body: 'username=browser&password=a+long+enough+password',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  });
  assert.equal(answer.status, 400);
  const disguised = await server.request('POST', '/api/session', {
    body: '{"username":"browser","password":"a long enough password"}',
    headers: { 'Content-Type': 'text/plain' },
  });
  assert.equal(disguised.status, 400);
});
