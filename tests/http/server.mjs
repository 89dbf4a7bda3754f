// A Leadlight of its own for a test file: a fresh data folder, users, tokens, and the real program serving it.
// LEADLIGHT_BIN names the program; the default is the release build of this checkout. With LEADLIGHT_TEST_POSTGRES (see
// tools/with_postgres.sh) each server gets a database of its own there instead of an embedded one.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import http from 'node:http';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const binary = path.resolve(
  process.env.LEADLIGHT_BIN ?? path.join(import.meta.dirname, '../../build/release/leadlight'),
);

async function freePort() {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  await once(probe, 'close');
  return port;
}

/** Where the rows go, as the options of a command. */
async function placeOf(folder) {
  const cluster = process.env.LEADLIGHT_TEST_POSTGRES;
  if (!cluster) return ['--data', folder];
  const name = path.basename(folder).replaceAll('-', '_').toLowerCase();
  await run('psql', ['--quiet', '--dbname', cluster, '--command', `CREATE DATABASE "${name}"`]);
  return ['--database', cluster.replace('/postgres?', `/${name}?`)];
}

export class Leadlight {
  /** A place without a database, and nothing that runs: for commands. */
  static async elsewhere() {
    const server = new Leadlight();
    server.data = await mkdtemp(path.join(os.tmpdir(), 'leadlight-http-'));
    server.database = await placeOf(server.data);
    return server;
  }

  /** Another node on the same database. */
  async node() {
    const node = new Leadlight();
    Object.assign(node, { data: this.data, database: this.database });
    await node.serve();
    return node;
  }

  /** Makes the data folder; `leads` > 0 fills it with the demo company (trained, published, user `admin`). */
  static async start({ leads = 0, ...options } = {}) {
    const server = await Leadlight.elsewhere();
    if (leads > 0) await server.command('demo', '--leads', String(leads), '--seed', '7');
    else await server.command('user', 'create', '--name', 'admin', '--role', 'Administrator');
    await server.serve(options);
    return server;
  }

  /** Runs a subcommand on the data folder and answers what it printed. */
  async command(...args) {
    const { stdout } = await run(binary, [...args, ...this.database], {
      env: { ...process.env, LEADLIGHT_LOG: 'warning' },
    });
    return stdout;
  }

  async addUser(name, role, unit) {
    await this.command('user', 'create', '--name', name, '--role', role, '--business-unit', unit);
    return this.token(name);
  }

  /** A bearer token: the last line of `token create`. */
  async token(user) {
    const lines = (await this.command('token', 'create', '--user', user)).trim().split('\n');
    return lines.at(-1).trim();
  }

  /** `upkeep`: seconds between looks for due work; by itself the server does none, so that tests know what runs. */
  async serve({ upkeep = 0 } = {}) {
    this.port = await freePort();
    const options = ['--listen', `127.0.0.1:${this.port}`, '--upkeep-every', String(upkeep)];
    this.process = spawn(binary, ['serve', ...this.database, ...options], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LEADLIGHT_LOG: 'warning' },
    });
    this.output = '';
    for (const stream of [this.process.stdout, this.process.stderr]) {
      stream.on('data', (bytes) => (this.output += bytes));
    }
    for (let tries = 0; tries < 200; ++tries) {
      if (this.process.exitCode !== null) break;
      const answer = await this.request('GET', '/healthz').catch(() => undefined);
      if (answer?.status === 200) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`the server did not start:\n${this.output}`);
  }

  get url() {
    return `http://127.0.0.1:${this.port}`;
  }

  isAlive() {
    return this.process !== undefined && this.process.exitCode === null && this.process.signalCode === null;
  }

  /** One request; `body` may be text, bytes or anything JSON can hold. */
  async request(method, address, { token, body, headers = {} } = {}) {
    const raw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
    const sent = raw ? body : JSON.stringify(body);
    const request = http.request(this.url + address, {
      method,
      headers: {
        ...(token ? { Authorization: `Bearer ${token}` } : {}),
        ...(sent === undefined ? {} : { 'Content-Type': 'application/json', 'Content-Length': Buffer.byteLength(sent) }),
        ...headers,
      },
      timeout: 30_000,
    });
    request.end(sent);
    const [response] = await once(request, 'response');
    const chunks = [];
    for await (const chunk of response) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString();
    const isJson = (response.headers['content-type'] ?? '').startsWith('application/json');
    return { status: response.statusCode, headers: response.headers, text, json: isJson && text ? JSON.parse(text) : undefined };
  }

  /** The data service as one user: `as(token).get('/leads')`. */
  as(token) {
    const send = (method) => (address, body, headers) =>
      this.request(method, `/api/data/v9.2${address}`, { token, body, headers });
    return {
      get: (address, headers) => send('GET')(address, undefined, headers),
      post: send('POST'),
      patch: send('PATCH'),
      delete: (address, headers) => send('DELETE')(address, undefined, headers),
    };
  }

  /** A connection of plain bytes. */
  socket() {
    return net.connect(this.port, '127.0.0.1');
  }

  /** Ends the program as an administrator would, and answers its exit code. */
  async stop() {
    if (this.isAlive()) {
      this.process.kill('SIGTERM');
      await once(this.process, 'exit');
    }
    await rm(this.data, { recursive: true, force: true });
    return this.process?.exitCode;
  }
}

/** The id in an OData-EntityId header. */
export function idOf(answer) {
  return /\(([0-9a-f-]{36})\)$/.exec(answer.headers['odata-entityid'])?.[1];
}
