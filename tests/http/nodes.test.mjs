// Two servers on one PostgreSQL database: whatever one of them does, the other one knows.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { after, before, test } from 'node:test';

import { Leadlight, idOf } from './server.mjs';

/** How long a right that was taken away may go on working on a node that has just seen it (docs/api.md). */
const RIGHTS = 2_000;
/** How long a worker that fell silent keeps its job. */
const LEASE = 30_000;

const skip = process.env.LEADLIGHT_TEST_POSTGRES ? false : 'needs PostgreSQL (tools/with_postgres.sh)';

let first, second, one, two, token;

before(async () => {
  if (skip) return;
  first = await Leadlight.start({ leads: 600 });
  second = await first.node();
  token = await first.token('admin');
  one = first.as(token);
  two = second.as(token);
});
after(async () => {
  if (skip) return;
  assert.equal(await second.stop(), 0, second.output);
  assert.equal(await first.stop(), 0, first.output);
});

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function until(what, holds, milliseconds) {
  for (const end = Date.now() + milliseconds; ; await sleep(50)) {
    if (await holds()) return;
    assert.ok(Date.now() < end, `not within ${milliseconds} ms: ${what}`);
  }
}

async function newUser(name, role) {
  return JSON.parse(await first.command('user', 'create', '--name', name, '--role', role, '--business-unit', 'Nodes', '--json'));
}

test('a session made on one node works on the other and ends on both', { skip }, async () => {
  const { password } = await newUser('browser', 'Salesperson');
  const signed = await first.request('POST', '/api/session', { body: { username: 'browser', password } });
  assert.equal(signed.status, 200, signed.text);
  const headers = { Cookie: signed.headers['set-cookie'][0].split(';')[0], 'X-CSRF-Token': signed.json.csrf };
  const who = await second.request('GET', '/api/session', { headers });
  assert.equal(who.json.user.name, 'browser');
  const written = await second.request('POST', '/api/data/v9.2/leads', { headers, body: { subject: 'by cookie' } });
  assert.equal(written.status, 201, written.text);
  assert.equal((await second.request('DELETE', '/api/session', { headers })).status, 204);
  assert.equal((await second.request('GET', '/api/session', { headers })).status, 401, 'at once where it was ended');
  await until('the session ends on the other node', async () => (await first.request('GET', '/api/session', { headers })).status === 401, RIGHTS + 500);
});

test('a change made on one node is there on the other with its etag', { skip }, async () => {
  const id = idOf(await one.post('/leads', { subject: 'seen by both' }));
  const seen = await two.get(`/leads(${id})?$select=subject`);
  assert.equal(seen.json.subject, 'seen by both');
  assert.equal((await one.patch(`/leads(${id})`, { subject: 'changed' })).status, 204);
  const stale = await two.patch(`/leads(${id})`, { subject: 'lost' }, { 'If-Match': seen.json['@odata.etag'] });
  assert.equal(stale.status, 412);
  assert.equal((await two.get(`/leads(${id})?$select=subject`)).json.subject, 'changed');
});

test('concurrent changes of one record, each with its etag, never lose one', { skip, timeout: 120_000 }, async () => {
  const id = idOf(await one.post('/leads', { subject: 'counted', numberofemployees: 0 }));
  const EACH = 15;
  let conflicts = 0;
  const count = async (service) => {
    for (let done = 0; done < EACH; ) {
      const row = (await service.get(`/leads(${id})?$select=numberofemployees`)).json;
      const answer = await service.patch(
        `/leads(${id})`,
        { numberofemployees: row.numberofemployees + 1 },
        { 'If-Match': row['@odata.etag'] },
      );
      if (answer.status === 204) ++done;
      else if (answer.status === 412) ++conflicts;
      else assert.fail(`${answer.status} ${answer.text}`);
    }
  };
  await Promise.all([count(one), count(two), count(one), count(two)]);
  assert.equal((await one.get(`/leads(${id})?$select=numberofemployees`)).json.numberofemployees, 4 * EACH);
  assert.ok(conflicts > 0, 'they met');
});

test('concurrent changes without etags all arrive, column by column', { skip }, async () => {
  const id = idOf(await one.post('/leads', { subject: 'shared' }));
  const changes = await Promise.all([
    one.patch(`/leads(${id})`, { jobtitle: 'Buyer' }),
    two.patch(`/leads(${id})`, { companyname: 'Harbour' }),
    one.patch(`/leads(${id})`, { address1_city: 'Utrecht' }),
    two.patch(`/leads(${id})`, { numberofemployees: 12 }),
  ]);
  for (const change of changes) assert.equal(change.status, 204, change.text);
  const { jobtitle, companyname, address1_city: city, numberofemployees } = (await one.get(`/leads(${id})`)).json;
  assert.deepEqual({ jobtitle, companyname, city, numberofemployees }, { jobtitle: 'Buyer', companyname: 'Harbour', city: 'Utrecht', numberofemployees: 12 });
});

