// $metadata for generators that take the standard at its word: every rule of CSDL 4.0 that check_csdl.py knows.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { after, before, test } from 'node:test';

import { Leadlight } from './server.mjs';

let server, text;

before(async () => {
  server = await Leadlight.start();
  text = (await server.as(await server.token('admin')).get('/$metadata')).text;
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const check = (xml) => spawnSync('python3', [path.join(import.meta.dirname, 'check_csdl.py')], { input: xml, encoding: 'utf8' });

test('$metadata breaks no rule of CSDL', () => {
  const result = check(text);
  assert.equal(result.status, 0, result.stdout + result.stderr);
  for (const name of ['Alias="mscrm"', 'Org.OData.Core.V1.AlternateKeys', 'Partner="']) assert.ok(text.includes(name), name);
});

test('the checker sees what it is there to see', () => {
  for (const [from, to] of [
    ['Type="Edm.String"', 'Type="Edm.Text"'],
    ['Type="mscrm.systemuser"', 'Type="mscrm.nobody"'],
    ['<Property Name="subject"', '<Property Name="sub ject"'],
    ['<Property Name="subject"', '<Property Name="statecode"'],
    ['PropertyRef Name="leadid"', 'PropertyRef Name="other"'],
    ['Partner="lead_ownerid"', 'Partner="nothing"'],
    ['<edmx:Include Namespace="Org.OData.Core.V1"', '<edmx:Include Namespace="Other"'],
    ['EntitySet Name="leads"', 'EntitySet Name="contacts"'],
    ['ReferencedProperty="systemuserid"', 'ReferencedProperty="fullname"'],
    ['Action="mscrm.TrainModel"', 'Action="mscrm.Train"'],
    ['</edmx:Edmx>', ''],
  ]) {
    assert.ok(text.includes(from), from);
    // An alias of the vocabulary stays, so both names must go for it to be missing.
    const broken = text.replace(from, to).replace(to.includes('"Other"') ? 'Alias="Core"' : '\0', '');
    assert.notEqual(check(broken).status, 0, `${from} -> ${to}`);
  }
});
