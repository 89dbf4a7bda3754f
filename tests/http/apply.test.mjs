// Groups and measures: $apply, with conditions, orders and pages on its result.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { idOf, Leadlight } from './server.mjs';

let server, api, other;

before(async () => {
  server = await Leadlight.start();
  api = server.as(await server.token('admin'));
  other = server.as(await server.addUser('other', 'Salesperson', 'South'));
  for (const [companyname, revenue, leadsourcecode] of [['Acme', 100.5, 1], ['ACME', 200, 8], ['acme', null, 8], ['Other', 1, 8], [null, null, null]]) {
    assert.equal((await api.post('/leads', { subject: 'x', companyname, revenue, leadsourcecode })).status, 201);
  }
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const ask = (who, apply, rest = '', headers) => who.get(`/leads?$apply=${encodeURIComponent(apply)}${rest}`, headers);
const groups = async (apply, rest = '', headers) => {
  const answer = await ask(api, apply, rest, headers);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.value;
};

test('groups have their measures', async () => {
  assert.deepEqual(
    await groups('groupby((companyname),aggregate($count as n,revenue with sum as total,revenue with average as mean,revenue with max as most,leadsourcecode with countdistinct as sources))'),
    [
      { companyname: null, n: 1, total: null, mean: null, most: null, sources: 0 },
      { companyname: 'ACME', n: 3, total: 300.5, mean: 150.25, most: 200, sources: 2 },
      { companyname: 'Other', n: 1, total: 1, mean: 1, most: 1, sources: 1 },
    ],
  );
  assert.deepEqual(await groups('aggregate($count as n)'), [{ n: 5 }]);
  assert.deepEqual(await groups("filter(companyname eq 'acme')/aggregate(revenue with min as least)"), [{ least: 100.5 }]);
});

test('conditions, orders and $top are of the result', async () => {
  const apply = 'groupby((companyname),aggregate($count as n))';
  assert.deepEqual(await groups(apply, '&$orderby=n%20desc,companyname%20desc&$top=2'), [
    { companyname: 'ACME', n: 3 },
    { companyname: 'Other', n: 1 },
  ]);
  assert.deepEqual(await groups(apply, `&$filter=${encodeURIComponent("n eq 1 and companyname ne null")}`), [{ companyname: 'Other', n: 1 }]);
  const counted = await ask(api, apply, '&$count=true&$top=0');
  assert.equal(counted.json['@odata.count'], 3);
  assert.deepEqual(counted.json.value, []);
});

test('columns of a related row stand in an object, choices and lookups have their words', async () => {
  const [group] = await groups('groupby((ownerid/fullname,_ownerid_value),aggregate($count as n))', '', {
    Prefer: 'odata.include-annotations="*"',
  });
  assert.equal(group.n, 5);
  assert.equal(group.ownerid.fullname, group['_ownerid_value@OData.Community.Display.V1.FormattedValue']);
  assert.equal(group['_ownerid_value@Microsoft.Dynamics.CRM.lookuplogicalname'], 'systemuser');
  const [state] = await groups('groupby((statecode))', '', { Prefer: 'odata.include-annotations="*"' });
  assert.equal(state['statecode@OData.Community.Display.V1.FormattedValue'], 'Open');
});

test('dates group by their parts', async () => {
  const [group] = await groups('groupby((year(createdon),month(createdon) as m,day(createdon)),aggregate($count as n))');
  const now = new Date();
  assert.equal(group.createdon_year, now.getUTCFullYear());
  assert.equal(group.m, now.getUTCMonth() + 1);
  assert.equal(group.n, 5);
});

test('nobody counts rows that are not theirs to see', async () => {
  assert.deepEqual((await ask(other, 'aggregate($count as n,revenue with max as most)')).json.value, [{ n: 0, most: null }]);
  assert.deepEqual((await ask(other, 'groupby((companyname))')).json.value, []);
  const account = idOf(await api.post('/accounts', { name: 'Hidden Account' }));
  const lead = idOf(await other.post('/leads', { subject: 'mine' }));
  assert.equal((await api.patch(`/leads(${lead})`, { 'parentaccountid@odata.bind': `/accounts(${account})` })).status, 204);
  for (const apply of ['groupby((parentaccountid/name))', 'groupby((_parentaccountid_value))', 'aggregate(parentaccountid/name with countdistinct as n)', 'aggregate(_parentaccountid_value with countdistinct as n)']) {
    const answer = await ask(other, apply, '', { Prefer: 'odata.include-annotations="*"' });
    assert.equal(answer.status, 200, answer.text);
    assert.ok(!answer.text.includes('Hidden') && !answer.text.includes(account), answer.text);
    assert.ok(answer.json.value.length === 1 && !answer.json.value[0].n, answer.text);
  }
});

test('what is not understood is said by name', async () => {
  for (const [apply, status, word] of [
    ['groupby((nothing))', 400, 'nothing'],
    ['aggregate(companyname with sum as s)', 400, 'companyname'],
    ["groupby((statecode),aggregate($count as n'))", 400, 'quote'],
    ['topcount(3,revenue)', 501, 'topcount'],
    ['groupby((ownerid/businessunitid/name))', 501, 'one step'],
    ['('.repeat(500), 400, 'apply'],
    ['groupby((year(subject)))', 400, 'subject'],
  ]) {
    const answer = await ask(api, apply);
    assert.equal(answer.status, status, answer.text);
    assert.ok(answer.json.error.message.includes(word), answer.text);
  }
  for (const option of ['$select=subject', '$expand=ownerid', '$search=x', '$skiptoken=x']) {
    assert.equal((await ask(api, 'aggregate($count as n)', `&${option}`)).status, 501, option);
  }
});
