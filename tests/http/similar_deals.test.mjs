// Similar won deals: what similarity is learned from, which deals are shown to whom, and what is said while there are
// too few of them.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { idOf, Leadlight } from './server.mjs';

let server, ann, bert, deal;
const kWithBudget = 2;
const kWithout = 0;

before(async () => {
  server = await Leadlight.start();
  ann = server.as(await server.addUser('ann', 'Salesperson', 'North'));
  bert = server.as(await server.addUser('bert', 'Salesperson', 'South'));
  deal = idOf(await ann.post('/opportunities', { name: '50 seats', budgetstatus: kWithBudget }));
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const similar = async (who, id = deal) => who.get(`/SimilarWonDeals(OpportunityId=${id})`);

/** Asks again until the rows of deals just closed are worked out. */
async function numbers(who, id) {
  for (let tries = 0; ; ++tries) {
    const { json } = await similar(who, id);
    const mails = json.comparison.find((each) => each.key === 'mails_sent');
    if (mails?.records === json.compared) return mails;
    assert.ok(tries < 100, JSON.stringify(json.comparison));
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function close(who, won, values) {
  const id = idOf(await who.post('/opportunities', values));
  const answer = await who.post(won ? '/WinOpportunity' : '/LoseOpportunity', {
    Status: won ? 3 : 5,
    OpportunityClose: { 'opportunityid@odata.bind': `/opportunities(${id})`, subject: 'Closed' },
  });
  assert.ok(answer.status < 300, answer.text);
  return id;
}

/** Nine of ten won deals have a budget, nine of ten lost ones have none; the timeline is noise. */
async function closeMany(who, many) {
  for (let i = 0; i < many; ++i) {
    const odd = i % 10 === 0;
    const values = { name: `Deal ${i}`, timeline: i % 4 };
    await close(who, true, { ...values, budgetstatus: odd ? kWithout : kWithBudget });
    await close(who, false, { ...values, budgetstatus: odd ? kWithBudget : kWithout });
  }
}

test('with few closed deals it says so, and compares with the newest won ones', async () => {
  await closeMany(bert, 6);
  const own = await close(bert, true, { name: 'Own' });
  const { json } = await similar(bert, own);
  assert.deepEqual([json.state, json.won, json.lost, json.needed, json.fallback], ['too_few', 6, 6, 30, true]);
  assert.equal(json.deals.length, 6);
  assert.equal(json.deals[0].distance, null);
  assert.equal((await numbers(bert, own)).records, 6);
});

test('the most similar ones have their distance, what matches and their names', async () => {
  await closeMany(ann, 30);
  const { status, json, text } = await similar(ann);
  assert.equal(status, 200, text);
  assert.deepEqual([json.state, json.fallback, json.compared], ['ok', false, 20]);
  assert.deepEqual(json.fields.map((field) => field.column), ['budgetstatus']);
  assert.equal(json.deals.length + json.not_readable, 20);
  for (const each of json.deals) {
    assert.equal(each.distance, 0);
    assert.deepEqual(each.matched, ['budgetstatus']);
    assert.match(each.opportunity.name, /^Deal \d+$/);
  }
});

test('deals of others count and are not shown', async () => {
  const own = idOf(await bert.post('/opportunities', { name: 'Mine', budgetstatus: kWithBudget }));
  const late = await close(bert, true, { name: 'Late', budgetstatus: kWithBudget });
  const { json, text } = await similar(bert, own);
  assert.equal(json.state, 'ok');
  assert.deepEqual([json.deals.length, json.not_readable], [1, 19], text);
  assert.equal(json.deals[0].opportunity.id, late);
  assert.equal((await numbers(bert, own)).records, 20);
});

test('a deal that one may not read is not found', async () => {
  assert.equal((await similar(bert)).status, 404);
  assert.equal((await similar(ann, '00000000-0000-4000-8000-000000000001')).status, 404);
});
