// Lists as files: what a spreadsheet gets, and what it does not get.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { idOf, Leadlight } from './server.mjs';

let server, admin, mine, other;

before(async () => {
  server = await Leadlight.start({ leads: 1200 });
  admin = server.as(await server.token('admin'));
  mine = server.as(await server.addUser('mine', 'Salesperson', 'Exports'));
  other = server.as(await server.addUser('other', 'Salesperson', 'Elsewhere'));
  const account = idOf(await admin.post('/accounts', { name: 'Hidden Harbour' }));
  const hidden = idOf(await mine.post('/leads', { subject: '=1+1', lastname: 'Zoë, "Z"', leadsourcecode: 8, revenue: -5 }));
  assert.equal((await admin.patch(`/leads(${hidden})`, { 'parentaccountid@odata.bind': `/accounts(${account})` })).status, 204);
  await mine.post('/leads', { subject: '-3', lastname: '@plain' });
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const quote = (text) => encodeURIComponent(`'${text.replaceAll("'", "''")}'`);
function path({ Reasons, ...texts }) {
  const parts = Object.entries(texts).map(([name, value]) => `${name}=${quote(value)}`);
  if (Reasons !== undefined) parts.push(`Reasons=${Reasons}`);
  return `/ExportList(${parts.join(',')})`;
}

test('names for choices and lookups, formulas disarmed, numbers left as they are', async () => {
  const answer = await mine.get(path({ Table: 'lead', Columns: 'subject,lastname,leadsourcecode,revenue,ownerid,parentaccountid', Order: 'lastname desc' }));
  assert.equal(answer.status, 200, answer.text);
  assert.match(answer.headers['content-type'], /^text\/csv/);
  assert.match(answer.headers['content-disposition'], /attachment; filename="leads\.csv"/);
  const [header, ...lines] = answer.text.split('\r\n');
  assert.ok(header.startsWith('\uFEFFTopic,Last name,Lead source,'), header);
  // The account is not this seller's to see: its name stays empty.
  assert.deepEqual(lines, ["'=1+1,\"Zoë, \"\"Z\"\"\",Web,-5,mine,", "-3,'@plain,,,mine,", '']);
});

test('one sees what one may read', async () => {
  const answer = await other.get(path({ Table: 'lead', Columns: 'subject' }));
  assert.equal(answer.text, '\uFEFFTopic\r\n');
  assert.equal(answer.headers['leadlight-rows'], '0');
});

test('filter, order and search as lists have them; more than a page', async () => {
  const all = await admin.get(path({ Table: 'lead', Columns: 'leadid,fullname', Order: 'fullname' }));
  const count = Number((await admin.get('/leads/$count')).text);
  assert.equal(Number(all.headers['leadlight-rows']), count);
  assert.ok(count > 1000);
  assert.equal(new Set(all.text.trim().split('\r\n').slice(1).map((line) => line.slice(0, 36))).size, count);
  const open = await admin.get(path({ Table: 'lead', Columns: 'leadid', Filter: 'statecode eq 0 and ownerid/fullname ne null' }));
  assert.equal(open.headers['leadlight-rows'], (await admin.get(`/leads/$count?$filter=${encodeURIComponent('statecode eq 0 and ownerid/fullname ne null')}`)).text);
  const found = await mine.get(path({ Table: 'lead', Columns: 'subject', Search: 'plain' }));
  assert.equal(found.headers['leadlight-rows'], '1');
});

test('score, grade and the reasons with their points', async () => {
  const answer = await admin.get(path({ Table: 'lead', Columns: 'leadid', Filter: 'statecode eq 0 and msdyn_leadscore ne null', Reasons: true }));
  const [header, line] = answer.text.split('\r\n');
  assert.equal(header.split(',').length, 1 + 2 + 5, header);
  assert.match(line, /^[0-9a-f-]{36},\d+,(Grade )?[ABCD],/);
  assert.match(line, /: .+ \([+-]\d+\)/);
});

test('columns of a relationship stand among the others, in the order asked for', async () => {
  const lead = idOf(await mine.post('/leads', { subject: 'Told of', lastname: 'Related' }));
  const bound = { 'regardingobjectid_lead@odata.bind': `/leads(${lead})` };
  const call = idOf(await mine.post('/phonecalls', { subject: 'Hello', directioncode: true, actualdurationminutes: 30, ...bound }));
  assert.ok((await mine.post('/CompleteActivity', { Table: 'phonecall', ActivityId: call })).status < 300);
  const wanted = {
    Table: 'lead',
    Columns: 'msdyn_leadkpiid/msdyn_phonecallsmade,subject,msdyn_leadkpiid/msdyn_relationshiphealthscorestate',
    Filter: `leadid eq ${lead}`,
  };
  let answer;
  for (let i = 0; i < 50; ++i) {
    answer = await mine.get(path(wanted));
    if (answer.status !== 200 || answer.text.includes('\n1,')) break;
    await new Promise((wake) => setTimeout(wake, 100));
  }
  assert.equal(answer.text, '\uFEFFPhone calls made,Topic,Health state\r\n1,Told of,Not enough information\r\n');
  const alone = await mine.get(path({ ...wanted, Columns: 'msdyn_leadkpiid/msdyn_phonecallsmade' }));
  assert.equal(alone.text, '\uFEFFPhone calls made\r\n1\r\n');
});

test('what is wrong is said', async () => {
  for (const [wanted, status] of [
    [{ Table: 'lead', Columns: '' }, 400],
    [{ Table: 'lead', Columns: 'nothing' }, 400],
    [{ Table: 'lead', Columns: 'msdyn_leadkpiid/nothing' }, 400],
    [{ Table: 'lead', Columns: 'msdyn_leadkpiid/msdyn_leadid' }, 400],
    [{ Table: 'lead', Columns: 'customerid/name' }, 400],
    [{ Table: 'lead', Columns: 'subject/name' }, 400],
    [{ Table: 'systemuser', Columns: 'businessunitid/versionnumber/x' }, 400],
    [{ Table: 'lead', Columns: 'subject', Filter: 'subject eq' }, 400],
    [{ Table: 'lead', Columns: 'subject', Order: 'nothing' }, 400],
    [{ Table: 'll_token', Columns: 'name' }, 404],
    [{ Table: 'systemuser', Columns: 'll_passwordhash' }, 400],
  ]) assert.equal((await admin.get(path(wanted))).status, status, JSON.stringify(wanted));
  assert.equal((await server.request('GET', `/api/data/v9.2${path({ Table: 'lead', Columns: 'subject' })}`)).status, 401);
  assert.equal((await admin.post(path({ Table: 'lead', Columns: 'subject' }), {})).status, 405);
});
