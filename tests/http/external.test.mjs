// Scores from outside: pushed by key, shown on the record, shared out by priority, and never wiped by a save.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Leadlight, idOf } from './server.mjs';

let server, admin, seller, lead;
before(async () => {
  server = await Leadlight.start({ leads: 1500 });
  admin = server.as(await server.token('admin'));
  seller = server.as(await server.addUser('pusher', 'Salesperson', 'North'));
  lead = idOf(await seller.post('/leads', { subject: 'pushed to', budgetamount: 100 }));
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const keyOf = (id, type = 'lead') => `msdyn_entityid='${id}',msdyn_entitytype='${type}'`;
const scoreOf = async (id) => (await admin.get(`/leads(${id})?$select=msdyn_leadscore,msdyn_leadgrade,msdyn_leadscoretrend`)).json;
const details = async (id, table = 'lead') => (await admin.get(`/ScoreDetails(Table='${table}',Id=${id})`)).json;
const external = async (table = 'lead') =>
  (await admin.get(`/ScoringStatus(Table='${table}')`)).json.models.filter((one) => one.prediction_id);
async function done(answer) {
  assert.equal(answer.status, 202, answer.text);
  for (let i = 0; i < 600; ++i) {
    const job = (await admin.get(`/ll_jobs(${answer.json.JobId})`)).json;
    if (job.ll_state >= 2) return assert.equal(job.ll_state, 2, job.ll_error);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('the job does not end');
}

test('a score is pushed with POST and changed with PATCH by key, and both answer 204', async () => {
  const own = (await scoreOf(lead)).msdyn_leadscore;
  const posted = await admin.post('/msdyn_predictivescores', {
    msdyn_entityid: lead,
    msdyn_entitytype: 'lead',
    msdyn_score: 91,
    msdyn_grade: 0,
    msdyn_scoretrend: 1,
  });
  assert.equal(posted.status, 204, posted.text);
  assert.equal(posted.text, '');
  assert.deepEqual(
    (({ msdyn_leadscore, msdyn_leadgrade, msdyn_leadscoretrend }) => [msdyn_leadscore, msdyn_leadgrade, msdyn_leadscoretrend])(
      await scoreOf(lead),
    ),
    [91, 0, 1],
  );
  const reasons = { average: 40, reasons: [{ label: 'Visits', value: '12', points: 20 }, { label: 'Region', points: -5 }] };
  const patched = await admin.patch(`/msdyn_predictivescores(${keyOf(lead)})`, {
    msdyn_score: 64,
    msdyn_scorereasons: JSON.stringify(reasons),
    msdyn_name: 'External scores',
    msdyn_contributingpredictionids: 'external',
  });
  assert.equal(patched.status, 204, patched.text);
  const row = (await admin.get(`/msdyn_predictivescores(${keyOf(lead)})`)).json;
  assert.equal(row.msdyn_score, 64);
  assert.equal(row.msdyn_grade, 1);
  assert.equal(row.msdyn_name, 'External scores');
  const shown = await details(lead);
  assert.equal(shown.score, 64);
  assert.equal(shown.model.name, 'External scores');
  assert.equal(shown.model.external, true);
  assert.deepEqual(shown.reasons.map((one) => [one.label, one.points]), [['Visits', 20], ['Region', -5]]);
  assert.equal(shown.other, 64 - 40 - 20 + 5);
  assert.deepEqual(shown.history.slice(-2).map((one) => [one.score, one.cause]), [[91, 'external'], [64, 'external']]);
  assert.notEqual(own, undefined);
});

test('a save of the record keeps the pushed score', async () => {
  const changed = await seller.patch(`/leads(${lead})`, { budgetamount: 90_000, jobtitle: 'Director' }, { Prefer: 'return=representation' });
  assert.equal(changed.status, 200, changed.text);
  assert.equal(changed.json.msdyn_leadscore, 64);
  assert.equal((await details(lead)).stale, false);
});

test('a lead can be pushed a score that has none yet, and an opportunity too', async () => {
  const key = keyOf(idOf(await seller.post('/leads', { subject: 'fresh' })));
  const answer = await admin.patch(`/msdyn_predictivescores(${key})`, { msdyn_score: 12 });
  assert.equal(answer.status, 204, answer.text);
  const opportunity = idOf(await seller.post('/opportunities', { name: 'a deal' }));
  const pushed = await admin.post('/msdyn_predictivemodelscores', {
    msdyn_entityid: opportunity,
    msdyn_entitytype: 'opportunity',
    msdyn_predictionid: 'deal-model',
    msdyn_modelname: 'Deals by Acme',
    msdyn_score: 33,
  });
  assert.equal(pushed.status, 204, pushed.text);
  assert.equal((await admin.get(`/opportunities(${opportunity})`)).json.msdyn_opportunityscore, 33);
  assert.equal((await details(opportunity, 'opportunity')).model.name, 'Deals by Acme');
  const row = `/msdyn_predictivemodelscores(${keyOf(opportunity, 'opportunity')},msdyn_predictionid='deal-model')`;
  const read = (await admin.get(row)).json;
  assert.equal(read.msdyn_score, 33);
  assert.equal(read.msdyn_grade, 2);
  assert.equal(read.msdyn_scoretrend, 3);
  assert.ok(read._msdyn_predictivescoreid_value);
  assert.equal((await admin.patch(row, { msdyn_score: 80 })).status, 204);
  assert.equal((await admin.get(`/opportunities(${opportunity})`)).json.msdyn_opportunitygrade, 0);
  assert.equal((await admin.delete(`/msdyn_predictivemodelscores(${read.msdyn_predictivemodelscoreid})`)).status, 204);
  assert.notEqual((await details(opportunity, 'opportunity')).model?.name, 'Deals by Acme');
});

test('who may not change models may read scores and not write them', async () => {
  const body = { msdyn_entityid: lead, msdyn_entitytype: 'lead', msdyn_score: 1 };
  const manager = server.as(await server.addUser('pushmanager', 'Sales manager', 'North'));
  for (const who of [seller, manager]) {
    assert.equal((await who.post('/msdyn_predictivescores', body)).status, 403);
    assert.equal((await who.post('/msdyn_predictivemodelscores', { ...body, msdyn_predictionid: 'x' })).status, 403);
    assert.equal((await who.patch(`/msdyn_predictivescores(${keyOf(lead)})`, { msdyn_score: 1 })).status, 403);
    const row = (await who.get(`/msdyn_predictivescores(${keyOf(lead)})`)).json;
    assert.equal(row.msdyn_score, 64);
    assert.equal((await who.delete(`/msdyn_predictivescores(${row.msdyn_predictivescoreid})`)).status, 403);
  }
  const other = server.as(await server.addUser('elsewhere', 'Salesperson', 'South'));
  assert.equal((await other.get(`/msdyn_predictivescores(${keyOf(lead)})`)).status, 404);
  assert.deepEqual((await other.get('/msdyn_predictivemodelscores')).json.value, []);
});

test('what is wrong is refused by name, and nothing is left of it', async () => {
  const right = { msdyn_entityid: lead, msdyn_entitytype: 'lead', msdyn_score: 50 };
  const before = (await external()).length;
  for (const [body, wrong] of [
    [{ ...right, msdyn_score: 101 }, /msdyn_score: 101 is not from 0 to 100/],
    [{ ...right, msdyn_score: -1 }, /msdyn_score/],
    [{ ...right, msdyn_score: 'high' }, /msdyn_score/],
    [{ ...right, msdyn_score: undefined }, /msdyn_score: a score is needed/],
    [{ ...right, msdyn_grade: 4 }, /msdyn_grade/],
    [{ ...right, msdyn_scoretrend: 9 }, /msdyn_scoretrend/],
    [{ ...right, msdyn_entitytype: 'account' }, /lead or opportunity/],
    [{ ...right, msdyn_entitytype: 'opportunity' }, /there is no opportunity/],
    [{ ...right, msdyn_entityid: '3f2504e0-4f89-11d3-9a0c-0305e82c3301' }, /there is no lead/],
    [{ ...right, msdyn_entityid: 'x' }, /not an id/],
    [{ ...right, msdyn_scorereasons: '{"reasons":[{}]}' }, /msdyn_scorereasons/],
    [{ ...right, ll_margin: 0.5 }, /ll_margin/],
    [{ ...right, msdyn_predictivescoreid: '3f2504e0-4f89-11d3-9a0c-0305e82c3301' }, /gives the ids/],
    [{ ...right, msdyn_entityid: undefined }, /msdyn_entityid/],
  ]) {
    const answer = await admin.post('/msdyn_predictivescores', { msdyn_name: 'Never made', ...body });
    assert.equal(answer.status, 400, `${JSON.stringify(body)} ${answer.text}`);
    assert.match(answer.json.error.message, wrong);
  }
  for (const [key, status] of [
    ["msdyn_entitytype='lead'", 400],
    [`${keyOf(lead)},msdyn_name='x'`, 400],
    ["msdyn_entityid='x',msdyn_entityid='y'", 400],
  ]) {
    assert.equal((await admin.patch(`/msdyn_predictivescores(${key})`, { msdyn_score: 5 })).status, status, key);
  }
  const mismatch = await admin.patch(`/msdyn_predictivescores(${keyOf(lead)})`, { msdyn_score: 5, msdyn_entityid: '3f2504e0-4f89-11d3-9a0c-0305e82c3301' });
  assert.equal(mismatch.status, 400, mismatch.text);
  assert.equal((await external()).length, before);
  assert.equal((await scoreOf(lead)).msdyn_leadscore, 64);
});

test('the model stands in the list, and pausing, its priority and deleting it decide what shows', async () => {
  const [model] = await external();
  assert.equal(model.state, 'external');
  assert.ok(model.matching_open >= 2);
  await done(await admin.post('/PauseModel', { ModelId: model.id }));
  assert.equal((await details(lead)).model.external, false);
  await done(await admin.post('/ResumeModel', { ModelId: model.id }));
  assert.equal((await scoreOf(lead)).msdyn_leadscore, 64);

  assert.equal((await admin.patch(`/ll_models(${model.id})`, { ll_priority: 2_000_000 })).status, 204);
  const waited = async (isSo) => {
    for (let i = 0; i < 100 && !(await isSo()); ++i) await new Promise((resolve) => setTimeout(resolve, 100));
    assert.ok(await isSo());
  };
  await waited(async () => (await details(lead)).model.external === false);
  const kept = (await admin.get(`/msdyn_predictivemodelscores(${keyOf(lead)},msdyn_predictionid='external')`)).json;
  assert.equal(kept.msdyn_score, 64);
  assert.equal((await admin.patch(`/ll_models(${model.id})`, { ll_priority: 1 })).status, 204);
  await waited(async () => (await scoreOf(lead)).msdyn_leadscore === 64);

  await done(await admin.post('/DeleteModel', { ModelId: model.id, Scores: 'clear' }));
  assert.equal((await details(lead)).model.external, false);
  const left = (await admin.get("/msdyn_predictivemodelscores?$filter=msdyn_predictionid eq 'external'")).json.value;
  assert.deepEqual(left, []);
});

test('many pushes in one change set are one transaction', async () => {
  const ids = [];
  for (let n = 0; n < 5; ++n) ids.push(idOf(await seller.post('/leads', { subject: `batch ${n}` })));
  const requests = ids.map((id, n) => ({
    id: String(n),
    atomicityGroup: 'all',
    method: 'POST',
    url: '/api/data/v9.2/msdyn_predictivescores',
    headers: { 'Content-Type': 'application/json' },
    body: { msdyn_entityid: id, msdyn_entitytype: 'lead', msdyn_score: 10 * n },
  }));
  const answer = await admin.post('/$batch', { requests });
  assert.equal(answer.status, 200, answer.text);
  assert.deepEqual(answer.json.responses.map((one) => one.status), [204, 204, 204, 204, 204]);
  assert.equal((await scoreOf(ids[3])).msdyn_leadscore, 30);
});
