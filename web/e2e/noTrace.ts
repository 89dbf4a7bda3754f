// That somebody who may not see a record finds no trace of it by any path, can do nothing to it and hears nothing of it.
// Every attempt is first made by the owner, who must find what the other must not.
import type { Page } from '@playwright/test';
import { expect as expectSoon } from './story';

/** A machine that builds beside takes its time. */
const expect = expectSoon.configure({ timeout: 20_000 });

export interface Reply {
  status: number;
  text: string;
}
/** Calls the API as the person who is signed in. */
export async function ask(page: Page, method: string, path: string, data?: object): Promise<Reply> {
  const { csrf } = (await (await page.request.get('/api/session')).json()) as { csrf: string };
  const answer = await page.request.fetch(`/api/data/v9.2/${path}`, {
    method,
    data,
    headers: {
      'X-CSRF-Token': csrf,
      Prefer: 'return=representation,odata.continue-on-error,odata.include-annotations="*"',
    },
  });
  return { status: answer.status(), text: await answer.text() };
}

export interface Secret {
  words: string[];
  ids: string[];
}

export interface Records {
  lead: string;
  account: string;
  contact: string;
  opportunity: string;
}

/** Asks in every way there is, first as the owner, who must find something each time. */
export async function expectNoTrace(
  office: Page,
  owner: Page,
  other: Page,
  secret: Secret,
  {
    lead,
    account,
    contact,
    opportunity,
    own,
    key,
    lastname,
    company,
  }: Records & Record<'own' | 'key' | 'lastname' | 'company', string>,
): Promise<void> {
  const quoted = encodeURIComponent(`'${lastname}'`);
  const paths = [
    'leads?$filter=lastname ne null',
    `leads?$filter=contains(lastname,${quoted})`,
    `leads?$search=${lastname}`,
    `leads?$filter=parentaccountid/name eq '${company}'`,
    `leads(${lead})`,
    `leads(ll_externalkey='${key}')`,
    `accounts(${account})`,
    `contacts(${contact})`,
    `opportunities(${opportunity})`,
    ...['accounts', 'contacts', 'opportunities', 'tasks', 'phonecalls', 'annotations', 'opportunitycloses'],
    `contacts?$filter=parentcustomerid_account/name eq '${company}'`,
    `opportunities?$filter=originatingleadid/lastname eq ${quoted}`,
    // From rows of his own, and from those of hers.
    `accounts(${own})?$expand=lead_parentaccountid($select=lastname)`,
    'leads?$filter=lastname ne null&$select=lastname&$expand=parentaccountid($select=name)',
    'tasks?$select=subject&$expand=regardingobjectid_account($select=name)',
    'opportunities?$expand=originatingleadid($select=lastname),parentcontactid($select=lastname)',
    'leads?$apply=groupby((lastname),aggregate($count as n))',
    'leads?$apply=groupby((parentaccountid/name),aggregate($count as n))',
    'opportunities?$apply=groupby((name,parentaccountid/name),aggregate(actualvalue with sum as total))',
    ...['lead', 'opportunity'].flatMap((table) => {
      const id = table === 'lead' ? lead : opportunity;
      return [
        `Timeline(Table='${table}',Id=${id})`,
        `RecordHistory(Table='${table}',Id=${id})`,
        `ExportList(Table='${table}',Columns='${table === 'lead' ? 'lastname,' : 'name,'}parentaccountid')`,
      ];
    }),
    `ProcessOf(Table='opportunity',Id=${opportunity})`,
    'll_processinstances',
    'll_stagehistories',
  ];
  for (const path of paths) {
    // Rows of the administrator's eyes only lie behind an account of the other seller.
    const found = traces(await ask(path.includes(own) ? office : owner, 'GET', path), secret);
    const answer = await ask(other, 'GET', path);
    expect.soft(found, `${path} as the owner`).not.toEqual([]);
    expect.soft([200, 404], `${path}: ${answer.text}`).toContain(answer.status);
    expect.soft(traces(answer, secret), path).toEqual([]);
  }
  const batch = {
    requests: paths.map((url, id) => ({ id: String(id), method: 'GET', url })),
  };
  for (const [asker, isOwner] of [
    [owner, true],
    [other, false],
  ] as const) {
    const answer = await ask(asker, 'POST', '$batch', batch);
    expect(answer.status, answer.text).toBe(200);
    const { responses } = JSON.parse(answer.text) as { responses: { status: number; body?: unknown }[] };
    expect(responses).toHaveLength(paths.length);
    const found = responses.flatMap(({ status, body }) =>
      traces({ status, text: JSON.stringify(body) }, secret),
    );
    expect(found.length > 0, `a trace in the batch: ${found.join()}`).toBe(isOwner);
  }
  for (const [path, has] of [
    [`leads/$count?$filter=lastname eq ${quoted}`, '1'],
    [`leads/$count?$filter=parentaccountid/name eq '${company}'`, '1'],
    ['opportunities/$count', '1'],
  ] as const) {
    expect((await ask(owner, 'GET', path)).text, path).toBe(has);
    expect((await ask(other, 'GET', path)).text, path).toBe('0');
  }
}

