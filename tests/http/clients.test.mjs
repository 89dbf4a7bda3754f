// What programs that others wrote do with the API: dynamics-web-api (a whole client) and odata-query (query strings).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { DynamicsWebApi } from 'dynamics-web-api';
import queryModule from 'odata-query';

import { Leadlight } from './server.mjs';

const buildQuery = queryModule.default ?? queryModule;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

let server, token, crm, api;

before(async () => {
  server = await Leadlight.start({ leads: 1500 });
  token = await server.token('admin');
  crm = new DynamicsWebApi({
    serverUrl: server.url,
    dataApi: { path: 'data', version: '9.2' },
    onTokenRefresh: async () => token,
  });
  api = server.as(token);
});
after(async () => assert.equal(await server.stop(), 0, server.output));

/** The error a promise ends with. */
async function failure(promise) {
  return promise.then(
    () => assert.fail('should have failed'),
    (error) => error,
  );
}

test('dynamics-web-api asks who it is', async () => {
  const who = await crm.callFunction({ functionName: 'WhoAmI' });
  assert.match(who.UserId, ID);
  assert.match(who.BusinessUnitId, ID);
  assert.match(who.OrganizationId, ID);
});

test('dynamics-web-api creates, reads, changes and deletes', async () => {
  const id = await crm.create({ collection: 'leads', data: { subject: "50 pumps, O'Neil & Söhne 株式会社", revenue: 1250.5 } });
  assert.match(id, ID);
  const lead = await crm.retrieve({ collection: 'leads', key: id, select: ['subject', 'revenue', 'statecode'] });
  assert.equal(lead.subject, "50 pumps, O'Neil & Söhne 株式会社");
  assert.equal(lead.revenue, 1250.5);
  assert.equal(lead.statecode, 0);
  assert.equal(lead.leadid, id);

  await crm.update({ collection: 'leads', key: id, data: { subject: 'changed' } });
  const changed = await crm.retrieve({ collection: 'leads', key: id, select: ['subject'] });
  assert.equal(changed.subject, 'changed');
  assert.notEqual(changed['@odata.etag'], lead['@odata.etag']);

  await crm.deleteRecord({ collection: 'leads', key: id });
  assert.equal((await failure(crm.retrieve({ collection: 'leads', key: id }))).status, 404);
});

test('a new lead is answered with its score and reasons that add up', async () => {
  const lead = await crm.create({
    collection: 'leads',
    data: { subject: 'Scored at once', companyname: 'Acme', leadsourcecode: 8 },
    returnRepresentation: true,
    select: ['subject', 'msdyn_leadscore', 'msdyn_leadgrade', 'msdyn_leadscoretrend'],
    expand: [{ property: 'msdyn_predictivescoreid' }],
  });
  assert.equal(lead.subject, 'Scored at once');
  assert.ok(lead.msdyn_leadscore >= 0 && lead.msdyn_leadscore <= 100, JSON.stringify(lead));
  const score = lead.msdyn_predictivescoreid;
  assert.equal(score.msdyn_score, lead.msdyn_leadscore);
  const { average, other, reasons } = JSON.parse(score.msdyn_scorereasons);
  const points = reasons.reduce((sum, reason) => sum + reason.points, 0);
  assert.equal(points + other, score.msdyn_score - average);

  const changed = await crm.update({
    collection: 'leads',
    key: lead.leadid,
    data: { decisionmaker: true, budgetamount: 90000 },
    returnRepresentation: true,
    select: ['msdyn_leadscore'],
    expand: [{ property: 'msdyn_predictivescoreid', select: ['msdyn_score'] }],
  });
  assert.equal(changed.msdyn_predictivescoreid.msdyn_score, changed.msdyn_leadscore);
});

test('dynamics-web-api pages through every lead once', async () => {
  const { value } = await crm.retrieveMultiple({ collection: 'leads', select: ['leadid'], top: 5000 });
  const seen = new Set();
  let page = await crm.retrieveMultiple({ collection: 'leads', select: ['subject'], maxPageSize: 37, orderBy: ['createdon desc'] });
  while (true) {
    assert.ok(page.value.length <= 37);
    for (const row of page.value) {
      assert.ok(!seen.has(row.leadid), 'a row came twice');
      seen.add(row.leadid);
    }
    if (!page.oDataNextLink) break;
    page = await crm.retrieveMultiple({ collection: 'leads', maxPageSize: 37 }, page.oDataNextLink);
  }
  assert.equal(seen.size, value.length);
});

