// A seller's day: a file comes in, next week's file changes it, a lead is worked, qualified, its deal won; and a seller
// of another unit finds no trace of it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { idOf, Leadlight } from './server.mjs';

let server, admin, mine, manager, other, lead, deal;

before(async () => {
  server = await Leadlight.start();
  admin = server.as(await server.token('admin'));
  mine = server.as(await server.addUser('mine', 'Salesperson', 'North'));
  manager = server.as(await server.addUser('manager', 'Sales manager', 'North'));
  other = server.as(await server.addUser('other', 'Salesperson', 'South'));
});
after(async () => assert.equal(await server.stop(), 0, server.output));

/** Uploads a file in two parts, imports it, and answers the job as it ended. */
async function bringIn(who, text, options) {
  const { UploadId } = (await who.post('/BeginUpload', { Name: 'leads.csv' })).json;
  const half = Math.floor(text.length / 2);
  const parts = [text.slice(0, half), Buffer.from(text.slice(half)).toString('base64')];
  for (const [number, Content] of parts.entries()) {
    const sent = await who.post('/UploadPart', { UploadId, Number: number, Content, Encoding: number ? 'base64' : 'text' });
    assert.equal(sent.status, 204, sent.text);
  }
  const preview = await who.post('/PreviewImport', { UploadId, Table: 'lead', ...options });
  assert.equal(preview.status, 200, preview.text);
  const started = await who.post('/StartImport', { UploadId, Table: 'lead', ...options });
  assert.equal(started.status, 202, started.text);
  for (let tries = 0; ; ++tries) {
    const answer = await who.get(`/ll_jobs(${started.json.JobId})`);
    assert.ok(answer.status === 200 && tries < 200, answer.text);
    const job = answer.json;
    if (job.ll_state > 1) return { id: started.json.JobId, state: job.ll_state, report: JSON.parse(job.ll_result ?? 'null'), preview: preview.json };
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
const find = async (who, key) =>
  (await who.get(`/leads?$filter=ll_externalkey%20eq%20'${key}'`)).json.value[0];

test('a file comes in, and the next one changes what differs by its key', async () => {
  const first = await bringIn(mine, 'Number,Last Name,Company Name,Email\n1,Okafor,Northwind,ada@northwind.example\n2,Berg,Fabrikam,\n', { Key: 'Number' });
  assert.equal(first.state, 2);
  assert.deepEqual(first.preview.key_candidates, ['Number', 'Last Name', 'Company Name']);
  assert.equal(first.report.created, 2);
  const second = await bringIn(mine, 'Number,Last Name,Job Title\n1,Okafor,Director\n2,Berg,\n3,Chen,Buyer\n,Nobody,\n', { Key: 'Number', Mode: 'upsert' });
  assert.deepEqual([second.report.updated, second.report.unchanged, second.report.created, second.report.skipped], [1, 1, 1, 1]);
  assert.match((await mine.get(`/ImportProblems(JobId=${second.id})`)).text, /5,Number,no key/);
  lead = (await find(mine, '1')).leadid;
  assert.equal((await find(mine, '1')).jobtitle, 'Director');
});

test('the preview shows values of a column that differ', async () => {
  const { preview } = await bringIn(mine, 'Number,Last Name\n11,Vos\n12,Vos\n13,Bos\n', { Key: 'Number' });
  assert.deepEqual(preview.columns.map((column) => column.samples), [['11', '12', '13'], ['Vos', 'Bos']]);
});

test('a seller adds no column by an import', async () => {
  const { report } = await bringIn(mine, 'Number,Last Name,Shoe size\n9,Vos,42\n', { Key: 'Number', NewColumns: true });
  assert.equal(report.columns.find((column) => column.header === 'Shoe size').use, 'left out');
});

test('a lead is worked on its timeline', async () => {
  const regarding = { 'regardingobjectid_lead@odata.bind': `/leads(${lead})` };
  const task = idOf(await mine.post('/tasks', { subject: 'Call about the offer', ...regarding }));
  assert.equal((await mine.post('/CompleteActivity', { Table: 'task', ActivityId: task })).status, 204);
  await mine.post('/annotations', { notetext: 'wants 50 seats', 'objectid_lead@odata.bind': `/leads(${lead})` });
  await mine.patch(`/leads(${lead})`, { subject: '50 seats' });
  const timeline = (await mine.get(`/Timeline(Table='lead',Id=${lead})`)).json;
  const kinds = timeline.items.map((item) => item.kind);
  for (const kind of ['task', 'note', 'change', 'created']) assert.ok(kinds.includes(kind), `${kind} in ${kinds}`);
  assert.equal(timeline.items.find((item) => item.kind === 'task').open, false);
  assert.equal((await mine.get(`/Timeline(Table='lead',Id=${lead},Search='seats',Kinds='note')`)).json.items.length, 1);
});

test('it moves through its process', async () => {
  const before = (await mine.get(`/ProcessOf(Table='lead',Id=${lead})`)).json;
  assert.equal(before.instance.active_stage, before.stages[0].id);
  assert.equal((await mine.post('/SetStage', { Table: 'lead', Id: lead, StageId: before.stages[1].id })).status, 204);
  const after = (await mine.get(`/ProcessOf(Table='lead',Id=${lead})`)).json;
  assert.equal(after.instance.active_stage, before.stages[1].id);
  assert.ok(after.stages[0].left_on);
});

test('it becomes account, contact and opportunity, and the deal is won', async () => {
  const made = await mine.post('/QualifyLead', { LeadId: lead, Opportunity: { estimatedvalue: 12500 } });
  assert.equal(made.status, 200, made.text);
  assert.ok(made.json.account.created && made.json.contact.created);
  deal = made.json.opportunity.id;
  assert.equal((await mine.post('/QualifyLead', { LeadId: lead })).status, 412);
  const close = { 'opportunityid@odata.bind': `/opportunities(${deal})`, actualrevenue: 13000, description: 'best offer' };
  assert.equal((await mine.post('/WinOpportunity', { Status: 3, OpportunityClose: close })).status, 204);
  const won = (await manager.get(`/opportunities(${deal})`)).json;
  assert.deepEqual([won.statecode, won.statuscode, won.actualvalue], [1, 3, 13000]);
  assert.equal(won._originatingleadid_value, lead);
  const closes = (await mine.get(`/Timeline(Table='opportunity',Id=${deal},Kinds='close')`)).json.items;
  assert.equal(closes[0].text, 'best offer');
});

test('many are closed at once, and what cannot be is told', async () => {
  const open = (await find(mine, '2')).leadid;
  const answer = (await mine.post('/BulkClose', { Table: 'lead', Ids: [open, lead], Status: 6 })).json;
  assert.equal(answer.done, 1);
  assert.equal(answer.failed[0].id, lead);
  assert.equal((await mine.post('/ReopenLead', { LeadId: open })).status, 204);
});

test('two records of one person become one', async () => {
  const twin = idOf(await mine.post('/leads', { lastname: 'Chen', emailaddress1: 'chen@example.org' }));
  const target = (await find(mine, '3')).leadid;
  await mine.patch(`/leads(${target})`, { emailaddress1: 'chen@example.org' });
  const found = (await mine.get(`/RetrieveDuplicates(Table='lead',Id=${target})`)).json.duplicates;
  assert.equal(found[0].id, twin);
  assert.equal((await mine.post('/Merge', { Table: 'lead', Target: target, Subordinate: twin })).status, 204);
  assert.equal((await mine.get(`/leads(${twin})`)).json._masterid_value, target);
});

test('a seller of another unit finds nothing of it, and can do nothing to it', async () => {
  const close = { 'opportunityid@odata.bind': `/opportunities(${deal})` };
  for (const answer of [
    await other.get(`/Timeline(Table='lead',Id=${lead})`),
    await other.get(`/RecordHistory(Table='opportunity',Id=${deal})`),
    await other.get(`/ProcessOf(Table='opportunity',Id=${deal})`),
    await other.get(`/RetrieveDuplicates(Table='lead',Id=${lead})`),
    await other.get(`/SuggestedStakeholders(Table='opportunity',Id=${deal})`),
    await other.post('/QualifyLead', { LeadId: lead }),
    await other.post('/ReopenLead', { LeadId: lead }),
    await other.post('/ReopenOpportunity', { OpportunityId: deal }),
    await other.post('/LoseOpportunity', { Status: 4, OpportunityClose: close }),
    await other.post('/Merge', { Table: 'lead', Target: lead, Subordinate: '3f2504e0-4f89-11d3-9a0c-0305e82c3301' }),
  ]) {
    assert.equal(answer.status, 404, answer.text);
    assert.ok(!answer.text.includes('Okafor') && !answer.text.includes('50 seats'));
  }
  const assigned = await other.post('/Assign', { Table: 'lead', Ids: [lead], Owner: `/systemusers(${(await other.get('/WhoAmI')).json.UserId})` });
  assert.equal(assigned.json.done, 0);
  for (const set of ['leads', 'opportunities', 'accounts', 'contacts', 'tasks', 'annotations', 'opportunitycloses', 'll_processinstances', 'll_stagehistories', 'll_jobs', 'll_signins', 'roles']) {
    const answer = await other.get(`/${set}`);
    assert.deepEqual(answer.json.value ?? [], [], set);
  }
});
