// A development tool: stands in for the server while the pages are built, with made-up leads that are the same every
// time. Serves dist/ under the content security policy of the real one. `node dev/mock-server.mjs [PORT] [LEADS]`.
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { extname } from 'node:path';

const PORT = Number(process.argv[2] ?? 8081);
const COUNT = Number(process.argv[3] ?? 2500);
let seed = 7;
const random = () => (seed = (seed * 1664525 + 1013904223) >>> 0) / 2 ** 32;
const pick = (list) => list[Math.floor(random() * list.length)];
const id = (n, kind = 1) => `${String(n).padStart(8, '0')}-0000-4000-8000-${String(kind).padStart(12, '0')}`;
const ME = { id: id(1, 9), name: 'admin', fullname: 'Alex Admin', language: '', roles: ['Administrator'] };
const OWNERS = [ME.fullname, 'Sam Seller', 'Kim Okafor', 'Wim de Vries'];
const first = ['Anna', 'Bram', 'Chen', 'Diana', 'Emil', 'Fatima', 'Gunnar', '小明', 'สมชาย', 'Jürgen', 'Zoë'];
const last = [
  'Smit',
  'Jansen',
  'Müller',
  'Wei',
  'Rossi',
  'Haddad',
  'Larsen',
  '王',
  'ใจดี',
  'O’Brien',
  'Kowalski',
];
const company = [
  'Northwind',
  'Contoso',
  'Fabrikam',
  'Adventure Works',
  'Litware',
  'Tailspin Toys',
  'Wingtip',
];
const topics = [
  'Interested in 40 seats',
  'Asks for a demo',
  'Replacement of old CRM',
  'Trade show contact',
  'Wants a quote for service',
];
const A = '@OData.Community.Display.V1.FormattedValue';

const leads = Array.from({ length: COUNT }, (_, n) => {
  const f = pick(first),
    l = pick(last),
    c = pick(company),
    o = Math.floor(random() * OWNERS.length);
  const lead = {
    '@odata.etag': 'W/"1"',
    leadid: id(n + 1),
    firstname: f,
    lastname: l,
    fullname: `${f} ${l}`,
    companyname: c,
    subject: pick(topics),
    jobtitle: pick(['Buyer', 'CEO', 'IT manager', null]),
    emailaddress1: `x${n}@${pick(['contoso.com', 'gmail.com'])}`,
    telephone1: pick([null, '+31 20 123 4567']),
    leadsourcecode: pick([1, 3, 7, 8, 9, null]),
    leadqualitycode: pick([1, 2, 3, null]),
    industrycode: pick([7, 16, 20, 33, null]),
    numberofemployees: pick([12, 250, 1800, null]),
    revenue: pick([250000, 1250000.5, null]),
    budgetstatus: pick([0, 1, 2, 3, null]),
    budgetamount: null,
    decisionmaker: pick([true, false, null]),
    statecode: 0,
    statuscode: pick([1, 2, 8]),
    createdon: new Date(Date.UTC(2026, 10, 21) - random() * 8e9).toISOString(),
    _ownerid_value: o === 0 ? ME.id : id(o, 9),
    ['_ownerid_value' + A]: OWNERS[o],
    description: null,
    ll_visits: Math.floor(random() * 20),
    version: 1,
  };
  return n % 97 === 5
    ? Object.assign(lead, { msdyn_leadscore: null, msdyn_leadgrade: null, msdyn_leadscoretrend: null })
    : score(lead);
});