test('dynamics-web-api counts in three ways that agree', async () => {
  const filter = 'statecode eq 0';
  const alone = await crm.count({ collection: 'leads', filter });
  const beside = await crm.retrieveMultiple({ collection: 'leads', select: ['leadid'], filter, count: true, top: 1 });
  const text = await api.get(`/leads/$count?$filter=${encodeURIComponent(filter)}`);
  assert.equal(beside.oDataCount, alone);
  assert.equal(Number(text.text), alone);
  assert.equal(beside.value.length, 1);
});

test('dynamics-web-api reads formatted values of choices and lookups', async () => {
  const { value } = await crm.retrieveMultiple({
    collection: 'leads',
    select: ['subject', 'statecode', '_ownerid_value'],
    filter: 'statecode eq 0',
    top: 3,
    includeAnnotations: '*',
  });
  for (const lead of value) {
    assert.ok(lead['statecode@OData.Community.Display.V1.FormattedValue'].length > 0);
    assert.ok(lead['_ownerid_value@OData.Community.Display.V1.FormattedValue'].length > 0);
    assert.equal(lead['_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname'], 'systemuser');
  }
});

test('a change with an old ETag is refused and changes nothing', async () => {
  const id = await crm.create({ collection: 'leads', data: { subject: 'first' } });
  const before = await crm.retrieve({ collection: 'leads', key: id, select: ['subject'] });
  await crm.update({ collection: 'leads', key: id, data: { subject: 'second' }, ifmatch: before['@odata.etag'] });
  // dynamics-web-api answers 412 with false: not changed, which is no error to it.
  const late = { collection: 'leads', key: id, data: { subject: 'late' }, ifmatch: before['@odata.etag'] };
  assert.equal(await crm.update(late), false);
  assert.equal((await api.patch(`/leads(${id})`, { subject: 'late' }, { 'If-Match': before['@odata.etag'] })).status, 412);
  const now = await crm.retrieve({ collection: 'leads', key: id, select: ['subject'] });
  assert.equal(now.subject, 'second');
  assert.equal((await api.delete(`/leads(${id})`, { 'If-Match': before['@odata.etag'] })).status, 412);
  assert.equal((await api.delete(`/leads(${id})`, { 'If-Match': now['@odata.etag'] })).status, 204);
});

test('dynamics-web-api follows lookups both ways', async () => {
  const account = await crm.create({ collection: 'accounts', data: { name: 'Both Ways Ltd' } });
  const contact = await crm.create({
    collection: 'contacts',
    data: { firstname: 'Mia', lastname: 'Berg', 'parentcustomerid_account@odata.bind': `/accounts(${account})` },
  });
  const lead = await crm.create({
    collection: 'leads',
    data: { subject: 'x', 'parentaccountid@odata.bind': `/accounts(${account})`, 'parentcontactid@odata.bind': `contacts(${contact})` },
    returnRepresentation: true,
    select: ['_parentaccountid_value'],
    expand: [{ property: 'parentcontactid', select: ['lastname'] }],
  });
  assert.equal(lead._parentaccountid_value, account);
  assert.equal(lead.parentcontactid.lastname, 'Berg');

  const back = await crm.retrieve({
    collection: 'accounts',
    key: account,
    select: ['name'],
    expand: [{ property: 'lead_parentaccountid', select: ['subject'], filter: "subject eq 'x'", orderBy: ['createdon'], top: 5 }],
  });
  assert.deepEqual(back.lead_parentaccountid.map((row) => row.leadid), [lead.leadid]);

  const through = await api.get(
    `/leads?$select=subject&$filter=${encodeURIComponent("parentaccountid/name eq 'both ways ltd'")}`,
  );
  assert.deepEqual(through.json.value.map((row) => row.leadid), [lead.leadid]);
});

test('a client with other habits is understood', async () => {
  const id = await crm.create({ collection: 'leads', data: { subject: 'habits' } });
  for (const address of [
    `/leads('${id}')`,
    `/leads(${id.toUpperCase()})`,
    `/leads(leadid=${id})`,
    `/leads?%24filter=leadid%20eq%20${id}`,
    `/leads?$filter=leadid+eq+'${id}'&$select=subject%2Cstatecode`,
    `/leads?$top=1&$count=true&$filter=leadid eq ${id}`.replaceAll(' ', '%20'),
  ]) {
    const answer = await api.get(address, { Accept: '*/*' });
    assert.equal(answer.status, 200, answer.text);
    assert.equal(answer.headers['odata-version'], '4.0');
    assert.equal((answer.json.value?.[0] ?? answer.json).subject, 'habits', address);
  }
});

