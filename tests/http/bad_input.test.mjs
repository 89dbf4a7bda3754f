// Input that is wrong, hostile or endless: the right status, a message that says what, where and how to mend it,
// nothing half-written, and the program alive.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

import { idOf, Leadlight } from './server.mjs';

let server, token, api;

before(async () => {
  server = await Leadlight.start();
  token = await server.token('admin');
  api = server.as(token);
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const count = async () => Number((await api.get('/leads/$count')).text);

/** Checks the refusal and that it is an OData error a person can use. */
function assertRefused(answer, status, says) {
  assert.equal(answer.status, status, answer.text);
  const { error } = answer.json;
  assert.ok(error.code.length > 0);
  assert.match(`${error.message} ${error.hint ?? ''}`, says);
}

const bodies = [
  ['no JSON', '{"subject": "x"', 400, /body.*JSON.*line 1, column/],
  ['an empty body', '', 400, /empty/],
  ['only blanks', '   ', 400, /empty/],
  ['a list', '[]', 400, /not a JSON object/],
  ['text after the object', '{} {}', 400, /JSON/],
  ['not a number', '{"revenue": NaN}', 400, /JSON/],
  ['a huge number', '{"revenue": 1e400}', 400, /body|revenue/],
  ['a number too large for the column', '{"revenue": 1e300}', 400, /lead\.revenue takes an amount/],
  ['a whole number too large', '{"numberofemployees": 99999999999}', 400, /numberofemployees/],
  ['more digits than 64 bits', '{"numberofemployees": 123456789012345678901234567890}', 400, /numberofemployees/],
  ['a text for a number', '{"revenue": "12"}', 400, /lead\.revenue takes an amount.*not "12"/],
  ['a number for a text', '{"subject": 12}', 400, /lead\.subject takes a text, not 12/],
  ['a text for yes or no', '{"donotemail": "true"}', 400, /true or false/],
  ['a date that is none', '{"estimatedclosedate": "2026-02-30"}', 400, /2026-02-30/],
  ['an option that is none', '{"statuscode": 4711}', 400, /statuscode.*4711/],
  ['an unknown column', '{"colour": "red"}', 400, /no column 'colour'/],
  ['a slip of the fingers', '{"subjetc": "x"}', 400, /Did you mean subject/],
  ['a computed column', '{"subject":"x","msdyn_leadscore": 99}', 400, /msdyn_leadscore/],
  ['a computed date', '{"createdon": "2020-01-01T00:00:00Z"}', 400, /createdon/],
  ['a lookup as a value', '{"_ownerid_value": "3f2504e0-4f89-11d3-9a0c-0305e82c3301"}', 400, /ownerid@odata\.bind/],
  ['a lookup to another table', '{"ownerid@odata.bind": "/leads(3f2504e0-4f89-11d3-9a0c-0305e82c3301)"}', 400, /cannot point to lead/],
  ['a lookup to nothing', '{"subject":"x","parentaccountid@odata.bind": "/accounts(3f2504e0-4f89-11d3-9a0c-0305e82c3301)"}', 400, /account/],
  ['a text over the limit', JSON.stringify({ subject: 'x'.repeat(301) }), 400, /subject.*300/],
  ['invalid UTF-8', Buffer.from([0x7b, 0x22, 0x73, 0x75, 0x62, 0x6a, 0x65, 0x63, 0x74, 0x22, 0x3a, 0x22, 0xff, 0xfe, 0x22, 0x7d]), 400, /UTF-8/],
  ['a zero character', '{"subject": "a\\u0000b"}', 400, /subject/],
  ['half a surrogate pair', '{"subject": "\\ud800"}', 400, /body/],
  ['endless opening', '['.repeat(100_000), 400, /JSON/],
  ['deep nesting', '['.repeat(100_000) + ']'.repeat(100_000), 413, /deeper than/],
  ['a deep value', `{"subject":${'{"a":'.repeat(1000)}1${'}'.repeat(1000)}}`, 413, /deeper than/],
  ['a nested row', '{"parentaccountid": {"name": "x"}}', 501, /inside another/],
];
for (const [name, body, status, says] of bodies) {
  test(`a create with ${name} is refused and writes nothing`, async () => {
    const before = await count();
    assertRefused(await api.post('/leads', body), status, says);
    assert.equal(await count(), before);
  });
}

test('a change that is refused leaves the row as it was', async () => {
  const id = idOf(await api.post('/leads', { subject: 'as it was', revenue: 5 }));
  const row = async () => (await api.get(`/leads(${id})`)).text;
  const before = await row();
  for (const body of ['{"subject":"new","colour":1}', '{"subject":"new","revenue":"x"}', '{"subject":"new"', '{"subject":"new","statecode":9}']) {
    assertRefused(await api.patch(`/leads(${id})`, body), 400, /./);
  }
  for (const etag of ['W/"999999999"', '"x"', 'W/"-1"', 'nonsense', 'W/"1', '""']) {
    assertRefused(await api.patch(`/leads(${id})`, { subject: 'new' }, { 'If-Match': etag }), 412, /./);
    assertRefused(await api.delete(`/leads(${id})`, { 'If-Match': etag }), 412, /./);
  }
  assert.equal(await row(), before);
});

test('a row that is not there is 404 on every verb', async () => {
  const gone = '/leads(3f2504e0-4f89-11d3-9a0c-0305e82c3301)';
  assertRefused(await api.get(gone), 404, /no lead|not found/i);
  assertRefused(await api.patch(gone, { subject: 'x' }, { 'If-Match': 'W/"1"' }), 404, /./);
  assertRefused(await api.patch(gone, { subject: 'x' }, { 'If-Match': '*' }), 404, /./);
  assertRefused(await api.delete(gone), 404, /./);
  assertRefused(await api.get('/nothing'), 404, /no resource 'nothing'/);
});

const addresses = [
  ['an id that is none', '/leads(17)', 400, /'17' is not an id/],
  ['a broken escape', '/leads?$filter=subject%2', 400, /%25/],
  ['invalid UTF-8', '/leads?$filter=subject%20eq%20%27%ff%27', 400, /UTF-8/],
  ['a zero byte', '/leads?$filter=subject%20eq%20%27%00%27', 400, /zero byte/],
  ['an unknown column', '/leads?$filter=colour%20eq%201', 400, /\$filter: position 1: lead has no column 'colour'/],
  ['an internal column', '/systemusers?$filter=startswith(ll_passwordhash,%27a%27)', 400, /no column/],
  ['an internal column by a lookup', '/leads?$filter=ownerid/ll_passwordhash%20ne%20null', 400, /no column/],
  ['an internal column to order by', '/systemusers?$orderby=ll_passwordhash', 400, /no column/],
  ['the wrong type', "/leads?$filter=revenue%20gt%20'a'", 400, /lead\.revenue takes an amount/],
  ['a huge number', `/leads?$filter=revenue%20gt%20${'9'.repeat(400)}`, 400, /revenue/],
  ['a huge $top', '/leads?$top=99999999999999999999', 400, /\$top/],
  ['a negative $top', '/leads?$top=-1', 400, /\$top/],
  ['an option twice', '/leads?$top=1&$top=2', 400, /twice/],
  ['a damaged cursor', '/leads?$skiptoken=nonsense', 400, /./],
  ['many parentheses', `/leads?$filter=${'('.repeat(5000)}`, 400, /deeper than 100/],
  ['many nots', `/leads?$filter=${'not%20'.repeat(2000)}donotemail`, 400, /deeper than 100/],
  ['an endless chain', `/leads?$filter=${'donotemail%20or%20'.repeat(800)}donotemail`, 400, /more than 500/],
  ['an endless $expand', `/leads?$expand=${'ownerid('.repeat(1000)}`, 400, /\$expand/],
  ['an address over the limit', `/leads?$filter=${'x'.repeat(20_000)}`, 414, /longer than/],
];
for (const [name, address, status, says] of addresses) {
  test(`an address with ${name} is refused`, async () => assertRefused(await api.get(address), status, says));
}

test('a cursor of another question is refused', async () => {
  for (let i = 0; i < 3; ++i) await api.post('/leads', { subject: `row ${i}` });
  const page = await api.get('/leads?$orderby=subject', { Prefer: 'odata.maxpagesize=1' });
  const next = new URL(page.json['@odata.nextLink']);
  const cursor = encodeURIComponent(next.searchParams.get('$skiptoken'));
  assert.equal((await api.get(`/leads?$orderby=subject&$skiptoken=${cursor}`)).status, 200);
  assertRefused(await api.get(`/leads?$orderby=createdon&$skiptoken=${cursor}`), 400, /./);
  assertRefused(await api.get(`/accounts?$orderby=name&$skiptoken=${cursor}`), 400, /./);
});

test('injection strings are only text', async () => {
  const texts = [
    "'; DROP TABLE lead; --", '" OR 1=1 --', "x' OR 'a'='a", '%', '_', '\\', '*', 'NEAR(', '"a" OR b', "a'' b", '$(reboot)',
    '<script>alert(1)</script>', '{{7*7}}', '\u202etxt.exe', 'a\tb\nc',
  ];
  for (const text of texts) {
    const id = idOf(await api.post('/leads', { subject: text }));
    const literal = encodeURIComponent(`'${text.replaceAll("'", "''")}'`);
    const equal = await api.get(`/leads?$select=subject&$filter=subject%20eq%20${literal}`);
    assert.equal(equal.status, 200, equal.text);
    assert.ok(equal.json.value.some((row) => row.leadid === id), text);
    for (const row of equal.json.value) assert.equal(row.subject, text);
    const within = await api.get(`/leads?$filter=contains(subject,${literal})&$top=1`);
    assert.equal(within.status, 200, within.text);
    const search = await api.get(`/leads?$search=${encodeURIComponent(text)}`);
    assert.equal(search.status, 200, search.text);
    assert.equal((await api.delete(`/leads(${id})`)).status, 204);
  }
  assert.equal((await api.get('/leads?$top=1')).status, 200);
});

test('contains takes wildcards of SQL as letters', async () => {
  const id = idOf(await api.post('/leads', { subject: 'pure 100% wool_x' }));
  const found = async (needle) =>
    (await api.get(`/leads?$filter=contains(subject,'${encodeURIComponent(needle)}')`)).json.value.map((row) => row.leadid);
  assert.deepEqual(await found('100% w'), [id]);
  assert.deepEqual(await found('1__%'), []);
  assert.deepEqual(await found('wool_x'), [id]);
  assert.deepEqual(await found('wool_y'), []);
});

test('a body over the limit is refused', async () => {
  const before = await count();
  const answer = await api.post('/leads', { description: 'x'.repeat(1_100_000) }).catch((error) => error);
  assertRefused(answer, 413, /larger than 1048576 bytes/);
  assert.equal(await count(), before);
});

test('a header over the limit is refused', async () => {
  // Node limits what it sends, so this one goes by hand.
  const socket = server.socket();
  socket.write(`GET /healthz HTTP/1.1\r\nHost: h\r\nX-Long: ${'x'.repeat(100_000)}\r\n\r\n`);
  const [bytes] = await once(socket, 'data');
  assert.match(bytes.toString(), /^HTTP\/1\.1 431 /);
  socket.destroy();
});

test('other content types are refused', async () => {
  assertRefused(await api.post('/leads', '<lead/>', { 'Content-Type': 'application/xml' }), 501, /application\/json/);
});

test('methods an address does not take are refused with what it takes', async () => {
  for (const [method, address, allowed] of [
    ['PUT', '/api/data/v9.2/leads', /POST/],
    ['DELETE', '/api/data/v9.2/leads', /GET/],
    ['POST', '/api/data/v9.2/$metadata', /GET/],
    ['GET', '/api/data/v9.2/TrainModel', /POST/],
    ['PUT', '/api/session', /DELETE/],
  ]) {
    const answer = await server.request(method, address, { token, body: {} });
    assert.equal(answer.status, 405, `${method} ${address}: ${answer.text}`);
    assert.match(answer.headers.allow, allowed);
  }
});

test('actions check their arguments', async () => {
  assertRefused(await api.post('/TrainModel', {}), 400, /ModelId is missing; it takes an id/);
  assertRefused(await api.post('/TrainModel', { ModelId: 5 }), 400, /ModelId takes an id, not 5/);
  assertRefused(await api.post('/TrainModel', { ModelId: '3f2504e0-4f89-11d3-9a0c-0305e82c3301', Keep: 'a' }), 400, /list of texts/);
  assertRefused(await api.post('/TrainModel', { Model: 1 }), 400, /no parameter 'Model'/);
  assertRefused(await api.post('/TrainModel', { ModelId: '3f2504e0-4f89-11d3-9a0c-0305e82c3301' }), 404, /ll_model/);
  assertRefused(await api.post('/PublishModel', { ModelVersionId: '3f2504e0-4f89-11d3-9a0c-0305e82c3301' }), 404, /ll_modelversion/);
  assertRefused(await api.get("/ScoreDetails(Table='lead',Id=17)"), 400, /Id takes an id/);
  assertRefused(
    await api.get("/ScoreDetails(Table='account',Id=3f2504e0-4f89-11d3-9a0c-0305e82c3301)"),
    400,
    /account have no scores/,
  );
  assertRefused(await api.get("/ScoreDetails(Table='lead',Id=3f2504e0-4f89-11d3-9a0c-0305e82c3301)"), 404, /./);
  assertRefused(await api.get('/GradePreview(ModelId=3f2504e0-4f89-11d3-9a0c-0305e82c3301,A=x,B=1,C=1)'), 400, /A takes a whole number/);
});

test('rubbish on the wire is answered or closed, and others are served', async () => {
  for (const bytes of ['\x16\x03\x01\x02\x00\x01\x00\r\n\r\n', 'GET\r\n\r\n', `GET / HTTP/1.1\r\nHost: h\r\nContent-Length: -5\r\n\r\n`]) {
    const socket = server.socket();
    socket.write(Buffer.from(bytes, 'latin1'));
    const [answer] = await once(socket, 'data');
    assert.match(answer.toString(), /^HTTP\/1\.1 400 /);
    socket.destroy();
  }
  assert.equal((await server.request('GET', '/healthz')).status, 200);
});

test('slow clients are closed and slow nobody down', { timeout: 60_000 }, async () => {
  const slow = Array.from({ length: 50 }, () => server.socket());
  const begun = Date.now();
  const drip = setInterval(() => {
    for (const socket of slow) if (socket.writable) socket.write('x');
  }, 500);
  for (const socket of slow) {
    socket.on('error', () => {});
    socket.write('GET /healthz HTTP/1.1\r\nX-Slow: ');
  }
  // Not events.once(): it fails at the reset that some of them are closed with.
  const closed = Promise.all(slow.map((socket) => new Promise((resolve) => socket.once('close', resolve))));
  for (const socket of slow) socket.resume();
  try {
    for (let i = 0; i < 10; ++i) {
      const asked = Date.now();
      assert.equal((await server.request('GET', '/healthz')).status, 200);
      assert.ok(Date.now() - asked < 5000);
    }
    await closed;
  } finally {
    clearInterval(drip);
  }
  assert.ok(Date.now() - begun < 40_000, 'the limit is for the whole header, not for each byte');
});

test('the program is still the one that was started', async () => {
  assert.ok(server.isAlive());
  assert.equal((await server.request('GET', '/healthz')).status, 200);
});