/** The secrets that an answer tells; ids that were asked for come back in the words of a 404. */
const traces = ({ status, text }: Reply, { words, ids }: Secret) =>
  [...words, ...(status === 404 ? [] : ids)].filter((one) => text.includes(one));

/** Whatever somebody tries to do to records that he may not see is refused as if there were none. */
export async function expectNothingDone(
  owner: Page,
  other: Page,
  { lead, account, contact, opportunity }: Records,
): Promise<void> {
  const closing = { 'opportunityid@odata.bind': `/opportunities(${opportunity})` };
  const state = async () =>
    Promise.all(
      [`leads(${lead})`, `accounts(${account})`, `contacts(${contact})`, `opportunities(${opportunity})`].map(
        async (path) => (await ask(owner, 'GET', path)).text,
      ),
    );
  const before = await state();
  for (const [method, path, body] of [
    ['PATCH', `leads(${lead})`, { jobtitle: 'x' }],
    ['PATCH', `accounts(${account})`, { name: 'x' }],
    ['PATCH', `contacts(${contact})`, { jobtitle: 'x' }],
    ['PATCH', `opportunities(${opportunity})`, { name: 'x' }],
    ['DELETE', `leads(${lead})`, undefined],
    ['DELETE', `contacts(${contact})`, undefined],
    ['DELETE', `opportunities(${opportunity})`, undefined],
    ['POST', 'QualifyLead', { LeadId: lead }],
    ['POST', 'ReopenLead', { LeadId: lead }],
    ['POST', 'ReopenOpportunity', { OpportunityId: opportunity }],
    ['POST', 'LoseOpportunity', { Status: 4, OpportunityClose: closing }],
  ] as const) {
    const answer = await ask(other, method, path, body);
    expect(answer.status, `${method} ${path}: ${answer.text}`).toBe(404);
  }
  const changes = await ask(other, 'POST', '$batch', {
    requests: [
      {
        id: '1',
        method: 'PATCH',
        url: `contacts(${contact})`,
        body: { jobtitle: 'x' },
        headers: { 'Content-Type': 'application/json' },
      },
      { id: '2', method: 'DELETE', url: `leads(${lead})` },
    ],
  });
  const statuses = (JSON.parse(changes.text) as { responses: { status: number }[] }).responses;
  expect(statuses.every((one) => one.status >= 400)).toBe(true);
  expect(await state()).toEqual(before);
}

/** The stream of changes tells everybody of rows that they may read, and of no others. */
export async function expectNoNews(
  owner: Page,
  other: Page,
  { contact, ownLead }: { contact: string; ownLead: string },
): Promise<void> {
  for (const page of [owner, other]) {
    await page.evaluate(
      () =>
        new Promise<void>((resolve) => {
          const heard: string[] = [];
          Object.assign(window, { heard });
          const source = new EventSource('/api/events?topics=leads,opportunities,accounts,contacts');
          source.addEventListener('change', (event) => heard.push((event as MessageEvent<string>).data));
          source.addEventListener('reset', (event) => heard.push((event as MessageEvent<string>).data));
          source.addEventListener('open', () => resolve());
        }),
    );
  }
  const heard = (page: Page) =>
    page.evaluate(() => (window as unknown as { heard: string[] }).heard.join('\n'));
  expect((await ask(owner, 'PATCH', `contacts(${contact})`, { jobtitle: 'Director' })).status).toBe(200);
  await expect.poll(() => heard(owner)).toContain(contact);
  // Told after it: had there been news of the contact, it would have come by now.
  expect((await ask(other, 'PATCH', `leads(${ownLead})`, { jobtitle: 'Buyer' })).status).toBe(200);
  await expect.poll(() => heard(other)).toContain(ownLead);
  expect((await heard(other)).replaceAll(ownLead, '')).not.toMatch(/[0-9a-f]{8}-/);
  expect(await heard(owner)).not.toContain(ownLead);
}
