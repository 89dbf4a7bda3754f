// A backup is taken while people write, the server dies, and the backup becomes a database elsewhere.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, open, readFile, rm, stat } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { promisify } from 'node:util';

import { Leadlight, idOf } from './server.mjs';

const run = promisify(execFile);

let server, token, admin, folder, backup, cookie;

before(async () => {
  server = await Leadlight.start();
  token = await server.token('admin');
  admin = server.as(token);
  const made = await server.command('user', 'create', '--name', 'browser', '--role', 'Salesperson', '--json');
  const body = { username: 'browser', password: JSON.parse(made).password };
  cookie = (await server.request('POST', '/api/session', { body })).headers['set-cookie'][0].split(';')[0];
  folder = await mkdtemp(path.join(os.tmpdir(), 'leadlight-backup-'));
  backup = path.join(folder, 'monday.backup');
});
after(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** The message of a command that must fail. */
async function refusal(command) {
  return command.then(
    () => assert.fail('it should have failed'),
    (error) => error.stderr,
  );
}

const everyLead = async (service) => {
  const rows = new Map();
  for (let address = '/leads?$select=subject,budgetamount&$orderby=subject'; address; ) {
    const page = (await service.get(address, { Prefer: 'odata.maxpagesize=5000' })).json;
    for (const lead of page.value) rows.set(lead.leadid, lead);
    address = page['@odata.nextLink']?.replace(/^.*\/v9\.2/, '');
  }
  return rows;
};

/** Adds leads one after the other until told to stop; answers the ids in their order. */
function writeOn(client) {
  const state = { stopped: false };
  const written = (async () => {
    const ids = [];
    for (let n = 0; !state.stopped; ++n) {
      const answer = await admin.post('/leads', { subject: `writer ${client} lead ${n}`, budgetamount: n });
      assert.equal(answer.status, 201, answer.text);
      ids.push(idOf(answer));
    }
    return ids;
  })();
  return { stop: () => ((state.stopped = true), written) };
}

test('a backup taken while people write is one moment, and becomes the same database elsewhere', { timeout: 120_000 }, async () => {
  const early = [];
  for (let n = 0; n < 50; ++n) early.push(idOf(await admin.post('/leads', { subject: `early ${n}`, budgetamount: n })));
  await admin.delete(`/leads(${early.pop()})`);
  const column = await admin.patch(`/leads(${early[0]})`, { subject: 'early changed', description: 'Käse, 奶酪, ชีส' });
  assert.equal(column.status, 204, column.text);
  const until = await everyLead(admin);

  const writers = [0, 1, 2].map(writeOn);
  await new Promise((resolve) => setTimeout(resolve, 500));
  const said = await server.command('backup', '--to', backup);
  assert.match(said, /rows of \d+ tables.*checked/);
  assert.match(said, /key .*never in a backup/);
  assert.equal((await stat(backup)).mode & 0o077, 0, 'nobody else may read it');
  await new Promise((resolve) => setTimeout(resolve, 200));
  const written = await Promise.all(writers.map((writer) => writer.stop()));
  server.process.kill('SIGKILL');
  await once(server.process, 'exit');

  const restored = await Leadlight.elsewhere();
  try {
    await restored.command('restore', '--from', backup);
    await restored.serve();
    const again = restored.as(token);
    const rows = await everyLead(again);
    for (const [id, lead] of until) assert.deepEqual(rows.get(id), lead);
    assert.equal(rows.has(early.at(-1)), true);
    for (const ids of written) {
      // Of each writer the leads up to one moment: never a later one without the earlier ones.
      const there = ids.map((id) => rows.has(id));
      assert.equal(there.lastIndexOf(true), there.filter(Boolean).length - 1);
    }
    const kept = written.flat().filter((id) => rows.has(id)).length;
    assert.ok(kept > 0 && kept < written.flat().length, `${kept} of ${written.flat().length}: it was taken in the middle`);
    assert.equal(rows.size, until.size + kept, 'nothing that nobody wrote');
    assert.equal((await again.get('/leads?$search=early%20changed')).json.value.length, 1, 'the search index came along');
    const added = await again.post('/leads', { subject: 'after the restore' });
    assert.equal(added.status, 201, added.text);
    const sequences = await again.patch(`/leads(${idOf(added)})`, { subject: 'and changed' });
    assert.equal(sequences.status, 204, 'the field history goes on counting');
  } finally {
    assert.equal(await restored.stop(), 0, restored.output);
  }
});

test('a restore does not write over a database unless told to, and not under a server at all', { timeout: 120_000 }, async () => {
  const target = await Leadlight.start();
  const there = target.as(await target.token('admin'));
  assert.equal((await there.post('/leads', { subject: 'what was here' })).status, 201);
  assert.match(await refusal(target.command('restore', '--from', backup)), /there is a database already/);
  assert.match(await refusal(target.command('restore', '--from', backup, '--force')), /(has .* open|works with this database)/);
  assert.equal((await there.get('/leads/$count')).text.trim(), '1', 'still there, still served');
  target.process.kill('SIGTERM');
  await once(target.process, 'exit');
  await target.command('restore', '--from', backup, '--force');
  await target.serve();
  assert.equal((await target.as(token).get("/leads?$filter=subject%20eq%20'what%20was%20here'")).json.value.length, 0);
  await target.stop();
});

test('after a restore people sign in again, and the tokens of programs go on', async () => {
  const who = (node) => node.request('GET', '/api/session', { headers: { Cookie: cookie } });
  await server.serve();
  assert.equal((await who(server)).status, 200);
  const target = await Leadlight.elsewhere();
  await target.command('restore', '--from', backup);
  await target.serve();
  assert.equal((await who(target)).status, 401);
  assert.equal((await target.as(token).get('/WhoAmI')).status, 200);
  await target.stop();
});

async function damaged(name, change) {
  const file = path.join(folder, name);
  await copyFile(backup, file);
  const bytes = await readFile(file);
  const handle = await open(file, 'r+');
  await change(handle, bytes);
  await handle.close();
  return file;
}

test('what is damaged, cut off or no backup is refused with a reason, and leaves nothing behind', async () => {
  const target = await Leadlight.elsewhere();
  const flipped = await damaged('flipped', (file, bytes) => {
    const at = bytes.length >> 1;
    return file.write(Buffer.from([bytes[at] ^ 0xff]), 0, 1, at);
  });
  assert.match(await refusal(target.command('restore', '--from', flipped)), /checksum differs/);
  const cut = await damaged('cut', (file, bytes) => file.truncate(bytes.length - 100));
  assert.match(await refusal(target.command('restore', '--from', cut)), /no backup|cut off/);
  const empty = await damaged('empty', (file) => file.truncate(0));
  assert.match(await refusal(target.command('restore', '--from', empty)), /no backup/);
  assert.match(await refusal(target.command('restore', '--from', path.join(folder, 'absent'))), /No such file/);
  assert.match(await refusal(target.command('backup', '--to', path.join(folder, 'none'))), /no database/);
  await target.command('restore', '--from', backup);
  await target.stop();
});

/** The manifest stands behind the copy: its JSON, eight bytes of its length, sixteen of a word. */
async function withManifest(name, change) {
  return damaged(name, async (file, bytes) => {
    const end = bytes.length - 24;
    const start = end - Number(bytes.readBigUInt64BE(end));
    const text = Buffer.from(JSON.stringify(change(JSON.parse(bytes.toString('utf8', start, end)))));
    const length = Buffer.alloc(8);
    length.writeBigUInt64BE(BigInt(text.length));
    await file.truncate(start);
    await file.write(Buffer.concat([text, length, bytes.subarray(end + 8)]), 0, undefined, start);
  });
}

test('the backup of a newer program, or of the other database, is refused', async () => {
  const target = await Leadlight.elsewhere();
  const newer = await withManifest('newer', (manifest) => ({ ...manifest, migration: 9_999, migration_name: '9999_later' }));
  assert.match(await refusal(target.command('restore', '--from', newer)), /newer program wrote it .*9999_later/);
  const format = await withManifest('format', (manifest) => ({ ...manifest, format: 2 }));
  assert.match(await refusal(target.command('restore', '--from', format)), /format 2/);
  const other = await withManifest('other', (manifest) => ({
    ...manifest,
    backend: manifest.backend === 'sqlite' ? 'postgres' : 'sqlite',
  }));
  assert.match(await refusal(target.command('restore', '--from', other)), /backup of a (sqlite|postgres) database/);
  const fewer = await withManifest('fewer', (manifest) => ({ ...manifest, rows: { ...manifest.rows, lead: 1 } }));
  assert.match(await refusal(target.command('restore', '--from', fewer)), /not those that the backup counted/);
  await target.stop();
});

test('a file that is there is not written over', async () => {
  assert.match(await refusal(server.command('backup', '--to', backup)), /there already/);
  await server.command('backup', '--to', backup, '--force');
});

test('without pg_dump a backup says what to install', { skip: !process.env.LEADLIGHT_TEST_POSTGRES }, async () => {
  const binary = process.env.LEADLIGHT_BIN ?? path.join(import.meta.dirname, '../../build/release/leadlight');
  const failed = await refusal(
    run(path.resolve(binary), ['backup', ...server.database, '--to', path.join(folder, 'x')], { env: { PATH: '/nowhere' } }),
  );
  assert.match(failed, /cannot run pg_dump.*\n.*postgresql-client/);
});