function score(lead) {
  const reasons = [];
  const add = (attribute, value, points, key = 'value', params = {}) =>
    points && reasons.push({ attribute, table: 'lead', value, points, key, params });
  const s = { 1: -8, 3: 12, 7: 4, 8: 9, 9: 14 }[lead.leadsourcecode];
  if (s) add('leadsourcecode', 'Web', s, 'value', { option: lead.leadsourcecode });
  if (lead.budgetstatus !== null)
    add('budgetstatus', '', [-14, -3, 8, 19][lead.budgetstatus], 'value', { option: lead.budgetstatus });
  if (lead.decisionmaker !== null)
    add('decisionmaker', lead.decisionmaker ? 'Yes' : 'No', lead.decisionmaker ? 7 : -4, 'value', {
      option: lead.decisionmaker ? 1 : 0,
    });
  add('telephone1', null, lead.telephone1 ? 3 : -5, lead.telephone1 ? 'filled' : 'empty');
  add(
    'emailaddress1',
    lead.emailaddress1.includes('gmail') ? 'free' : 'business',
    lead.emailaddress1.includes('gmail') ? -6 : 5,
    'mail_domain',
  );
  add(
    'll_visits',
    String(lead.ll_visits),
    lead.ll_visits > 10 ? 6 : -3,
    'number',
    lead.ll_visits > 10 ? { low: 10, high: 20 } : { high: 10 },
  );
  add('createdon', lead.createdon.slice(0, 10), 2, 'age_days', { low: 3, high: 90 });
  if (lead.numberofemployees)
    add(
      'numberofemployees',
      String(lead.numberofemployees),
      lead.numberofemployees > 200 ? 4 : -2,
      'number',
      { low: 100 },
    );
  const sum = 32 + reasons.reduce((t, r) => t + r.points, 0),
    value = Math.max(2, Math.min(97, sum));
  reasons.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  const grade = value >= 64 ? 0 : value >= 32 ? 1 : value >= 16 ? 2 : 3;
  return Object.assign(lead, {
    msdyn_leadscore: value,
    msdyn_leadgrade: grade,
    msdyn_leadscoretrend: Math.floor(random() * 4),
    scoredOn: new Date().toISOString(),
    msdyn_predictivescoreid: {
      msdyn_score: value,
      msdyn_scorereasons: JSON.stringify({ average: 31, other: 1 + value - sum, reasons }),
    },
  });
}

function details(lead) {
  if (lead.msdyn_leadscore === null) return { score: null, why: 'not_scored_yet' };
  const parts = JSON.parse(lead.msdyn_predictivescoreid.msdyn_scorereasons);
  const now = Date.now();
  return {
    score: lead.msdyn_leadscore,
    grade: 'ABCD'[lead.msdyn_leadgrade],
    trend: lead.msdyn_leadscoretrend,
    probability: lead.msdyn_leadscore / 100,
    provisional: false,
    scored_on: lead.scoredOn,
    model: {
      id: id(1, 5),
      version_id: id(2, 6),
      name: 'Lead scoring',
      number: 2,
      auc: 0.81,
      verdict: 'ready',
    },
    percentile: lead.msdyn_leadscore,
    ...parts,
    reasons: parts.reasons.map((r) => ({
      ...r,
      label: r.attribute === 'll_visits' ? 'Visits' : undefined,
      evidence: {
        rate: Math.min(0.95, Math.max(0.05, 0.31 + r.points / 40)),
        base_rate: 0.31,
        closed: 210,
        positive: 134,
        median_days: 3,
      },
    })),
    history: [55, 41, 38, 52, lead.msdyn_leadscore].map((v, k) => ({
      at: new Date(now - (4 - k) * 12 * 864e5 - 1e6).toISOString(),
      score: v,
      grade: v >= 64 ? 'A' : v >= 32 ? 'B' : 'C',
      cause: 'update',
      version: 2,
    })),
    grades: bounds,
    factors: report.factors,
  };
}
let bounds = { a: 64, b: 32, c: 16 };
const report = {
  rows: 1480,
  positives: 461,
  base_rate: 0.3115,
  split: {
    kind: 'newest',
    holdout: 0.2,
    seed: 1,
    train_rows: 1184,
    holdout_rows: 296,
    holdout_positives: 92,
  },
  auc: 0.812,
  auc_interval: [0.761, 0.863],
  log_loss: 0.501,
  log_loss_interval: [0.45, 0.55],
  brier: 0.163,
  brier_interval: [0.143, 0.183],
  ece: 0.031,
  reliability: [0.05, 0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75, 0.85, 0.95].map((m, k) => ({
    lower: k / 10,
    upper: (k + 1) / 10,
    count: [70, 58, 44, 30, 26, 22, 18, 14, 9, 0][k],
    mean_predicted: k === 9 ? null : m,
    observed:
      k === 9 ? null : Math.max(0, m + [0.01, -0.02, 0.03, -0.04, 0.05, -0.03, 0.06, -0.05, 0.02, 0][k]),
    observed_interval: [Math.max(0, m - 0.08), Math.min(1, m + 0.1)],
  })),
  threshold: 0.41,
  confusion: {
    true_positives: 61,
    false_positives: 38,
    true_negatives: 166,
    false_negatives: 31,
    accuracy: { value: 0.767, interval: [0.715, 0.812] },
    precision: { value: 0.616, interval: [0.518, 0.706] },
    recall: { value: 0.663, interval: [0.562, 0.751] },
    f1: 0.639,
  },
  lift_top_decile: 2.7,
  verdict: 'ready',
  provisional: false,
  suspects: [
    {
      column: 'qualificationcomments',
      reason: '',
      auc_alone: 0.97,
      action: 'refused',
      why: ['alone', 'filled_at_outcome', 'name'],
      kept: false,
    },
    { column: 'Tags', reason: '', auc_alone: 0.71, action: 'check', why: ['pure'], kept: false },
  ],
  excluded: [
    ['leadid', 'identifier'],
    ['ownerid', 'owner'],
    ['fullname', 'person_name'],
    ['ll_closedon', 'outcome'],
    ['description', 'free_text'],
    ['salesstage', 'constant'],
  ].map(([column, key]) => ({ column, key })),
  factors: [
    ['leadsourcecode', 0.24],
    ['budgetstatus', 0.21],
    ['decisionmaker', 0.15],
    ['emailaddress1', 0.12],
    ['ll_visits', 0.11],
    ['telephone1', 0.08],
    ['createdon', 0.05],
    ['numberofemployees', 0.04],
  ].map(([attribute, influence]) => ({
    attribute,
    label: attribute === 'll_visits' ? 'Visits' : attribute,
    influence,
  })),
};
let versions = [2, 1].map((n) => ({
  ll_modelversionid: id(n, 6),
  ll_number: n,
  ll_state: n === 2 ? 5 : 6,
  ll_trainedon: `2026-11-${10 + n}T09:00:00Z`,
  ll_verdict: 'ready',
  ll_auc: 0.8 + n / 100,
  ll_rows: 1480,
  ll_positives: 461,
  ll_report: JSON.stringify(report),
  ll_message: null,
}));
let publishedId = id(2, 6);
const jobs = new Map();
let signedIn = false;

