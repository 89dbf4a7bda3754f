// How a relationship stands: from the activities of people to the numbers of a tab and of lists, and who may see what.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { idOf, Leadlight } from "./server.mjs";

let server, admin, ann, bert, contact, account, deal;
const day = (days) => new Date(Date.now() - days * 86_400_000).toISOString();

before(async () => {
  server = await Leadlight.start();
  admin = server.as(await server.token("admin"));
  ann = server.as(await server.addUser("ann", "Salesperson", "North"));
  bert = server.as(await server.addUser("bert", "Salesperson", "South"));
  account = idOf(await ann.post("/accounts", { name: "Northwind" }));
  contact = idOf(
    await ann.post("/contacts", {
      firstname: "Ada",
      lastname: "Okafor",
      emailaddress1: "ada@northwind.example",
      "parentcustomerid_account@odata.bind": `/accounts(${account})`,
    }),
  );
  deal = idOf(
    await ann.post("/opportunities", {
      name: "50 seats",
      "parentcontactid@odata.bind": `/contacts(${contact})`,
    }),
  );
});
after(async () => assert.equal(await server.stop(), 0, server.output));

const tab = async (who, table, id, more = "") =>
  (await who.get(`/Relationship(Table='${table}',Id=${id}${more})`)).json;
const kpi = (answer, key) => answer.kpis.find((each) => each.key === key).value;

/** A mail between ann and the contact; nobody of theirs is named but by address. */
async function mail(days, outgoing, subject = "Offer") {
  const me = (await ann.get("/WhoAmI()")).json.UserId;
  const id = idOf(
    await ann.post("/emails", {
      subject,
      directioncode: outgoing,
      senton: day(days),
      statecode: 1,
      statuscode: outgoing ? 3 : 4,
    }),
  );
  const party = (participationtypemask, more) =>
    ann.post("/activityparties", {
      "activityid_email@odata.bind": `/emails(${id})`,
      participationtypemask,
      ...more,
    });
  const us = await party(outgoing ? 1 : 2, {
    "partyid_systemuser@odata.bind": `/systemusers(${me})`,
  });
  const them = await party(outgoing ? 2 : 1, {
    addressused: "Ada@Northwind.example",
  });
  for (const answer of [us, them])
    assert.equal(answer.status, 201, answer.text);
  return id;
}

test("a mail counts on the contact, its account and its deal", async () => {
  await mail(20, true, "First");
  await mail(19, false, "Second");
  for (const [table, id] of [
    ["contact", contact],
    ["account", account],
    ["opportunity", deal],
  ]) {
    const answer = await tab(ann, table, id);
    assert.equal(kpi(answer, "mails_sent"), 1, table);
    assert.equal(kpi(answer, "mails_received"), 1, table);
    assert.equal(answer.last.subject, "Second");
  }
});

test("health adds up, and people have their names", async () => {
  for (const days of [14, 9, 3]) await mail(days, days > 5);
  const { health, most_contacted } = await tab(ann, "opportunity", deal);
  assert.equal(
    health.terms.reduce((sum, term) => sum + term.points, 0),
    health.score,
  );
  assert.equal(most_contacted[0].who.name, "Ada Okafor");
});

test("as of a day, what came later does not exist", async () => {
  const answer = await tab(ann, "contact", contact, `,AsOf=${day(15)}`);
  assert.equal(answer.activities, 2);
});

test("a number opens what is behind it", async () => {
  const answer = await ann.get(
    `/RelationshipActivities(Table='contact',Id=${contact},Channel='email',Direction='incoming',From=${day(25)},To=${day(15)})`,
  );
  assert.deepEqual(
    answer.json.activities.map((each) => each.subject),
    ["Second"],
  );
});

