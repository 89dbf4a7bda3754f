// Captured mail: people and what administrators decide about them, account suggestions, private mail and its tracking.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { idOf, Leadlight } from "./server.mjs";

let server, admin, ann, bert, folder, contact;

const mail = (id, day, from, more = "") =>
  `From: ${from}\nTo: Ann <ann@ours.example>\n${more}Subject: About ${id}\nDate: Mon, ${day} May 2026 10:00:00 +0000\nMessage-ID: <${id}@mails>\n\nHi\n`;

async function bringIn(owner, mails, ...options) {
  const place = await mkdtemp(path.join(folder, "mail-"));
  for (const [name, text] of Object.entries(mails))
    await writeFile(path.join(place, `${name}.eml`), text);
  return JSON.parse(
    await server.command(
      ...["import", "mail", place, "--ours", "ours.example"],
      ...["--owner", owner, "--json", ...options],
    ),
  );
}

before(async () => {
  server = await Leadlight.start();
  folder = await mkdtemp(path.join(os.tmpdir(), "leadlight-people-"));
  admin = server.as(await server.token("admin"));
  ann = server.as(await server.addUser("ann", "Salesperson", "North"));
  bert = server.as(await server.addUser("bert", "Salesperson", "South"));
  const units = (await admin.get("/businessunits")).json.value;
  const team = idOf(
    await admin.post("/teams", {
      name: "Both",
      "businessunitid@odata.bind": `/businessunits(${units[0].businessunitid})`,
    }),
  );
  const me = async (who) => (await who.get("/WhoAmI()")).json.UserId;
  const added = await admin.post("/SetTeamMembers", {
    TeamId: team,
    UserIds: [await me(ann), await me(bert)],
  });
  assert.ok(added.status < 300, added.text);
  contact = idOf(
    await admin.post("/contacts", {
      firstname: "Carl",
      lastname: "Bos",
      emailaddress1: "carl@northwind.com",
      "ownerid_team@odata.bind": `/teams(${team})`,
    }),
  );
  await bringIn(
    "ann",
    {
      one: mail(
        "one",
        4,
        "Carl Bos <carl@northwind.com>",
        "Cc: Carl Bos <c.bos@northwind.com>\n",
      ),
      two: mail("two", 11, "Carl Bos <c@globex.com>"),
      three: mail("three", 18, "Dora Lind <dora@initech.com>"),
    },
    "--private",
    "--analytics",
  );
  // A token taken before somebody joined a team does not know of it for two seconds.
  await new Promise((resolve) => setTimeout(resolve, 2_100));
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
  assert.equal(await server.stop(), 0, server.output);
});

const addresses = async () =>
  (await admin.get("/ll_personaddresses?$orderby=ll_address")).json.value;
const address = async (wanted) =>
  (await addresses()).find((each) => each.ll_address === wanted);
const personOf = async (wanted) => (await address(wanted))._ll_personid_value;

async function decide(action, body) {
  const answer = await admin.post(`/${action}`, body);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
}
const undo = async (decision) =>
  assert.equal(
    (
      await admin.post("/UndoPeopleDecision", {
        DecisionId: decision.DecisionId,
      })
    ).status,
    204,
  );

test("people are listed with their addresses and why each is theirs", async () => {
  const answer = await admin.get(
    "/ll_persons?$search=carl&$expand=ll_personaddress_ll_personid($select=ll_address,ll_reason,ll_certainty),ll_recordid_contact($select=fullname)",
  );
  const carl = answer.json.value.find(
    (each) => each._ll_recordid_value === contact,
  );
  assert.deepEqual(
    carl.ll_personaddress_ll_personid.map((each) => each.ll_address).sort(),
    ["c.bos@northwind.com", "carl@northwind.com"],
  );
  for (const each of carl.ll_personaddress_ll_personid)
    assert.ok(each.ll_reason, each.ll_address);
});

test("sellers neither see whom others write with nor decide about them", async () => {
  for (const set of [
    "ll_persons",
    "ll_personaddresses",
    "ll_peopledecisions",
  ]) {
    const answer = await ann.get(`/${set}`);
    assert.ok(
      answer.status === 403 || answer.json.value.length === 0,
      answer.text,
    );
  }
  const { ll_personaddressid: id } = await address("c@globex.com");
  for (const [action, body] of [
    ["ConfirmAddress", { AddressId: id }],
    ["RefuseAddress", { AddressId: id }],
    ["SeparateAddress", { AddressId: id }],
    ["JoinPeople", { PersonId: id, OtherId: id }],
    ["MakeContact", { PersonId: id }],
    ["DismissDomain", { Domain: "globex.com" }],
  ])
    assert.equal((await ann.post(`/${action}`, body)).status, 403, action);
  assert.equal((await ann.get("/SuggestedAccounts()")).status, 403);
});

test("a doubtful pair is confirmed or refused, and both can be undone", async () => {
  const doubtful = (await addresses()).find((each) => each.ll_certainty === 1);
  assert.ok(doubtful, "one is to be confirmed");
  const body = { AddressId: doubtful.ll_personaddressid };
  const confirmed = await decide("ConfirmAddress", body);
  assert.equal(
    await personOf("c@globex.com"),
    await personOf("carl@northwind.com"),
  );
  assert.equal((await admin.post("/ConfirmAddress", body)).status, 400);
  await undo(confirmed);
  assert.notEqual(
    await personOf("c@globex.com"),
    await personOf("carl@northwind.com"),
  );
  await decide("RefuseAddress", body);
  // Both in one conversation: without the refusal they would be one now.
  await bringIn("ann", {
    more: mail(
      "more",
      25,
      "Carl Bos <c@globex.com>",
      "Cc: Carl Bos <carl@northwind.com>\n",
    ),
  });
  assert.notEqual(
    await personOf("c@globex.com"),
    await personOf("carl@northwind.com"),
  );
  const kept = (
    await admin.get(
      "/ll_peopledecisions?$select=ll_name,ll_kind&$expand=createdby($select=domainname)",
    )
  ).json.value;
  assert.deepEqual(
    kept.map((each) => [each.ll_kind, each.createdby.domainname]),
    [[1, "admin"]],
  );
});