const rows = async (question) => {
  const answer = await api.get(`/leads${buildQuery(question)}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
};

test('odata-query asks with nested conditions', async () => {
  const { value } = await rows({
    select: ['subject', 'statecode', 'revenue', 'createdon'],
    filter: [{ statecode: 0 }, { or: [{ revenue: { gt: 1000 } }, { companyname: { contains: 'a' } }] }],
    orderBy: ['createdon desc', 'leadid'],
    top: 20,
  });
  assert.ok(value.length > 0);
  for (const row of value) assert.equal(row.statecode, 0);
  const created = value.map((row) => row.createdon);
  assert.deepEqual(created, [...created].sort().reverse());
});

test('odata-query asks by id, date, list, and text', async () => {
  const { value } = await rows({ top: 5, orderBy: 'createdon' });
  const lead = value[3];
  const by = async (filter) => (await rows({ filter, top: 500 })).value.map((row) => row.leadid);
  assert.deepEqual(await by({ leadid: { type: 'guid', value: lead.leadid } }), [lead.leadid]);
  assert.ok((await by({ createdon: { ge: new Date(lead.createdon) } })).includes(lead.leadid));
  assert.ok(!(await by({ createdon: { lt: new Date(lead.createdon) } })).includes(lead.leadid));
  assert.ok((await by({ statecode: { in: [0, 1, 2] } })).length > 0);
  assert.deepEqual(await by({ subject: { startswith: "no lead's subject begins so" } }), []);
  assert.ok((await by({ _ownerid_value: { type: 'guid', value: lead._ownerid_value } })).includes(lead.leadid));
  assert.ok((await by({ not: { subject: null } })).length > 0);
});

test('odata-query expands with options', async () => {
  const { value } = await rows({ select: ['subject'], expand: { ownerid: { select: ['fullname'] } }, top: 3, count: true });
  assert.equal(value.length, 3);
  for (const row of value) assert.ok(row.ownerid.fullname.length > 0);
});

test('text search finds words of a lead, in any case', async () => {
  const id = await crm.create({ collection: 'leads', data: { subject: 'Zwölf Großhandelskühlschränke', companyname: 'Qxplr' } });
  for (const words of ['qxplr', 'GROSSHANDELSKÜHLSCHRÄNKE zwolf', 'qxpl']) {
    const answer = await api.get(`/leads?$select=subject&$search=${encodeURIComponent(words)}`);
    assert.equal(answer.status, 200, answer.text);
    assert.deepEqual(answer.json.value.map((row) => row.leadid), [id], words);
  }
});

test('$metadata and the service document name what is there', async () => {
  const metadata = await api.get('/$metadata');
  assert.equal(metadata.status, 200);
  assert.match(metadata.headers['content-type'], /^application\/xml/);
  for (const name of ['EntityType Name="lead"', 'Alias="mscrm"', 'Action Name="TrainModel"', 'EntitySet Name="leads"']) {
    assert.ok(metadata.text.includes(name), name);
  }
  const service = await api.get('/');
  assert.ok(service.json.value.some((set) => set.name === 'opportunities'));
});

test('what is not offered says so by name', async () => {
  for (const [address, clause] of [
    ['/leads?$skip=10', '$skip'],
    ['/leads?fetchXml=%3Cfetch%2F%3E', 'fetchXml'],
    ['/leads?$filter=year(createdon)%20eq%202026', 'year'],
    ['/accounts?$filter=lead_parentaccountid/any(o:o/revenue%20gt%201)', 'lead_parentaccountid'],
  ]) {
    const answer = await api.get(address);
    assert.equal(answer.status, 501, address);
    assert.ok(answer.json.error.message.includes(clause), answer.text);
  }
});

test('the score pane, the status and the grades answer', async () => {
  const status = await api.get("/ScoringStatus(Table='lead')");
  assert.equal(status.status, 200, status.text);
  const [model] = status.json.models;
  assert.ok(model.version >= 1);
  assert.equal(model.state, 'published');
  const { value } = await rows({ select: ['msdyn_leadscore'], filter: { statecode: 0, msdyn_leadscore: { ge: 0 } }, top: 1 });
  const details = await api.get(`/ScoreDetails(Table='lead',Id=${value[0].leadid})`);
  assert.equal(details.status, 200, details.text);
  assert.equal(details.json.score, value[0].msdyn_leadscore);
  const points = details.json.reasons.reduce((sum, reason) => sum + reason.points, 0);
  assert.equal(points + details.json.other, details.json.score - details.json.average);
  const preview = await api.get(`/GradePreview(ModelId=${model.id},A=75,B=50,C=25)`);
  assert.deepEqual(preview.json.grades.map((grade) => grade.grade), ['A', 'B', 'C', 'D']);
});
