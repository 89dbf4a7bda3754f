// Several models for one table: made, counted, refused, shared out by priority, paused, deleted.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Leadlight } from './server.mjs';

let server, api;
before(async () => {
  server = await Leadlight.start({ leads: 1500 });
  api = server.as(await server.token('admin'));
});
after(() => server?.stop());

const first = async (table) => (await api.get(`/ScoringStatus(Table='${table}')`)).json.models[0];
const about = (filter, more = {}) => ({ filter, ...more });
/** The job ends well. */
async function done(answer) {
  assert.equal(answer.status, 202, answer.text);
  for (let i = 0; i < 2000; ++i) {
    const job = (await api.get(`/ll_jobs(${answer.json.JobId})`)).json;
    if (job.ll_state >= 2) return assert.equal(job.ll_state, 2, job.ll_message ?? job.ll_step);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  assert.fail('the job does not end');
}

test('leads and opportunities are scored, each with its own model', async () => {
  for (const [table, set, score] of [
    ['lead', 'leads', 'msdyn_leadscore'],
    ['opportunity', 'opportunities', 'msdyn_opportunityscore'],
  ]) {
    const model = await first(table);
    assert.equal(model.table, table);
    const { value } = (await api.get(`/${set}?$select=${score}&$filter=${score} ge 0 and statecode eq 0&$top=1`)).json;
    assert.equal(model.state, 'published');
    const id = value[0][`${table}id`];
    const details = (await api.get(`/ScoreDetails(Table='${table}',Id=${id})`)).json;
    assert.equal(details.score, value[0][score]);
    assert.equal(details.model.id, model.id);
    assert.equal(details.stale, false);
    const points = details.reasons.reduce((sum, reason) => sum + reason.points, 0);
    assert.equal(points + details.other, details.score - details.average);
  }
});

test('an open opportunity stands in its stage, told against the won ones, and long stays are held against it', async () => {
  const open = (await api.get('/opportunities?$select=name&$filter=statecode eq 0')).json.value;
  assert.ok(open.length > 10, `${open.length} open opportunities`);
  let overdue = 0;
  let blamed = 0;
  for (const { opportunityid } of open) {
    const { stage, reasons } = (await api.get(`/ScoreDetails(Table='opportunity',Id=${opportunityid})`)).json;
    assert.ok(['Qualify', 'Develop', 'Propose', 'Close'].includes(stage.name), stage.name);
    assert.ok(stage.successes >= 5, `${stage.successes} won ones went through ${stage.name}`);
    overdue += stage.days > stage.usual_days;
    const reason = reasons.find((one) => one.attribute === 'stage/days');
    if (!reason) continue;
    assert.equal(reason.params.stage, stage.name);
    assert.equal(reason.params.median_days, stage.usual_days);
    blamed += reason.points < 0 && stage.days > stage.usual_days;
  }
  assert.ok(overdue > 0 && overdue < open.length, `${overdue} of ${open.length} are overdue`);
  assert.ok(blamed > 0, 'none has its long stay among its reasons');
});

test('what a model may look at is told with its influence, or with the reason why it is not used', async () => {
  for (const [table, barred] of [
    ['lead', ['statecode', 'ownerid']],
    ['opportunity', ['actualvalue', 'actualclosedate', 'statecode']],
  ]) {
    const model = await first(table);
    const answer = await api.get(`/ModelFactors(ModelId=${model.id})`);
    assert.equal(answer.status, 200, answer.text);
    const { factors, used, usable, version } = answer.json;
    assert.equal(version.id, model.version_id);
    assert.equal(factors.filter((one) => one.used).length, used);
    assert.equal(factors.filter((one) => one.usable).length, usable);
    const shares = factors.reduce((sum, one) => sum + (one.influence ?? 0), 0);
    assert.ok(Math.abs(shares - 1) < 1e-6, `influences sum to ${shares}`);
    for (const one of factors) assert.equal(one.used, one.why === null, `${one.attribute}: ${one.why}`);
    for (const name of barred) {
      const one = factors.find(({ attribute }) => attribute === name);
      assert.equal(one.usable, false, name);
      assert.ok(['outcome', 'owner'].includes(one.why), one.why);
    }
  }
});

test('how records ended by the values of an attribute is counted now, for any period', async () => {
  const { id } = await first('lead');
  const insight = async (name, more = '') => {
    const answer = await api.get(
      `/AttributeInsight(ModelId=${id},Attribute=@a${more})?@a=${encodeURIComponent(`'${name}'`)}`,
    );
    assert.equal(answer.status, 200, answer.text);
    const { bars, closed, positive, open } = answer.json;
    const sum = (what) => bars.reduce((total, bar) => total + bar[what], 0);
    assert.deepEqual([sum('closed'), sum('positive'), sum('open')], [closed, positive, open], name);
    return answer.json;
  };
  const all = await insight('leadsourcecode');
  assert.equal(Number((await api.get('/leads/$count?$filter=statecode eq 1')).text), all.positive);
  const web = all.bars.find((bar) => bar.params.option === 8);
  const count = async (filter) => Number((await api.get(`/leads/$count?$filter=${filter}`)).text);
  assert.equal(web.positive, await count('leadsourcecode eq 8 and statecode eq 1'));
  assert.equal(web.open, await count('leadsourcecode eq 8 and statecode eq 0'));
  assert.ok(Math.abs(web.gap - 100 * (web.positive / web.closed - all.rate)) < 0.1);
  for (const name of ['parentaccountid/industrycode', 'activity/emails_in', 'createdon', 'emailaddress1', 'ownerid']) {
    const other = await insight(name);
    assert.equal(other.closed, all.closed, name);
  }
  const until = await insight('leadsourcecode', ',To=2026-01-01T00:00:00Z');
  const since = await insight('leadsourcecode', ',From=2026-01-01');
  assert.ok(until.closed > 0 && since.closed > 0 && until.closed < all.closed);
  assert.equal(until.closed + since.closed, all.closed);
  const wrong = await api.get(`/AttributeInsight(ModelId=${id},Attribute='nothing')`);
  assert.equal(wrong.status, 400);
  assert.match(wrong.json.error.message, /no attribute "nothing"/);
});

test('a definition is counted before it is kept, and what is wrong with it is named', async () => {
  const count = await api.post('/CountRecords', { Table: 'lead', Definition: about('leadsourcecode eq 8') });
  assert.equal(count.status, 200, count.text);
  const all = (await api.post('/CountRecords', { Table: 'lead', Definition: {} })).json;
  assert.ok(count.json.open > 0 && count.json.open < all.open);
  assert.equal(count.json.needed, 40);
  assert.equal(count.json.overlaps.length, 1);
  assert.equal(count.json.overlaps[0].Open, count.json.open);
  assert.equal(count.json.overlaps[0].Wins, false);
  for (const [definition, wrong] of [
    [about('leadsourcecod eq 1'), /filter.*leadsourcecod/],
    [{ outcome: { positive: [99] } }, /99 is no value/],
    [{ outcome: { column: 'subject' } }, /outcome\.column/],
    [{ window_months: 'long' }, /Definition/],
    [{ window_months: 1 }, /window_months/],
    [{ attributes: { keep: ['nothing'] } }, /no attribute "nothing"/],
    [{ attributes: { ignore_empty: ['activity/calls'] } }, /ignore_empty.*activity\/calls/],
    [[], /Definition/],
  ]) {
    for (const action of ['CountRecords', 'SaveModel']) {
      const answer = await api.post(`/${action}`, { Table: 'lead', Name: 'Wrong', Definition: definition });
      assert.equal(answer.status, 400, `${action} ${JSON.stringify(definition)} ${answer.text}`);
      assert.match(answer.json.error.message, wrong);
    }
  }
});

test('a model of some leads comes before the one of all, and gives them back when it is paused or deleted', async () => {
  const saved = await api.post('/SaveModel', {
    Name: 'Web leads',
    Table: 'lead',
    Priority: 5,
    Definition: about('leadsourcecode eq 8'),
  });
  assert.equal(saved.status, 200, saved.text);
  const id = saved.json.ModelId;
  assert.equal((await api.post('/PauseModel', { ModelId: id })).status, 412);
  const training = await api.post('/TrainModel', { ModelId: id });
  await done(training);
  assert.equal((await api.get(`/ll_jobs(${training.json.JobId})`)).json._ll_modelid_value, id);
  const [version] = (await api.get(`/ll_modelversions?$filter=_ll_modelid_value eq ${id}`)).json.value;
  assert.equal(version.ll_state, 2, version.ll_message);
  await done(await api.post('/PublishModel', { ModelVersionId: version.ll_modelversionid }));
  const scorer = async (filter) => {
    const [lead] = (await api.get(`/leads?$select=leadid&$filter=statecode eq 0 and ${filter}&$top=1`)).json.value;
    return (await api.get(`/ScoreDetails(Table='lead',Id=${lead.leadid})`)).json.model.name;
  };
  assert.equal(await scorer('leadsourcecode eq 8'), 'Web leads');
  assert.notEqual(await scorer('leadsourcecode ne 8'), 'Web leads');
  const preview = (await api.get(`/GradePreview(ModelId=${id},A=75,B=50,C=25)`)).json;
  const mine = (await api.get('/leads/$count?$filter=statecode eq 0 and leadsourcecode eq 8')).text;
  assert.equal(preview.open_scores.reduce((sum, count) => sum + count, 0), Number(mine));
  await done(await api.post('/PauseModel', { ModelId: id }));
  assert.notEqual(await scorer('leadsourcecode eq 8'), 'Web leads');
  await done(await api.post('/ResumeModel', { ModelId: id }));
  assert.equal(await scorer('leadsourcecode eq 8'), 'Web leads');
  await done(await api.post('/DeleteModel', { ModelId: id, Scores: 'clear' }));
  assert.notEqual(await scorer('leadsourcecode eq 8'), 'Web leads');
  assert.ok((await api.get("/ScoringStatus(Table='lead')")).json.models.every((model) => model.id !== id));
});

test('what would change a score leads to that score, and a stranger learns nothing of it', async () => {
  const { value } = (await api.get('/leads?$select=leadid&$filter=statecode eq 0 and msdyn_leadgrade gt 0&$top=60')).json;
  let found;
  for (const { leadid } of value) {
    const answer = await api.get(`/WhatWouldChange(Table='lead',Id=${leadid})`);
    assert.equal(answer.status, 200, answer.text);
    const { score, steps } = answer.json;
    assert.ok(steps.length <= 3);
    let before = score;
    for (const step of steps) {
      assert.equal(step.score, before + step.gain);
      assert.ok(step.gain >= 1);
      before = step.score;
    }
    if (steps[0]?.params.option !== undefined) found ??= { leadid, step: steps[0] };
  }
  assert.ok(found, 'no lead has a step that sets a column');
  const { leadid, step } = found;
  // A box to tick or an option.
  const raw = (await api.get(`/leads(${leadid})?$select=${step.attribute}`)).json[step.attribute];
  const value1 = typeof raw === 'boolean' || step.value === 'Yes' || step.value === 'No' ? step.value === 'Yes' : step.params.option;
  const saved = await api.patch(`/leads(${leadid})`, { [step.attribute]: value1 });
  assert.ok(saved.status < 300, saved.text);
  assert.equal((await api.get(`/ScoreDetails(Table='lead',Id=${leadid})`)).json.score, step.score);
  const stranger = server.as(await server.addUser('stranger', 'Salesperson', 'Elsewhere'));
  assert.equal((await stranger.get(`/WhatWouldChange(Table='lead',Id=${leadid})`)).status, 404);
});

test('promises of closed records are looked back at', async () => {
  const made = await api.post('/leads', { lastname: 'Promise', subject: 'Machines', leadsourcecode: 8 });
  const id = made.headers['odata-entityid'] ?? made.json?.leadid;
  const lead = String(id).match(/[0-9a-f-]{36}/)[0];
  assert.equal((await api.post('/DisqualifyLead', { LeadId: lead, Status: 4 })).status, 204);
  const answer = await api.get("/WasItRight(Table='lead',Weeks=4,By='leadsourcecode')");
  assert.equal(answer.status, 200, answer.text);
  const { creation, month_before: earlier } = answer.json.moments;
  assert.equal(creation.all.records, 1);
  assert.equal(creation.all.actual, 0);
  assert.equal(creation.groups[0].group, 'Web');
  assert.equal(earlier, null);
  assert.equal((await api.get("/WasItRight(Table='lead',By='subject')")).status, 400);
  const elsewhere = server.as(await server.addUser('elsewhere', 'Salesperson', 'Elsewhere'));
  assert.equal((await elsewhere.get("/WasItRight(Table='lead')")).json.closed, 0);
});

test('a copy is a draft of its own', async () => {
  const model = await first('lead');
  const copy = await api.post('/CloneModel', { ModelId: model.id, Name: 'Second opinion' });
  assert.equal(copy.status, 200, copy.text);
  const { models } = (await api.get("/ScoringStatus(Table='lead')")).json;
  const made = models.find((one) => one.id === copy.json.ModelId);
  assert.equal(made.state, 'draft');
  assert.deepEqual(made.definition, model.definition);
  assert.equal((await api.post('/CloneModel', { ModelId: model.id, Name: 'Second opinion' })).status, 412);
  assert.equal((await api.post('/DeleteModel', { ModelId: made.id, Scores: 'perhaps' })).status, 400);
  await done(await api.post('/DeleteModel', { ModelId: made.id, Scores: 'keep' }));
  assert.equal((await api.post('/DeleteModel', { ModelId: made.id, Scores: 'keep' })).status, 404);
});
