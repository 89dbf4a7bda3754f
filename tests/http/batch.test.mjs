// $batch: as dynamics-web-api sends it, as the standard writes it, as JSON, and as somebody hostile would.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { inspect } from 'node:util';

import { DynamicsWebApi } from 'dynamics-web-api';

import { idOf, Leadlight } from './server.mjs';

let server, token, api, crm, other;

before(async () => {
  server = await Leadlight.start();
  token = await server.token('admin');
  api = server.as(token);
  other = server.as(await server.addUser('other', 'Salesperson', 'South'));
  crm = new DynamicsWebApi({ serverUrl: server.url, dataApi: { path: 'data', version: '9.2' }, onTokenRefresh: async () => token });
});
after(async () => assert.equal(await server.stop(), 0, server.output));

/** A batch as text; each part is one request, or a list of them: a change set. */
function batch(parts, { end = '\r\n', prefer, who = api } = {}) {
  const request = ([line, body, id]) => [
    'Content-Type: application/http', 'Content-Transfer-Encoding: binary', ...(id ? [`Content-ID: ${id}`] : []), '',
    `${line} HTTP/1.1`, ...(body ? ['Content-Type: application/json', '', JSON.stringify(body)] : ['', '']),
  ];
  const lines = [];
  parts.forEach((part, index) => {
    lines.push('--b');
    if (!Array.isArray(part[0])) return lines.push(...request(part));
    lines.push(`Content-Type: multipart/mixed; boundary="c${index}"`, '');
    for (const one of part) lines.push(`--c${index}`, ...request(one));
    lines.push(`--c${index}--`);
  });
  lines.push('--b--', '');
  return who.post('/$batch', lines.join(end), { 'Content-Type': 'multipart/mixed; boundary=b', ...(prefer ? { Prefer: prefer } : {}) });
}
const statuses = (answer) => [...answer.text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map((match) => Number(match[1]));
const count = async (subject) => Number((await api.get(`/leads/$count?$filter=${encodeURIComponent(`subject eq '${subject}'`)}`)).text);

test('dynamics-web-api runs a batch with a change set and references', async () => {
  crm.startBatch();
  crm.create({ collection: 'accounts', data: { name: 'Batch Ltd' }, contentId: '1', inChangeSet: true });
  crm.create({ collection: 'leads', data: { subject: 'batched', 'parentaccountid@odata.bind': '$1' }, contentId: '2', inChangeSet: true });
  crm.update({ contentId: '$2', data: { companyname: 'Set by reference' }, inChangeSet: true });
  crm.retrieveMultiple({ collection: 'leads', select: ['subject', 'companyname'], filter: "subject eq 'batched'", expand: [{ property: 'parentaccountid', select: ['name'] }] });
  const answers = await crm.executeBatch();
  assert.match(answers[0], /^[0-9a-f-]{36}$/);
  assert.match(answers[1], /^[0-9a-f-]{36}$/);
  const [lead] = answers.at(-1).value;
  assert.equal(lead.companyname, 'Set by reference');
  assert.equal(lead.parentaccountid.name, 'Batch Ltd');
});

test('dynamics-web-api is told what failed', async () => {
  crm.startBatch();
  crm.create({ collection: 'leads', data: { subject: 'undone' } });
  crm.create({ collection: 'leads', data: { nothing: 1 } });
  // It answers an error in the place of what failed.
  const answers = await crm.executeBatch();
  assert.equal(answers.length, 1);
  assert.equal(answers[0].status, 400);
  assert.match(inspect(answers[0]), /nothing/);
  assert.equal(await count('undone'), 0);
});

test('a change set happens whole or not at all', async () => {
  const good = await batch([[['POST /api/data/v9.2/leads', { subject: 'whole' }, '1'], ['POST leads', { subject: 'whole' }, '2']]]);
  assert.deepEqual(statuses(good), [201, 201], good.text);
  assert.equal(await count('whole'), 2);
  const bad = await batch([[['POST leads', { subject: 'half' }], ['PATCH leads(3f2504e0-4f89-11d3-9a0c-0305e82c3301)', { nothing: 1 }], ['POST leads', { subject: 'half' }]]]);
  assert.deepEqual(statuses(bad), [400], bad.text);
  assert.equal(await count('half'), 0);
});

test('without continue-on-error nothing runs after the first error', async () => {
  const parts = [['GET leads/$count'], ['GET nothing'], ['POST leads', { subject: 'after' }]];
  assert.deepEqual(statuses(await batch(parts)), [200, 404]);
  assert.equal(await count('after'), 0);
  assert.deepEqual(statuses(await batch(parts, { prefer: 'odata.continue-on-error' })), [200, 404, 201]);
  assert.equal(await count('after'), 1);
});

test('addresses may be absolute or relative, lines end as they like, references reach later parts', async () => {
  const answer = await batch(
    [['POST leads', { subject: 'referred' }, 'made'], [`GET ${server.url}/api/data/v9.2/leads/$count`], ['GET /api/data/v9.2/WhoAmI'],
      ['GET $made?$select=subject'], [['PATCH $made', { companyname: 'c' }], ['DELETE /$made']], ['GET $made']],
    { end: '\n' },
  );
  assert.deepEqual(statuses(answer), [201, 200, 200, 200, 204, 204, 404], answer.text);
});

test('every part has the rights of who sent it', async () => {
  const lead = idOf(await api.post('/leads', { subject: 'hidden from batches' }));
  for (const part of [[`GET leads(${lead})`], [`DELETE leads(${lead})`], [[`DELETE leads(${lead})`]], [[`PATCH leads(${lead})`, { subject: 'mine' }]]]) {
    const answer = await batch([part], { who: other });
    assert.deepEqual(statuses(answer), [404], answer.text);
    assert.ok(!answer.text.includes('hidden from'));
  }
  assert.equal((await server.request('POST', '/api/data/v9.2/$batch', { body: 'x', headers: { 'Content-Type': 'multipart/mixed; boundary=b' } })).status, 401);
});

test('a batch may be JSON', async () => {
  const answer = await api.post('/$batch', {
    requests: [
      { id: 'a', atomicityGroup: 'g', method: 'post', url: 'accounts', body: { name: 'JSON Ltd' } },
      { id: 'l', atomicityGroup: 'g', method: 'POST', url: '/leads', headers: { Prefer: 'return=representation' }, body: { subject: 'json', 'parentaccountid@odata.bind': '$a' } },
      { id: 'r', method: 'GET', url: '$l?$select=subject', dependsOn: ['l'] },
      { id: 'bad', method: 'GET', url: 'nothing' },
      { id: 'after', method: 'GET', url: 'leads/$count', dependsOn: ['bad'] },
    ],
  }, { Prefer: 'continue-on-error' });
  assert.equal(answer.status, 200, answer.text);
  const by = Object.fromEntries(answer.json.responses.map((each) => [each.id, each]));
  assert.equal(by.l.body.subject, 'json');
  assert.equal(by.r.body.subject, 'json');
  assert.equal(by.bad.status, 404);
  assert.equal(by.after.status, 424);
});

test('what is no batch is refused', async () => {
  const type = { 'Content-Type': 'multipart/mixed; boundary=b' };
  for (const [body, headers, status] of [
    ['', type, 400],
    ['--b', type, 400],
    ['--b\r\n\r\n--b--', type, 400],
    ['--b\r\nContent-Type: application/http\r\n\r\nnonsense\r\n--b--', type, 400],
    ['--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n--b--', type, 400],
    ['x', { 'Content-Type': 'multipart/mixed' }, 400],
    ['x', { 'Content-Type': 'text/plain' }, 501],
    [{ requests: 1 }, {}, 400],
    [{ requests: [{ id: 'a', method: 'GET' }] }, {}, 400],
    [{ requests: [{ id: 'a', method: 'GET', url: 'leads' }, { id: 'a', method: 'GET', url: 'leads' }] }, {}, 400],
    [{ requests: [{ id: 'a', atomicityGroup: 'g', method: 'GET', url: 'leads' }] }, {}, 400],
    [{ requests: Array.from({ length: 1001 }, (_, i) => ({ id: `${i}`, method: 'GET', url: 'WhoAmI' })) }, {}, 413],
  ]) {
    const answer = await api.post('/$batch', body, headers);
    assert.equal(answer.status, status, `${JSON.stringify(body).slice(0, 90)} ${answer.text}`);
  }
  assert.equal((await api.get('/$batch')).status, 405);
  const nested = await batch([['POST $batch', { requests: [] }]]);
  assert.deepEqual(statuses(nested), [400]);
  const inside = await batch([[['POST WhoAmI', {}]]]);
  assert.deepEqual(statuses(inside), [501]);
  assert.deepEqual(statuses(await batch([[['GET leads']]])), []);
  const escape = await batch([['GET ../../session'], ['GET /metrics']], { prefer: 'continue-on-error' });
  assert.deepEqual(statuses(escape), [404, 404], escape.text);
});

test('a batch may be large, other bodies may not', async () => {
  const description = 'x'.repeat(90_000);
  const answer = await api.post('/$batch', { requests: Array.from({ length: 40 }, (_, i) => ({ id: `${i}`, method: 'POST', url: 'leads', body: { subject: 'large', description } })) });
  assert.equal(answer.status, 200, answer.text.slice(0, 300));
  assert.equal(await count('large'), 40);
  assert.equal((await api.post('/leads', 'x'.repeat(1_100_000))).status, 413);
});

test('1,000 requests in change sets end in order', async () => {
  const parts = Array.from({ length: 20 }, () => Array.from({ length: 50 }, () => ['POST leads', { subject: 'thousand' }]));
  const answer = await batch(parts);
  assert.equal(statuses(answer).filter((status) => status === 201).length, 1000);
  assert.equal(await count('thousand'), 1000);
});
