// Administration: users, passwords, roles, teams, tokens, columns at run time, capabilities, money in two currencies.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { idOf, Leadlight } from './server.mjs';

let server, admin, seller, sellerId, adminId, roles;
const PASSWORD = 'correct horse battery';

before(async () => {
  server = await Leadlight.start();
  admin = server.as(await server.token('admin'));
  seller = server.as(await server.addUser('seller', 'Salesperson', 'North'));
  sellerId = (await seller.get('/WhoAmI()')).json.UserId;
  adminId = (await admin.get('/WhoAmI()')).json.UserId;
  roles = Object.fromEntries((await admin.get('/roles')).json.value.map((role) => [role.name, role.roleid]));
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
const signIn = (username, password) =>
  server.request('POST', '/api/session', { body: { username, password } });
/** The data service as a browser would ask it. */
async function browser(username, password) {
  const answer = await signIn(username, password);
  assert.equal(answer.status, 200, answer.text);
  const headers = { Cookie: answer.headers['set-cookie'][0].split(';')[0], 'X-CSRF-Token': answer.json.csrf };
  return (method, address, body) => server.request(method, `/api/data/v9.2${address}`, { body, headers });
}

test('a user is made, signs in, and is refused what administrators do', async () => {
  const made = await admin.post('/CreateUser', { Name: 'new', FullName: 'New One', Email: 'new@example.com', Role: 'Salesperson' });
  assert.equal(made.status, 200, made.text);
  assert.equal((await signIn('new', made.json.Password)).status, 200);
  const row = (await admin.get(`/systemusers(${made.json.UserId})`)).json;
  assert.equal(row.internalemailaddress, 'new@example.com');
  assert.equal((await admin.post('/CreateUser', { Name: 'NEW', Role: 'Salesperson' })).status, 412);
  assert.equal((await admin.post('/CreateUser', { Name: 'x', Role: 'Nobody' })).status, 400);
  assert.equal((await admin.post('/CreateUser', { Name: 'x'.repeat(101), Role: 'Salesperson' })).status, 400);
  for (const [action, body] of [
    ['CreateUser', { Name: 'evil', Role: 'Administrator' }],
    ['SetPassword', { UserId: adminId, Password: PASSWORD }],
    ['DisableUser', { UserId: adminId }],
    ['EnableUser', { UserId: adminId }],
    ['UnlockUser', { UserId: adminId }],
    ['SetUserRoles', { UserId: sellerId, RoleIds: [roles.Administrator] }],
    ['SetTeamMembers', { TeamId: adminId, UserIds: [] }],
    ['CreateToken', { Name: 't', UserId: adminId }],
    ['AddColumn', { Table: 'lead', Label: 'x', Type: 'Text' }],
  ]) {
    const answer = await seller.post(`/${action}`, body);
    assert.equal(answer.status, 403, `${action}: ${answer.text}`);
  }
  assert.equal((await seller.get(`/Tokens(UserId=${adminId})`)).status, 403);
  assert.equal((await seller.post('/systemuserrolescollection', {
    'systemuserid@odata.bind': `/systemusers(${sellerId})`, 'roleid@odata.bind': `/roles(${roles.Administrator})`,
  })).status, 403);
});

test('a password changes with the current one, and sessions end', async () => {
  assert.equal((await admin.post('/SetPassword', { UserId: sellerId, Password: PASSWORD })).status, 200);
  const page = await browser('seller', PASSWORD);
  assert.equal((await page('POST', '/SetPassword', { Current: 'wrong', Password: 'another password' })).status, 403);
  assert.equal((await page('POST', '/SetPassword', { Password: 'another password' })).status, 400);
  assert.equal((await page('POST', '/SetPassword', { Current: PASSWORD, Password: 'short' })).status, 400);
  assert.equal((await page('POST', '/SetPassword', { Current: PASSWORD, Password: 'another password' })).status, 200);
  await pause(2100);
  assert.equal((await page('GET', '/WhoAmI()')).status, 401);
  assert.equal((await signIn('seller', PASSWORD)).status, 401);
  assert.equal((await signIn('seller', 'another password')).status, 200);
});

test('a locked name is unlocked', async () => {
  for (let i = 0; i < 5; ++i) await signIn('seller', 'wrong');
  assert.equal((await signIn('seller', 'another password')).status, 429);
  assert.equal((await admin.post('/UnlockUser', { UserId: sellerId })).status, 204);
  assert.equal((await signIn('seller', 'another password')).status, 200);
});

test('a disabled user is out by every door until enabled', async () => {
  const page = await browser('seller', 'another password');
  assert.equal((await admin.post('/DisableUser', { UserId: sellerId })).status, 204);
  await pause(2100);
  assert.equal((await page('GET', '/WhoAmI()')).status, 401);
  assert.equal((await seller.get('/WhoAmI()')).status, 401);
  assert.equal((await signIn('seller', 'another password')).status, 401);
  assert.equal((await admin.post('/EnableUser', { UserId: sellerId })).status, 204);
  assert.equal((await seller.get('/WhoAmI()')).status, 200);
});

test('the last administrator stays, whichever way one tries', async () => {
  assert.equal((await admin.post('/DisableUser', { UserId: adminId })).status, 412);
  assert.equal((await admin.post('/SetUserRoles', { UserId: adminId, RoleIds: [] })).status, 412);
  assert.equal((await admin.patch(`/systemusers(${adminId})`, { isdisabled: true })).status, 412);
  assert.equal((await admin.patch(`/roles(${roles.Administrator})`, { name: 'Chief' })).status, 412);
  const held = (await admin.get(`/systemuserrolescollection?$filter=_systemuserid_value%20eq%20${adminId}`)).json.value;
  assert.equal((await admin.delete(`/systemuserrolescollection(${held[0].systemuserroleid})`)).status, 412);
  assert.equal((await admin.post('/SetUserRoles', { UserId: sellerId, RoleIds: [roles.Administrator, roles.Salesperson] })).status, 204);
  assert.equal((await admin.post('/SetUserRoles', { UserId: sellerId, RoleIds: [roles.Salesperson] })).status, 204);
  assert.equal((await admin.post('/SetUserRoles', { UserId: sellerId, RoleIds: [adminId] })).status, 400);
});

test('team members are set', async () => {
  const unit = (await admin.get('/businessunits')).json.value[0].businessunitid;
  const team = idOf(await admin.post('/teams', { name: 'T', 'businessunitid@odata.bind': `/businessunits(${unit})` }));
  assert.equal((await admin.post('/SetTeamMembers', { TeamId: team, UserIds: [sellerId, adminId] })).status, 204);
  assert.equal((await admin.post('/SetTeamMembers', { TeamId: team, UserIds: [sellerId] })).status, 204);
  const members = (await admin.get(`/teammemberships?$filter=_teamid_value%20eq%20${team}`)).json.value;
  assert.deepEqual(members.map((row) => row._systemuserid_value), [sellerId]);
  assert.equal((await admin.post('/SetTeamMembers', { TeamId: sellerId, UserIds: [] })).status, 404);
});

test('tokens are made, used, seen and revoked by their owner or an administrator', async () => {
  const made = await seller.post('/CreateToken', { Name: 'report' });
  assert.equal(made.status, 200, made.text);
  assert.equal((await server.as(made.json.Token).get('/WhoAmI()')).json.UserId, sellerId);
  const listed = (await admin.get(`/Tokens(UserId=${sellerId})`)).json.tokens;
  const report = listed.find((token) => token.name === 'report');
  assert.ok(report.last_used_on);
  assert.ok(!JSON.stringify(listed).includes(made.json.Token));
  const other = server.as(await server.addUser('other', 'Salesperson', 'South'));
  assert.equal((await other.post('/RevokeToken', { TokenId: report.id })).status, 404);
  assert.equal((await seller.post('/RevokeToken', { TokenId: report.id })).status, 204);
  await pause(2100);
  assert.equal((await server.as(made.json.Token).get('/WhoAmI()')).status, 401);
  assert.equal((await seller.post('/CreateToken', { Name: 'old', ExpiresOn: '2001-01-01' })).status, 400);
});

test('a column is added, used, renamed, retired and brought back, its values kept', async () => {
  const added = await admin.post('/AddColumn', { Table: 'lead', Label: 'Shoe size', Type: 'Integer' });
  assert.equal(added.status, 200, added.text);
  const { name } = added.json;
  const lead = idOf(await seller.post('/leads', { subject: 'Shoes', [name]: 44 }));
  assert.equal((await admin.post('/RenameColumn', { Table: 'lead', Column: name, Label: 'Size' })).status, 204);
  assert.deepEqual((await admin.get("/Columns(Table='lead')")).json.columns, [{ name, label: 'Size', type: 'Integer' }]);
  assert.equal((await admin.post('/RetireColumn', { Table: 'lead', Column: name })).status, 204);
  assert.equal((await seller.get(`/leads(${lead})`)).json[name], undefined);
  assert.equal((await admin.get("/Columns(Table='lead')")).json.retired[0].name, name);
  assert.equal((await admin.post('/RestoreColumn', { Table: 'lead', Column: name })).status, 204);
  assert.equal((await seller.get(`/leads(${lead})`)).json[name], 44);
  for (const body of [
    { Table: 'lead', Label: 'x', Type: 'Choice' },
    { Table: 'lead', Label: '  ', Type: 'Text' },
    { Table: 'lead', Label: 'x'.repeat(101), Type: 'Text' },
  ]) assert.equal((await admin.post('/AddColumn', body)).status, 400, JSON.stringify(body));
  assert.equal((await admin.post('/AddColumn', { Table: 'll_token', Label: 'x', Type: 'Text' })).status, 404);
  assert.equal((await admin.post('/RetireColumn', { Table: 'lead', Column: 'subject' })).status, 404);
});

test('capabilities are told as the rows say', async () => {
  const list = (await admin.get('/Capabilities()')).json.capabilities;
  assert.deepEqual(list.map((one) => [one.key, one.on, one.state, one.next_step, one.switchable]), [
    ['lead_scoring', false, 'not_set_up', 'import', false],
    ['opportunity_scoring', false, 'not_set_up', 'import', false],
    ['sales_processes', true, 'ready', null, true],
    ['duplicate_detection', true, 'ready', null, true],
    ['import', true, 'ready', null, true],
  ]);
});

test('what is switched off does nothing until it is switched on again', async () => {
  const contact = { lastname: 'Twin', emailaddress1: 'twin@example.com' };
  const ids = [idOf(await admin.post('/contacts', contact)), idOf(await admin.post('/contacts', contact))];
  const lead = idOf(await admin.post('/leads', { subject: 'In a stage' }));
  const duplicates = async () => (await admin.get(`/RetrieveDuplicates(Table='contact',Id=${ids[0]})`)).json.duplicates.length;
  const stages = async () => (await admin.get(`/ProcessOf(Table='lead',Id=${lead})`)).json.stages;
  const file = { Table: 'lead', Content: 'Topic\nOne\nTwo\n' };
  const switchTo = async (key, on) => {
    const answer = await admin.post('/SetCapability', { Key: key, On: on });
    assert.equal(answer.status, 204, answer.text);
  };
  assert.equal(await duplicates(), 1);
  const stage = (await stages())[1].id;

  await switchTo('duplicate_detection', false);
  assert.equal(await duplicates(), 0);
  await switchTo('sales_processes', false);
  assert.deepEqual(await stages(), []);
  const refused = await admin.post('/SetStage', { Table: 'lead', Id: lead, StageId: stage });
  assert.equal(refused.status, 403, refused.text);
  assert.match(refused.text, /switched off/);
  await switchTo('import', false);
  assert.equal((await admin.post('/ImportFile', file)).status, 403);
  const { capabilities } = (await admin.get('/Capabilities()')).json;
  assert.ok(capabilities.every((one) => !one.on));

  for (const key of ['duplicate_detection', 'sales_processes', 'import']) await switchTo(key, true);
  assert.equal(await duplicates(), 1);
  assert.equal((await admin.post('/SetStage', { Table: 'lead', Id: lead, StageId: stage })).status, 204);
  assert.equal((await admin.post('/ImportFile', file)).status, 200);

  assert.equal((await seller.post('/SetCapability', { Key: 'import', On: false })).status, 403);
  const unknown = await admin.post('/SetCapability', { Key: 'assistant', On: true });
  assert.equal(unknown.status, 400);
  assert.match(unknown.text, /there is no capability assistant/);
  for (const body of [{ Key: 'import' }, { Key: 'import', On: 'perhaps' }, { On: true }, { Key: 7, On: true }]) {
    const answer = await admin.post('/SetCapability', body);
    assert.equal(answer.status, 400, answer.text);
  }
  const never = await admin.post('/SetCapability', { Key: 'lead_scoring', On: true });
  assert.equal(never.status, 412, never.text);
});

test('there is one organisation, and amounts stand in its currency too', async () => {
  const organisations = (await admin.get('/organizations')).json.value;
  assert.equal(organisations.length, 1);
  const currency = async (name, code, rate) => idOf(await admin.post('/transactioncurrencies', { currencyname: name, isocurrencycode: code, exchangerate: rate }));
  const euro = await currency('Euro', 'EUR', 1);
  const dollar = await currency('US Dollar', 'USD', 1.25);
  const id = organisations[0].organizationid;
  assert.equal((await admin.patch(`/organizations(${id})`, { 'basecurrencyid@odata.bind': `/transactioncurrencies(${euro})` })).status, 204);
  assert.equal((await seller.patch(`/organizations(${id})`, { name: 'Mine' })).status, 403);
  const deal = idOf(await seller.post('/opportunities', { name: 'Deal', estimatedvalue: 1000, 'transactioncurrencyid@odata.bind': `/transactioncurrencies(${dollar})` }));
  const read = async () => (await seller.get(`/opportunities(${deal})`)).json;
  assert.deepEqual([(await read()).estimatedvalue_base, (await read()).exchangerate], [800, 1.25]);
  assert.equal((await seller.patch(`/opportunities(${deal})`, { estimatedvalue: 500 })).status, 204);
  assert.equal((await read()).estimatedvalue_base, 400);
  assert.equal((await seller.patch(`/opportunities(${deal})`, { estimatedvalue_base: 1 })).status, 400);
});
