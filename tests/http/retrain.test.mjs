// A server that does by itself what is due: it trains a first model, offers it, and trains again against the one in
// force.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Leadlight } from './server.mjs';

let server, admin;

before(async () => {
  server = await Leadlight.start({ upkeep: 1 });
  admin = server.as(await server.token('admin'));
});
after(async () => assert.equal(await server.stop(), 0, server.output));

async function eventually(what, ask) {
  for (let tries = 0; tries < 600; ++tries) {
    const answer = await ask();
    if (answer) return answer;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return assert.fail(`never: ${what}`);
}
const model = async () => (await admin.get("/ScoringStatus(Table='lead')")).json.models[0];
const trainings = async () => (await admin.get("/ll_jobs?$filter=ll_kind eq 'train'&$orderby=createdon")).json.value;

/** Closed leads of which those with a budget mostly qualify. */
function closedLeads(count, from) {
  const lines = ['Number,Last Name,Budget,Created,Closed,Outcome'];
  for (let i = from; i < from + count; ++i) {
    const rich = i % 2 === 0;
    const won = i % 10 < 8 ? rich : !rich;
    const day = String(1 + (i % 28)).padStart(2, '0');
    lines.push(`${i},Name${i % 7},${rich ? 9000 + i : 100 + i},2026-01-${day},2026-03-${day},${won ? 'yes' : 'no'}`);
  }
  return lines.join('\n');
}
async function bringIn(count, from) {
  const answer = await admin.post('/ImportFile', {
    Table: 'lead',
    Content: closedLeads(count, from),
    Key: 'Number',
    Created: 'Created',
    Closed: 'Closed',
    OutcomeColumn: 'Outcome',
    OutcomePositive: 'yes',
    NewColumns: 'create',
  });
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.json.imported, count, answer.text);
}

test('nothing is trained while there is too little to learn from', async () => {
  await bringIn(70, 0);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  assert.equal((await trainings()).length, 0);
  assert.equal((await model()).state, 'draft');
});

test('a first model is trained unasked, offered with figures, and not published by itself', async () => {
  await bringIn(80, 70);
  const { offer, state, version } = await eventually('an offer', async () => {
    const now = await model();
    return now.offer && now;
  });
  assert.equal(state, 'ready');
  assert.equal(version, null);
  assert.equal(offer.automatic, true);
  assert.ok(offer.auc > 0.6, `AUC ${offer.auc}`);
  assert.ok(offer.factors.some((factor) => /budget/i.test(factor.attribute)), JSON.stringify(offer.factors));
  const [job] = await eventually('the end of the job', async () => {
    const jobs = await trainings();
    return jobs.every((one) => one.ll_state === 2) && jobs;
  });
  assert.deepEqual(JSON.parse(job.ll_result), { model_version: offer.version_id, published: false, why: 'first' });
});

test('once published it scores, and it is not trained again the same day', async () => {
  const { offer } = await model();
  const published = await admin.post('/PublishModel', { ModelVersionId: offer.version_id });
  assert.equal(published.status, 202, published.text);
  assert.equal((await model()).offer, null);
  const lead = await admin.post('/leads', { lastname: 'Open', subject: 'Machines' });
  assert.ok(lead.status < 300, lead.text);
  await bringIn(150, 1000);
  await new Promise((resolve) => setTimeout(resolve, 2500));
  assert.equal((await trainings()).length, 1);
});
