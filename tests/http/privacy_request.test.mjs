// What is known about somebody, as one answer to a request for it: complete, equal to what pages show, and only for
// those who answer such requests.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { idOf, Leadlight } from "./server.mjs";

let server, admin, manager, ann, annId, contact, lead;
const day = (days) => new Date(Date.now() - days * 86_400_000).toISOString();

before(async () => {
  server = await Leadlight.start();
  admin = server.as(await server.token("admin"));
  manager = server.as(await server.addUser("mia", "Sales manager", "North"));
  ann = server.as(await server.addUser("ann", "Salesperson", "North"));
  annId = (await ann.get("/WhoAmI()")).json.UserId;
  contact = idOf(
    await ann.post("/contacts", {
      firstname: "Ada",
      lastname: "Okafor",
      emailaddress1: "ada@northwind.example",
      ll_consent: 1,
      ll_consentground: 1,
    }),
  );
  lead = idOf(await ann.post("/leads", { lastname: "Lovelace" }));
  await mail(40, true);
  await mail(12, true);
  await mail(11, false);
  await ann.post("/phonecalls", {
    subject: "Call",
    "regardingobjectid_lead@odata.bind": `/leads(${lead})`,
    statecode: 1,
    statuscode: 2,
    actualend: day(3),
  });
});
after(async () => assert.equal(await server.stop(), 0, server.output));

/** Between ann and the contact. */
async function mail(days, outgoing) {
  const id = idOf(
    await ann.post("/emails", {
      subject: "Offer",
      directioncode: outgoing,
      senton: day(days),
      statecode: 1,
      statuscode: outgoing ? 3 : 4,
    }),
  );
  const party = (role, who) =>
    ann.post("/activityparties", {
      "activityid_email@odata.bind": `/emails(${id})`,
      participationtypemask: role,
      ...who,
    });
  await party(outgoing ? 1 : 2, {
    "partyid_systemuser@odata.bind": `/systemusers(${annId})`,
  });
  await party(outgoing ? 2 : 1, { addressused: "ada@northwind.example" });
}

const ask = (who, table, id) =>
  who.post("/msdyn_RetrieveKPIValuesForGDPR", {
    CRMRecord: {
      "@odata.type": `Microsoft.Dynamics.CRM.${table}`,
      [`${table}id`]: id,
    },
  });
async function known(who, table, id) {
  const answer = await ask(who, table, id);
  assert.equal(answer.status, 200, answer.text);
  const list = JSON.parse(answer.json.Response);
  assert.equal(list.length, 1);
  return list[0];
}
const tab = async (table, id) =>
  (await ann.get(`/Relationship(Table='${table}',Id=${id})`)).json;

test("the figures are those of the relationship tab", async () => {
  for (const [table, id] of [
    ["contact", contact],
    ["lead", lead],
  ]) {
    const shown = await tab(table, id);
    const told = await known(admin, table, id);
    assert.ok(shown.activities > 0, table);
    const { kpis, activities, responses, engagement } =
      told["Lifetime UI KPIs"];
    assert.deepEqual(
      [activities, kpis, responses, engagement],
      [shown.activities, shown.kpis, shown.responses, shown.engagement],
    );
    assert.deepEqual(
      told["Most Contacted KPIs"].most_contacted,
      shown.most_contacted,
    );
    assert.equal(told["Health KPIs"].score, shown.health.score);
    assert.deepEqual(told["Health KPIs"].terms, shown.health.terms);
    assert.deepEqual(
      told["Daily UI KPIs"].map((each) => [
        each.msdyn_date,
        each.msdyn_emailssent,
        each.msdyn_emailsreceived,
        each.msdyn_phonecallsmade,
      ]),
      shown.chart.with_contact.map((each) => [
        each.date,
        ...each.email,
        each.call[0],
      ]),
    );
  }
});

test("what was entered, and on what ground it is kept, is told with it", async () => {
  const person = idOf(
    await admin.post("/ll_persons", {
      ll_name: "Ada",
      "ll_recordid_contact@odata.bind": `/contacts(${contact})`,
    }),
  );
  await admin.post("/ll_personaddresses", {
    ll_address: "ada@home.example",
    "ll_personid@odata.bind": `/ll_persons(${person})`,
  });
  const told = await known(manager, "contact", contact);
  assert.equal(told.Record.emailaddress1, "ada@northwind.example");
  assert.equal(told.Record.ll_consent.value, 1);
  assert.equal(told.Record.ownerid.name, "ann");
  assert.deepEqual(
    told.Addresses.map((each) => each.ll_address),
    ["ada@home.example"],
  );
  assert.deepEqual(told.Privacy, { left_out: null, consent_required: false });
});

test("of a user only the own counts are told", async () => {
  const told = await known(admin, "systemuser", annId);
  assert.equal(told["Lifetime UI KPIs"].msdyn_emailssent, 2);
  assert.equal(told["Lifetime UI KPIs"].msdyn_emailsreceived, 1);
  assert.equal(told["Most Contacted KPIs"], null);
  assert.deepEqual(
    (await known(ann, "systemuser", annId))["Daily UI KPIs"],
    told["Daily UI KPIs"],
  );
  assert.doesNotMatch(
    (await ask(admin, "systemuser", annId)).text,
    /password|hash/i,
  );
});

test("who opted out has no figures, and it is said", async () => {
  await ann.patch(`/contacts(${contact})`, { msdyn_gdproptout: true });
  const told = await known(admin, "contact", contact);
  assert.equal(told.Privacy.left_out, "opted_out");
  assert.deepEqual(told["Daily UI KPIs"], []);
  assert.equal(told["Lifetime UI KPIs"].activities, 0);
  assert.equal(told["Health KPIs"], null);
  assert.equal(told.Record.lastname, "Okafor");
  await ann.patch(`/contacts(${contact})`, { msdyn_gdproptout: false });
});

test("only administrators and managers answer requests, of records they can read", async () => {
  assert.equal((await ask(ann, "contact", contact)).status, 403);
  assert.equal((await ask(manager, "systemuser", annId)).status, 403);
  const south = server.as(
    await server.addUser("sam", "Sales manager", "South"),
  );
  assert.equal((await ask(south, "contact", contact)).status, 404);
});

test("what is asked wrongly is said", async () => {
  const nobody = "00000000-0000-0000-0000-000000000001";
  assert.equal((await ask(admin, "contact", nobody)).status, 404);
  assert.equal((await ask(admin, "systemuser", nobody)).status, 404);
  const wrong = async (body, words) => {
    const answer = await admin.post("/msdyn_RetrieveKPIValuesForGDPR", body);
    assert.equal(answer.status, 400, answer.text);
    assert.match(answer.text, words);
  };
  await wrong({}, /CRMRecord is missing/);
  await wrong({ CRMRecord: { contactid: contact } }, /no @odata\.type/);
  await wrong(
    { CRMRecord: { "@odata.type": "Microsoft.Dynamics.CRM.contact" } },
    /no id in contactid/,
  );
  const account = idOf(await ann.post("/accounts", { name: "Northwind" }));
  assert.equal((await ask(admin, "account", account)).status, 400);
});