function list(url) {
  const q = url.searchParams,
    filter = q.get('$filter') ?? '';
  let rows = leads;
  if (filter.includes(ME.id)) rows = rows.filter((l) => l._ownerid_value === ME.id);
  for (const column of ['msdyn_leadgrade', 'statuscode']) {
    const wanted = [...filter.matchAll(new RegExp(`${column} eq (\\w+)`, 'g'))].map((m) =>
      m[1] === 'null' ? null : Number(m[1]),
    );
    if (wanted.length) rows = rows.filter((l) => wanted.includes(l[column]));
  }
  const words = (q.get('$search') ?? /contains\(fullname,'(.*?)'\)/.exec(filter)?.[1] ?? '').toLowerCase();
  if (words)
    rows = rows.filter((l) => `${l.fullname} ${l.subject} ${l.companyname}`.toLowerCase().includes(words));
  const [column, way] = (q.get('$orderby') ?? 'createdon desc').split(' ');
  const key = column === 'ownerid/fullname' ? '_ownerid_value' + A : column;
  rows = [...rows].sort(
    (a, b) =>
      ((a[key] ?? '') < (b[key] ?? '') ? -1 : (a[key] ?? '') > (b[key] ?? '') ? 1 : 0) *
      (way === 'desc' ? -1 : 1),
  );
  const skip = Number(q.get('skip') ?? 0),
    size = Number(q.get('$top') ?? 100);
  const next = new URL(url);
  next.searchParams.set('skip', skip + size);
  return {
    '@odata.count': rows.length,
    value: rows.slice(skip, skip + size),
    ...(skip + size < rows.length && !q.get('$top') ? { '@odata.nextLink': next.href } : {}),
  };
}

function startJob(kind, done) {
  const key = id(jobs.size + 1, 7);
  jobs.set(key, {
    ll_jobid: key,
    ll_kind: kind,
    ll_state: 1,
    ll_progress: 0,
    ll_step: 'learning from the older records',
    ll_result: null,
    done,
  });
  return { JobId: key };
}
function job(key) {
  const one = jobs.get(key);
  if (one.ll_state === 1 && (one.ll_progress += 0.2) >= 1) {
    one.ll_state = 2;
    one.done();
  }
  return one;
}