test("an address is separated, and what stands for a contact is not", async () => {
  const separated = await decide("SeparateAddress", {
    AddressId: (await address("c.bos@northwind.com")).ll_personaddressid,
  });
  assert.notEqual(
    await personOf("c.bos@northwind.com"),
    await personOf("carl@northwind.com"),
  );
  await undo(separated);
  assert.equal(
    await personOf("c.bos@northwind.com"),
    await personOf("carl@northwind.com"),
  );
  const refused = await admin.post("/SeparateAddress", {
    AddressId: (await address("carl@northwind.com")).ll_personaddressid,
  });
  assert.equal(refused.status, 412, refused.text);
});

test("a person becomes a contact, with the account of the domain", async () => {
  const account = idOf(
    await admin.post("/accounts", {
      name: "Initech",
      websiteurl: "https://www.initech.com",
    }),
  );
  const person = await personOf("dora@initech.com");
  const made = await decide("MakeContact", { PersonId: person });
  const row = (await admin.get(`/contacts(${made.ContactId})`)).json;
  assert.deepEqual(
    [row.firstname, row.lastname, row.emailaddress1],
    ["Dora", "Lind", "dora@initech.com"],
  );
  assert.equal(row._parentcustomerid_value, account);
  const again = await admin.post("/MakeContact", { PersonId: person });
  assert.equal(again.status, 412, again.text);
});

test("accounts are suggested until one is made or somebody says no", async () => {
  const suggested = async () =>
    (await admin.get("/SuggestedAccounts()")).json.accounts;
  assert.deepEqual((await suggested()).map((each) => each.domain).sort(), [
    "globex.com",
    "northwind.com",
  ]);
  const globex = (await suggested()).find(
    (each) => each.domain === "globex.com",
  );
  assert.deepEqual([globex.people, globex.activities], [1, 2]);
  const dismissed = await decide("DismissDomain", { Domain: "globex.com" });
  await admin.post("/accounts", {
    name: "Northwind",
    websiteurl: "https://northwind.com",
  });
  assert.deepEqual(await suggested(), []);
  await undo(dismissed);
  assert.equal((await suggested()).length, 1);
});

const timeline = async (who) =>
  (
    await who.get(`/Timeline(Table='contact',Id=${contact},Kinds='email')`)
  ).json.items.filter((each) => each.title === "About one");
const track = (who, action = "TrackActivity", more = {}) =>
  timeline(ann).then(([item]) =>
    who.post(`/${action}`, {
      Table: "email",
      ActivityId: item.id,
      ...(action === "TrackActivity"
        ? { RegardingTable: "contact", RegardingId: contact }
        : {}),
      ...more,
    }),
  );

test("private mail is on the timeline of its owner alone until it is tracked", async () => {
  assert.equal((await bert.get(`/contacts(${contact})`)).status, 200);
  const [mine] = await timeline(ann);
  assert.deepEqual([mine.private, mine.may_track], [true, true]);
  assert.deepEqual(await timeline(bert), []);
  assert.deepEqual(await timeline(admin), [], "whatever the right");
  assert.equal((await track(bert)).status, 404);
  assert.equal((await track(bert, "UntrackActivity")).status, 404);

  assert.equal((await track(ann)).status, 204);
  const [theirs] = await timeline(bert);
  assert.deepEqual(
    [theirs.tracked, theirs.private, theirs.may_track, theirs.regarding.id],
    [true, undefined, undefined, contact],
  );
  assert.equal((await timeline(ann))[0].may_track, true);
  assert.equal((await bert.get(`/emails(${theirs.id})`)).status, 200);
  assert.equal((await track(bert, "UntrackActivity")).status, 403);

  assert.equal((await track(ann, "UntrackActivity")).status, 204);
  assert.deepEqual(await timeline(bert), []);
  assert.equal((await bert.get(`/emails(${theirs.id})`)).status, 404);
  assert.equal((await timeline(ann))[0].private, true);
  assert.equal((await track(ann, "UntrackActivity")).status, 412);
});

test("tracked mail counts in the relationship, that of a closed mailbox does not", async () => {
  for (const { ll_mailboxid } of (await ann.get("/ll_mailboxes")).json.value) {
    const closed = await ann.patch(`/ll_mailboxes(${ll_mailboxid})`, {
      ll_analytics: false,
    });
    assert.equal(closed.status, 204, closed.text);
  }
  const received = async () =>
    (
      await bert.get(`/Relationship(Table='contact',Id=${contact})`)
    ).json.kpis.find((each) => each.key === "mails_received").value;
  const before = await received();
  assert.equal((await track(ann)).status, 204);
  assert.equal(await received(), before + 1);
  assert.equal((await track(ann, "UntrackActivity")).status, 204);
  assert.equal(await received(), before);
});

test("mail is tracked with what one can see, and mail only", async () => {
  const hidden = idOf(await bert.post("/leads", { lastname: "Hidden" }));
  const elsewhere = { RegardingTable: "lead", RegardingId: hidden };
  assert.equal((await track(ann, "TrackActivity", elsewhere)).status, 404);
  const wrong = await track(ann, "TrackActivity", {
    Table: "task",
  });
  assert.equal(wrong.status, 400, wrong.text);
});
