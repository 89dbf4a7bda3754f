// How soon a page can be used, in Chromium whose processor is slowed to a quarter, on the demo company of 1,500 leads.
//
// Usable: what a person came for is in the page (a list: rows with their names, and the boxes that narrow it; a record:
// its name, form, timeline and score), and from then on the page answers: for 100 ms no wait of the main thread is longer
// than 50 ms. The time counts from the navigation, or from the click, to the beginning of those 100 ms.
//
//   cold    the address is opened with an empty HTTP cache
//   warm    the address is opened again by somebody who was here before
//
// Within the application, which is how people go from page to page (docs/decisions/0035):
//
//   click   from the list to a record (the first click fetches the record page's code from the cache)
//   next    from a record to the next one of the list
//   back    from a record to the list
//   other   from one list to another, none of which was looked at before
//
// Nine of each, five of `other`. `js` is what a cold load fetches of scripts, gzipped as it came over the wire.
//
// Usage: TIMES=9 LEADLIGHT_BIN=build/release/leadlight node web/bench/pages.mjs; TRACE=folder keeps a trace of one load of each page
// for chrome://tracing. Exit code 1 when a figure is short. SCALE=full writes bench/results/.
import { chromium } from '@playwright/test';
import { execFile, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

const CHECKOUT = path.resolve(import.meta.dirname, '../..');
const BINARY = process.env.LEADLIGHT_BIN ?? path.join(CHECKOUT, 'build/release/leadlight');
const TIMES = Number(process.env.TIMES ?? 9);
const SLOWDOWN = 4;
const MUST_MS = 1000;

// ---- Figures, in the words of bench/figure.h.

const lines = [];
let figures = 0;
let short = 0;
function say(line) {
  lines.push(line);
  console.log(line);
}
const note = (text) => say(`# pages: ${text}`);
function report(part, value, unit, must) {
  const reached = must === undefined || value <= must;
  figures += 1;
  short += reached ? 0 : 1;
  const asked = must === undefined ? '' : `, must ${must}`;
  say(`pages.${part}: ${Math.round(value)} ${unit}${asked}: ${reached ? 'ok' : 'short'}`);
}
function reportTimes(part, times) {
  const sorted = times.toSorted((a, b) => a - b);
  report(`${part}-p50`, sorted[Math.floor((sorted.length - 1) / 2)], 'ms', MUST_MS);
  report(`${part}-max`, sorted.at(-1), 'ms', MUST_MS);
}

// ---- The program with its demo company.

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => probe.once('listening', resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

async function serveDemo(folder) {
  const env = { ...process.env, LEADLIGHT_LOG: 'warning' };
  const data = path.join(folder, 'demo');
  const signIns = path.join(folder, 'sign-ins');
  await promisify(execFile)(
    BINARY,
    ['demo', '--data', data, '--leads', '1500', '--seed', '1', '--sign-ins', signIns],
    { env },
  );
  // A line each for the administrator, the sales manager and a seller: name, password, role.
  const [user, password] = (await readFile(signIns, 'utf8')).split('\n')[0].split(/\s+/);
  const port = await freePort();
  const server = spawn(BINARY, ['serve', '--data', data, '--listen', `127.0.0.1:${port}`], {
    env,
    stdio: 'inherit',
  });
  const url = `http://127.0.0.1:${port}`;
  for (let tries = 0; ; tries += 1) {
    const answer = await fetch(`${url}/healthz`).catch(() => undefined);
    if (answer?.ok) return { url, user, password, server };
    if (tries > 100 || server.exitCode !== null) throw new Error('the server did not start');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

// ---- Watching a page from within.

/** What must be in the page before it can be used; each selector finds something. */
const NEEDED = {
  // Of a table that nobody filled the list says so.
  list: [':is(.ll-grid [role=row][aria-selected] a, .ll-leads-grid .ll-state)', '.ll-filters input'],
  record: [
    '.ll-page-title',
    '.ll-record-form input',
    '.ll-record-timeline article',
    '.ll-record-side .ll-ring-number',
  ],
};

/** Runs in the page before anything of it: `usable(kind, from)` answers the milliseconds since `from`. */
function watch(needed) {
  const LOOK_MS = 10;
  const BUSY_MS = 50;
  const QUIET_MS = 100;
  window.usable = (kind, from) =>
    new Promise((resolve) => {
      // What was in the page before the click does not count.
      const isThere = () =>
        needed[kind].every((selector) => document.querySelector(`.ll-main:not([data-old]) ${selector}`));
      let quietSince;
      let last = performance.now();
      const look = () => {
        const now = performance.now();
        if (!isThere()) quietSince = undefined;
        else if (quietSince === undefined || now - last > LOOK_MS + BUSY_MS) quietSince = now;
        last = now;
        if (quietSince !== undefined && now - quietSince >= QUIET_MS) resolve(quietSince - from);
        else setTimeout(look, LOOK_MS);
      };
      look();
    });
}

/** How many times slower the page runs than without the brake. */
async function slowdown(page, cdp) {
  const work = () =>
    page.evaluate(() => {
      const from = performance.now();
      let sum = 0;
      for (let n = 0; n < 3e7; n += 1) sum += Math.sqrt(n);
      return performance.now() - from + (sum < 0 ? 1 : 0);
    });
  await work();
  const slow = await work();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const fast = await work();
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  return slow / fast;
}

// ---- The measurements.

/** What a page still does after it can be used must not fall into the next measurement. */
const idle = (page) => page.waitForTimeout(500);

/** Opens an address as a new navigation; answers the milliseconds until it can be used. */
async function load(page, kind, address) {
  await page.goto('about:blank');
  await page.goto(address, { waitUntil: 'commit' });
  const time = await page.evaluate((name) => window.usable(name, 0), kind);
  await idle(page);
  return time;
}

/** What the browser fetches while `work` runs: every request with the bytes it took. */
async function fetched(cdp, work) {
  const requests = new Map();
  const began = ({ requestId, request, timestamp, type }) =>
    requests.set(requestId, { url: request.url, type, began: timestamp });
  const ended = ({ requestId, encodedDataLength, timestamp }) => {
    const one = requests.get(requestId);
    if (one) Object.assign(one, { bytes: encodedDataLength, ended: timestamp });
  };
  cdp.on('Network.requestWillBeSent', began);
  cdp.on('Network.loadingFinished', ended);
  await work();
  cdp.off('Network.requestWillBeSent', began);
  cdp.off('Network.loadingFinished', ended);
  return [...requests.values()];
}

async function traced(browser, page, kind, work) {
  if (!process.env.TRACE) return;
  await mkdir(process.env.TRACE, { recursive: true });
  await browser.startTracing(page, { path: path.join(process.env.TRACE, `${kind}.json`) });
  await work();
  await browser.stopTracing();
}

async function measure(context, { url, user, password }) {
  const page = context.pages()[0] ?? (await context.newPage());
  const cdp = await context.newCDPSession(page);
  await cdp.send('Network.enable');
  await page.addInitScript(watch, NEEDED);
  await page.goto(`${url}/leads`);
  await page.locator('input[name=username]').fill(user);
  await page.locator('input[name=password]').fill(password);
  await page.locator('button[type=submit]').click();
  await page.locator(NEEDED.list[0]).first().waitFor();
  const lead = await page.locator(NEEDED.list[0]).first().getAttribute('href');
  const addresses = { list: `${url}/leads`, record: url + lead };

  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
  note(`the processor of the page is slowed ${(await slowdown(page, cdp)).toFixed(1)} x`);
  for (const [kind, address] of Object.entries(addresses)) {
    // Compiled code is kept by the browser from the third load on.
    for (let times = 0; times < 3; times += 1) await load(page, kind, address);
    const warm = [];
    for (let times = 0; times < TIMES; times += 1) warm.push(await load(page, kind, address));
    reportTimes(`${kind}-warm`, warm);
    await traced(context.browser(), page, `${kind}-warm`, () => load(page, kind, address));

    const cold = [];
    let scripts = [];
    for (let times = 0; times < TIMES; times += 1) {
      await page.goto('about:blank');
      await cdp.send('Network.clearBrowserCache');
      const requests = await fetched(cdp, async () => cold.push(await load(page, kind, address)));
      scripts = requests.filter((one) => one.type === 'Script' || /\.js$/.test(one.url));
    }
    reportTimes(`${kind}-cold`, cold);
    const bytes = scripts.reduce((sum, one) => sum + (one.bytes ?? 0), 0);
    report(`${kind}-js`, bytes / 1024, 'kB gzipped');
    note(`${kind}: ${scripts.length} script files`);
  }

  await measureWithin(page, addresses.list);
}

/** Clicks on a link of the page; answers the milliseconds until where it leads can be used. */
async function follow(page, kind, link) {
  await link.evaluate((element) => {
    document.querySelector('.ll-main').dataset.old = '';
    element.addEventListener('click', (event) => (window.clicked = event.timeStamp), { once: true });
  });
  await link.click();
  const time = await page.evaluate((name) => window.usable(name, window.clicked), kind);
  await idle(page);
  return time;
}

async function back(page) {
  const time = await page.evaluate(() => {
    document.querySelector('.ll-main').dataset.old = '';
    const from = performance.now();
    history.back();
    return window.usable('list', from);
  });
  await idle(page);
  return time;
}

async function measureWithin(page, list) {
  const times = { click: [], next: [], back: [], other: [] };
  await load(page, 'list', list);
  for (let round = 0; round < TIMES; round += 1) {
    times.click.push(await follow(page, 'record', page.locator(NEEDED.list[0]).nth(2 * round)));
    times.next.push(await follow(page, 'record', page.locator('.ll-record-step').last()));
    times.back.push(await back(page));
  }
  for (const table of ['opportunity', 'contact', 'account', 'incident', 'task'])
    times.other.push(await follow(page, 'list', page.locator(`.ll-nav a[href="/lists/${table}"]`)));
  for (const [part, taken] of Object.entries(times)) reportTimes(part, taken);
}

let demo;
let context;
// Whoever ends this ends what it began.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => context?.close());
const folder = await mkdtemp(path.join(os.tmpdir(), 'leadlight-pages-'));
try {
  demo = await serveDemo(folder);
  context = await chromium.launchPersistentContext(path.join(folder, 'profile'), {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    // Chromium refuses its sandbox to root, as containers often are.
    args: process.getuid() === 0 ? ['--no-sandbox'] : [],
    viewport: { width: 1440, height: 900 },
    locale: 'en-US',
  });
  await measure(context, demo);
} finally {
  await context?.close().catch(() => {});
  demo?.server.kill();
  await rm(folder, { recursive: true, force: true });
}
say(`pages: ${figures} figures, ${short} short: ${short === 0 ? 'ok' : 'short'}`);
if (process.env.SCALE === 'full') {
  const day = new Date().toISOString().slice(0, 10);
  const cores = os.cpus();
  const machine = `${cores[0]?.model ?? 'unknown processor'}, ${cores.length} hardware threads`;
  await writeFile(
    path.join(CHECKOUT, `bench/results/${day}-pages.txt`),
    `${machine}\n\n${lines.join('\n')}\n`,
  );
}
process.exitCode = short === 0 ? 0 : 1;
