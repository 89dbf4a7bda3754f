// The ledger of scores: replayed bit for bit, and thinned out by command and by job.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { Leadlight, idOf } from './server.mjs';

let server, admin, lead;
before(async () => {
  server = await Leadlight.start({ leads: 1500 });
  admin = server.as(await server.token('admin'));
  lead = idOf(await admin.post('/leads', { subject: 'replayed', leadsourcecode: 8, budgetamount: 500 }));
});
after(async () => assert.equal(await server.stop(), 0, server.output));

/** What a command that must fail printed, and with which exit code. */
const failing = (...args) =>
  server.command(...args).then(
    () => assert.fail('it should have failed'),
    (error) => ({ code: error.code, stdout: error.stdout, stderr: error.stderr }),
  );

test('a score is worked out again, bit for bit', async () => {
  const said = await server.command('replay', lead);
  assert.match(said, /the same, bit for bit/);
  assert.match(said, /margin/);
  const [line] = (await admin.get(`/ll_scorepoints?$filter=_ll_leadid_value eq ${lead}`)).json.value;
  const json = JSON.parse(await server.command('replay', line.ll_scorepointid, '--json'));
  assert.equal(json.same, true);
  assert.deepEqual(json.stored, json.again);
  assert.equal(json.stored.score, line.ll_score);
  assert.equal(json.record, lead);
});

test('the whole ledger agrees', async () => {
  const all = JSON.parse(await server.command('replay', '--all', '--json'));
  assert.ok(all.same > 100, JSON.stringify(all));
  assert.equal(all.different, 0);
  const deals = JSON.parse(await server.command('replay', '--all', '--table', 'opportunity', '--json'));
  assert.ok(deals.same > 0 && deals.same < all.same);
});

test('what cannot be replayed ends with 1, wrong words with 2', async () => {
  const pushed = idOf(await admin.post('/leads', { subject: 'from outside' }));
  await admin.post('/msdyn_predictivescores', { msdyn_entityid: pushed, msdyn_entitytype: 'lead', msdyn_score: 5 });
  const outside = await failing('replay', pushed);
  assert.equal(outside.code, 1);
  assert.match(outside.stderr, /outside of Leadlight/);
  assert.equal((await failing('replay', '3f2504e0-4f89-11d3-9a0c-0305e82c3301')).code, 1);
  assert.equal((await failing('replay', 'seventeen')).code, 2);
  assert.equal((await failing('replay')).code, 2);
  assert.equal((await failing('replay', lead, '--all')).code, 2);
  const all = JSON.parse(await server.command('replay', '--all', '--json'));
  assert.equal(all.not_replayed.external, 1);
});

test('the points of the score chart say what moved them', async () => {
  const { status, text } = await admin.patch(`/leads(${lead})`, { leadsourcecode: 1 });
  assert.equal(status, 204, text);
  const { history } = (await admin.get(`/ScoreDetails(Table='lead',Id=${lead})`)).json;
  const scores = history.map((one) => one.score);
  assert.equal(history[0].moved_by, null);
  if (scores.length > 1) {
    assert.equal(history.at(-1).cause, 'update');
    assert.equal(typeof history.at(-1).moved_by.points, 'number');
    assert.ok(history.at(-1).moved_by.label.length > 0);
  }
});

test('compacting keeps young lines, and what is kept can be replayed', async () => {
  const lines = async () => Number((await admin.get('/ll_scorepoints/$count')).text);
  const before = await lines();
  const first = JSON.parse(await server.command('compact', '--json'));
  assert.equal(before - (await lines()), first.removed);
  assert.equal(JSON.parse(await server.command('compact', '--json')).removed, 0);
  assert.equal(JSON.parse(await server.command('replay', '--all', '--json')).different, 0);
});