/** The deal's row in lists, once it is as wanted. */
async function listRow(wanted) {
  const columns =
    "$expand=msdyn_opportunitykpiid($select=msdyn_emailssent,msdyn_relationshiphealthscorevalue)";
  for (let tries = 0; ; ++tries) {
    const answer = await ann.get(
      `/opportunities(${deal})?$select=name&${columns}`,
    );
    const row = answer.json.msdyn_opportunitykpiid;
    if (row && wanted(row)) return row;
    assert.ok(tries < 200, answer.text);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test("list columns follow within seconds", async () => {
  const { health } = await tab(ann, "opportunity", deal);
  await listRow(
    (each) =>
      each.msdyn_emailssent === 3 &&
      each.msdyn_relationshiphealthscorevalue === health.score,
  );
  const items = await ann.get(
    "/msdyn_opportunitykpiitems?$filter=msdyn_emailssent gt 0&$orderby=msdyn_relationshiphealthscorevalue desc",
  );
  assert.equal(items.json.value.length, 1);
});

test("list columns follow what an administrator sets", async () => {
  const before = await listRow((each) => each.msdyn_emailssent === 3);
  const score = (each) => each.msdyn_relationshiphealthscorevalue;
  await admin.post("/SetRelationshipSettings", { expected_days: 14 });
  const after = await listRow((each) => score(each) !== score(before));
  const { health } = await tab(ann, "opportunity", deal);
  assert.equal(score(after), health.score);
  await admin.post("/SetRelationshipSettings", { expected_days: 7 });
  await listRow((each) => score(each) === score(before));
});

test("a seller who opted out counts nowhere, and counts again after", async () => {
  const me = (await ann.get("/WhoAmI()")).json.UserId;
  const optOut = (wish) =>
    admin.patch(`/systemusers(${me})`, { msdyn_gdproptout: wish });
  assert.equal((await optOut(true)).status, 204);
  assert.equal(kpi(await tab(ann, "opportunity", deal), "mails_sent"), 0);
  await listRow((each) => each.msdyn_emailssent === 0);
  await optOut(false);
  await listRow((each) => each.msdyn_emailssent === 3);
});

test("where consent is required nobody without it counts", async () => {
  assert.equal(
    (await ann.post("/SetRelationshipSettings", { consent_required: true }))
      .status,
    403,
  );
  await admin.post("/SetRelationshipSettings", { consent_required: true });
  assert.equal((await tab(ann, "contact", contact)).left_out, "no_consent");
  await listRow((each) => each.msdyn_emailssent === 0);
  await ann.patch(`/contacts(${contact})`, {
    ll_consent: 1,
    ll_consentground: 1,
  });
  assert.equal((await tab(ann, "contact", contact)).left_out, null);
  await listRow((each) => each.msdyn_emailssent === 3);
  await admin.post("/SetRelationshipSettings", { consent_required: false });
});

test("the notice is read once, and again after a change", async () => {
  const notice = async (who) => (await who.get("/RelationshipNotice()")).json;
  const { version, read } = await notice(ann);
  assert.equal(read, null);
  const acknowledge = (Version) =>
    ann.post("/AcknowledgeRelationshipNotice", { Version });
  assert.equal((await acknowledge(version)).status, 204);
  assert.equal((await notice(ann)).read.version, version);
  assert.equal((await notice(bert)).read, null);
  await admin.post("/SetRelationshipSettings", { notice: "Ask Ann." });
  assert.equal((await acknowledge(version)).status, 412);
  assert.equal((await notice(ann)).text, "Ask Ann.");
  assert.equal((await ann.get("/RelationshipNoticeReaders()")).status, 403);
  const { readers } = (await admin.get("/RelationshipNoticeReaders()")).json;
  assert.equal(
    readers.find((each) => each.who.name === "ann").read.version,
    version,
  );
});

test("what settings would do is shown before they are saved", async () => {
  const answer = await admin.post("/PreviewRelationshipSettings", {
    good: 99,
    fair: 98,
  });
  const deals = answer.json.tables.find((each) => each.table === "opportunity");
  assert.equal(deals.sampled, 1);
  assert.deepEqual(deals.then, { good: 0, fair: 0, poor: 1, none: 0 });
  assert.equal(
    (await ann.post("/PreviewRelationshipSettings", { good: 99 })).status,
    403,
  );
});

test("the first activities of a record may come at the same moment", async () => {
  const lead = idOf(await ann.post("/leads", { lastname: "Busy" }));
  const answers = await Promise.all(
    Array.from({ length: 8 }, (_, at) =>
      ann.post("/phonecalls", {
        subject: `Call ${at}`,
        "regardingobjectid_lead@odata.bind": `/leads(${lead})`,
      }),
    ),
  );
  assert.deepEqual(
    answers.map((each) => each.status),
    Array(8).fill(201),
    answers.find((each) => each.status !== 201)?.text,
  );
});

test("a stranger finds neither the record nor its numbers", async () => {
  assert.equal(
    (await bert.get(`/Relationship(Table='opportunity',Id=${deal})`)).status,
    404,
  );
  assert.equal(
    (await bert.get(`/RelationshipActivities(Table='contact',Id=${contact})`))
      .status,
    404,
  );
  assert.equal(
    (await bert.get("/msdyn_opportunitykpiitems")).json.value.length,
    0,
  );
});

test("nobody gets at a mail by putting it into a mailbox", async () => {
  const mailbox = idOf(
    await bert.post("/ll_mailboxes", { ll_name: "Mine", ll_kind: 0 }),
  );
  const secret = await mail(1, true, "Secret");
  const answer = await bert.post("/ll_mailboxitems", {
    "ll_mailboxid@odata.bind": `/ll_mailboxes(${mailbox})`,
    "activityid_email@odata.bind": `/emails(${secret})`,
  });
  assert.equal(answer.status, 400, answer.text);
  assert.equal((await bert.get(`/emails(${secret})`)).status, 404);
  await ann.delete(`/emails(${secret})`);
});

test("settings are an administrator's, and change what is shown", async () => {
  assert.equal(
    (await ann.post("/SetRelationshipSettings", { good: 70 })).status,
    403,
  );
  const before = (await tab(ann, "contact", contact)).health.score;
  const changed = await admin.post("/SetRelationshipSettings", {
    expected_days: 30,
  });
  assert.equal(changed.json.expected_days, 30);
  assert.notEqual((await tab(ann, "contact", contact)).health.score, before);
  assert.equal(
    (await admin.post("/SetRelationshipSettings", { health_on: false })).status,
    200,
  );
  assert.equal((await tab(ann, "contact", contact)).health, null);
  await admin.post("/SetRelationshipSettings", { health_on: true });
});

test("who opted out is not worked out", async () => {
  await ann.patch(`/contacts(${contact})`, { msdyn_gdproptout: true });
  const answer = await tab(ann, "contact", contact);
  assert.deepEqual(
    [answer.left_out, answer.activities, answer.health],
    ["opted_out", 0, null],
  );
  assert.equal(kpi(await tab(ann, "opportunity", deal), "mails_sent"), 0);
  await ann.patch(`/contacts(${contact})`, { msdyn_gdproptout: false });
});

test("what is asked wrongly is said", async () => {
  const cases = [
    [`Table='task',Id=${deal}`, /task has no relationships/],
    [
      `Table='contact',Id=${contact},Days=9999`,
      /Days must be between 1 and 730/,
    ],
    [
      `Table='contact',Id=${contact},TimeZone='Mars'`,
      /no time zone named Mars/,
    ],
  ];
  for (const [asked, words] of cases) {
    const answer = await ann.get(`/Relationship(${asked})`);
    assert.equal(answer.status, 400, asked);
    assert.match(answer.text, words);
  }
  const wrong = await admin.post("/SetRelationshipSettings", {
    influence: { emails: 3 },
  });
  assert.equal(wrong.status, 400);
  assert.match(
    wrong.text,
    /influence\.emails must be a number from -0\.5 to 0\.5/,
  );
});