function api(method, path, url, body, headers) {
  const found = /^leads\((.*)\)$/.exec(path);
  const lead = found && leads.find((l) => l.leadid === found[1]);
  if (found && !lead) return [404, { error: { code: 'NotFound', message: 'no such lead' } }];
  if (lead && method === 'GET') return [200, lead];
  if (lead && method === 'PATCH') {
    if (headers['if-match'] && headers['if-match'] !== lead['@odata.etag'])
      return [412, { error: { code: 'Conflict', message: 'changed' } }];
    Object.assign(lead, body, { version: lead.version + 1, '@odata.etag': `W/"${lead.version + 1}"` });
    return [200, score(lead)];
  }
  if (path === 'leads') return [200, list(url)];
  if (path.startsWith('LeadScoreDetails')) return [200, details(leads.find((l) => path.includes(l.leadid)))];
  if (path.startsWith('ScoringStatus'))
    return [
      200,
      {
        model: publishedId
          ? { id: id(1, 5), name: 'Lead scoring', state: 5, version: 2, published_on: null }
          : null,
        closed: { positive: 461, negative: 1019, needed: 40 },
        open: COUNT,
        scored: COUNT - 20,
      },
    ];
  if (path.startsWith('Columns'))
    return [200, { columns: [{ name: 'll_visits', label: 'Visits', type: 'Integer' }] }];
  if (path === 'll_models')
    return [
      200,
      {
        value: [
          {
            ll_modelid: id(1, 5),
            ll_name: 'Lead scoring',
            ll_table: 'lead',
            ll_state: 5,
            _ll_publishedversionid_value: publishedId,
            ll_grade_a: bounds.a,
            ll_grade_b: bounds.b,
            ll_grade_c: bounds.c,
          },
        ],
      },
    ];
  if (path === 'll_modelversions') return [200, { value: versions }];
  if (path === 'll_jobs') return [200, { value: [] }];
  if (path.startsWith('ll_jobs(')) return [200, job(/\((.*)\)/.exec(path)[1])];
  if (path === 'TrainModel')
    return [
      202,
      startJob('train', () => {
        const n = versions[0].ll_number + 1;
        versions = [
          {
            ...versions[0],
            ll_modelversionid: id(n, 6),
            ll_number: n,
            ll_state: 2,
            ll_trainedon: new Date().toISOString(),
          },
          ...versions,
        ];
      }),
    ];
  if (path === 'PublishModel') {
    publishedId = body.ModelVersionId;
    versions = versions.map((v) => ({ ...v, ll_state: v.ll_modelversionid === publishedId ? 5 : 6 }));
    return [202, startJob('rescore', () => {})];
  }
  if (path === 'CancelJob') {
    jobs.get(body.JobId).ll_state = 4;
    return [204];
  }
  if (path === 'SetGrades') {
    bounds = { a: body.A, b: body.B, c: body.C };
    return [204];
  }
  const preview = /A=(\d+),B=(\d+),C=(\d+)/.exec(path);
  if (preview) {
    const lowers = [...preview.slice(1).map(Number), 0];
    return [
      200,
      {
        average_rate: 0.3115,
        grades: lowers.map((lower, k) => {
          const open = leads.filter(
            (l) => l.msdyn_leadscore >= lower && l.msdyn_leadscore < (k ? lowers[k - 1] : 101),
          ).length;
          return {
            grade: 'ABCD'[k],
            lower,
            open,
            share_of_open: open / COUNT,
            closed: 100,
            success_rate: [0.78, 0.46, 0.22, 0.06][k],
          };
        }),
      },
    ];
  }
  return [501, { error: { code: 'NotImplemented', message: path } }];
}

const POLICY = "default-src 'self'; style-src 'self'; img-src 'self' data:";
const TYPES = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.html': 'text/html; charset=utf-8',
};
createServer(async (request, response) => {
  const url = new URL(request.url, `http://127.0.0.1:${PORT}`);
  const send = (status, body) =>
    response
      .writeHead(status, { 'Content-Type': 'application/json' })
      .end(body === undefined ? undefined : JSON.stringify(body));
  let text = '';
  for await (const chunk of request) text += chunk;
  const body = text ? JSON.parse(text) : {};
  if (url.pathname === '/api/session') {
    if (request.method === 'POST' && body.password !== 'secret')
      return send(401, { error: { code: 'Unauthenticated', message: 'no' } });
    if (request.method === 'POST') signedIn = true;
    if (request.method === 'DELETE') signedIn = false;
    if (request.method === 'PATCH') ME.language = body.language;
    return signedIn
      ? send(200, { user: ME, csrf: 'x' })
      : request.method === 'DELETE'
        ? send(204)
        : send(401, { error: {} });
  }
  if (url.pathname.startsWith('/api/')) {
    if (!signedIn) return send(401, { error: { code: 'Unauthenticated', message: 'no' } });
    return send(
      ...api(
        request.method,
        decodeURIComponent(url.pathname.slice('/api/data/v9.2/'.length)),
        url,
        body,
        request.headers,
      ),
    );
  }
  const name = /\.\w+$/.test(url.pathname) ? url.pathname : '/index.html';
  try {
    response
      .writeHead(200, {
        'Content-Type': TYPES[extname(name)] ?? 'text/plain',
        'Content-Security-Policy': POLICY,
      })
      .end(readFileSync(new URL(`../dist${name}`, import.meta.url)));
  } catch {
    send(404, {});
  }
}).listen(PORT, '127.0.0.1', () => console.log(`mock on http://127.0.0.1:${PORT}`));