test('a column added on one node is usable on the other at once', { skip }, async () => {
  const added = await one.post('/AddColumn', { Table: 'lead', Label: 'Hull Colour', Type: 'Text' });
  assert.equal(added.status, 200, added.text);
  const { name } = added.json;
  const written = await two.post('/leads', { subject: 'Boat one', [name]: 'Red' });
  assert.equal(written.status, 201, written.text);
  const another = (await one.post('/AddColumn', { Table: 'lead', Label: 'Mast Height', Type: 'Integer' })).json.name;
  const filtered = await two.get(`/leads?$select=subject,${another}&$filter=${name}%20eq%20'Red'%20and%20${another}%20eq%20null`);
  assert.equal(filtered.status, 200, filtered.text);
  assert.deepEqual(filtered.json.value.map((lead) => lead.subject), ['Boat one']);
  assert.match((await two.get('/$metadata')).text, new RegExp(another));
});

test('a revoked right is gone on the other node within the time that is promised', { skip }, async () => {
  await newUser('leaver', 'Salesperson');
  const leaver = await first.token('leaver');
  assert.equal((await second.as(leaver).get('/leads?$top=1')).status, 200);
  const { value } = (await one.get("/systemusers?$select=systemuserid&$filter=domainname%20eq%20'leaver'")).json;
  const disabled = await one.patch(`/systemusers(${value[0].systemuserid})`, { isdisabled: true });
  assert.equal(disabled.status, 204, disabled.text);
  const end = Date.now() + RIGHTS + 500;
  await until('the token ends', async () => (await second.as(leaver).get('/leads?$top=1')).status === 401, end - Date.now());
  assert.equal((await first.as(leaver).get('/leads?$top=1')).status, 401);
});

const leadModel = async () =>
  (await one.get("/ll_models?$filter=ll_table%20eq%20'lead'")).json.value[0].ll_modelid;
const newestVersion = async (node) =>
  (await node.get(`/ll_modelversions?$filter=_ll_modelid_value%20eq%20${await leadModel()}&$orderby=ll_number%20desc&$top=1`)).json
    .value[0].ll_modelversionid;

test('a model published on one node scores on the other', { skip, timeout: 120_000 }, async () => {
  const earlier = await newestVersion(one);
  const before = await two.post('/leads', { subject: 'scored before', companyname: 'Harbour' }, { Prefer: 'return=representation' });
  assert.equal(typeof before.json.msdyn_leadscore, 'number', before.text);
  const model = await leadModel();
  const { JobId } = (await one.post('/TrainModel', { ModelId: model, Keep: [], Drop: [] })).json;
  await until('trained', async () => (await two.get(`/ll_jobs(${JobId})`)).json.ll_state === 2, 90_000);
  const newest = await newestVersion(two);
  assert.notEqual(newest, earlier);
  assert.equal((await one.post('/PublishModel', { ModelVersionId: newest })).status, 202);
  const id = idOf(await two.post('/leads', { subject: 'scored after', companyname: 'Harbour' }));
  const details = (await two.get(`/ScoreDetails(Table='lead',Id=${id})`)).json;
  assert.equal(details.model.version_id, newest);
});

test('a job is done by one node only', { skip, timeout: 60_000 }, async () => {
  const version = await newestVersion(one);
  const jobs = [];
  for (let n = 0; n < 4; ++n) {
    jobs.push((await (n % 2 ? one : two).post('/PublishModel', { ModelVersionId: version })).json.JobId);
  }
  for (const id of jobs) await until(`${id} done`, async () => (await one.get(`/ll_jobs(${id})`)).json.ll_state === 2, 40_000);
  for (const id of jobs) assert.equal((await one.get(`/ll_jobs(${id})`)).json.ll_attempts, 1);
  const rows = Number((await one.get('/leads/$count?$filter=_msdyn_predictivescoreid_value%20ne%20null')).text.replace(/\D/g, ''));
  assert.equal(Number((await one.get("/msdyn_predictivescores/$count?$filter=msdyn_entitytype%20eq%20'lead'")).text.replace(/\D/g, '')), rows, 'one score row a lead');
});

test('a job whose node was killed is finished by the other', { skip, timeout: 4 * LEASE }, async () => {
  const model = await leadModel();
  // The node that takes it is the one to be killed: the other one stands still meanwhile.
  first.process.kill('SIGSTOP');
  const { JobId } = (await two.post('/TrainModel', { ModelId: model, Keep: [], Drop: [] })).json;
  await until('taken', async () => (await two.get(`/ll_jobs(${JobId})`)).json.ll_state === 1, 20_000);
  second.process.kill('SIGKILL');
  await once(second.process, 'exit');
  first.process.kill('SIGCONT');
  await until('finished by the other', async () => (await one.get(`/ll_jobs(${JobId})`)).json.ll_state === 2, 3 * LEASE);
  assert.equal((await one.get(`/ll_jobs(${JobId})`)).json.ll_attempts, 2);
  await second.serve();
});
