// Meetings that come as mails: on the timeline once, with what was answered, and in how fast both sides answer.
import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";

import { idOf, Leadlight } from "./server.mjs";

let server, ann, folder, contact;

const ANN = "ann@ours.example";
const CARL = "carl@northwind.example";
const NOW = Date.now();
const hours = (count) => new Date(NOW + count * 3_600_000);
const compact = (date) => date.toISOString().replace(/[-:]|\.\d+/g, "");

/** A mail that asks for, calls off or answers an hour's talk. */
function invitation({
  id,
  from,
  method,
  at,
  uid = "talk",
  answer = "NEEDS-ACTION",
  starts = hours(-24),
}) {
  return [
    `From: ${from}`,
    `To: ${from === ANN ? CARL : ANN}`,
    `Subject: ${method} talk`,
    `Date: ${at.toUTCString()}`,
    `Message-ID: <${id}@mails>`,
    `Content-Type: text/calendar; charset=utf-8; method=${method}`,
    "",
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    `METHOD:${method}`,
    "BEGIN:VEVENT",
    `UID:${uid}`,
    `DTSTAMP:${compact(at)}`,
    `DTSTART:${compact(starts)}`,
    "DURATION:PT1H",
    "SUMMARY:Talk",
    `ORGANIZER;CN=Ann:mailto:${ANN}`,
    `ATTENDEE;CN=Carl Bos;PARTSTAT=${answer}:mailto:${CARL}`,
    "END:VEVENT",
    "END:VCALENDAR",
    "",
  ].join("\r\n");
}

async function bringIn(...mails) {
  const place = await mkdtemp(path.join(folder, "mail-"));
  for (const [number, text] of mails.entries())
    await writeFile(path.join(place, `${number}.eml`), text);
  return JSON.parse(
    await server.command(
      "import",
      "mail",
      place,
      "--ours",
      "ours.example",
      "--owner",
      "ann",
      "--json",
    ),
  );
}

const asked = () =>
  invitation({ id: "ask", from: ANN, method: "REQUEST", at: hours(-72) });
const accepted = () =>
  invitation({
    id: "answer",
    from: CARL,
    method: "REPLY",
    at: hours(-70),
    answer: "ACCEPTED",
  });
const get = async (question) => {
  const answer = await ann.get(question);
  assert.equal(answer.status, 200, answer.text);
  return answer.json;
};
const timeline = async () =>
  (
    await get(
      `/Timeline(Table='contact',Id=${contact},Kinds='email,appointment')`,
    )
  ).items;

before(async () => {
  server = await Leadlight.start();
  folder = await mkdtemp(path.join(os.tmpdir(), "leadlight-invitations-"));
  ann = server.as(await server.addUser("ann", "Salesperson", "North"));
  contact = idOf(
    await ann.post("/contacts", {
      firstname: "Carl",
      lastname: "Bos",
      emailaddress1: CARL,
    }),
  );
});
after(async () => {
  await rm(folder, { recursive: true, force: true });
  assert.equal(await server.stop(), 0, server.output);
});

test("an answer whose meeting is not known is a mail on the timeline", async () => {
  const report = await bringIn(accepted());
  assert.equal(report.new, 1);
  assert.equal(report.meetings_new, 0);
  assert.deepEqual(
    (await timeline()).map((item) => [item.kind, item.title]),
    [["email", "REPLY talk"]],
  );
});

test("an invitation and its answer are one meeting on the timeline, with the answer", async () => {
  const report = await bringIn(asked());
  assert.equal(report.meetings_new, 1);
  const items = await timeline();
  assert.deepEqual(
    items.map((item) => [item.kind, item.title]),
    [["appointment", "Talk"]],
  );
  const carl = items[0].parties.find((party) => party.address === CARL);
  assert.equal(carl.answer, 1);
  assert.equal(
    Math.round((Date.now() - Date.parse(carl.answered_on)) / 3_600_000),
    70,
  );
});

test("it counts as a meeting and an answer, not as mails", async () => {
  const { kpis, responses } = await get(
    `/Relationship(Table='contact',Id=${contact})`,
  );
  const kpi = (key) => kpis.find((each) => each.key === key).value;
  assert.equal(kpi("mails_sent"), 0);
  assert.equal(kpi("mails_received"), 0);
  assert.equal(kpi("meetings_sent"), 1);
  assert.deepEqual(
    [responses.all.theirs.asked, responses.all.theirs.answered],
    [1, 1],
  );
  assert.ok(
    Math.abs(kpi("response_by_them") - 2) < 0.01,
    `${kpi("response_by_them")} h`,
  );
  assert.equal(kpi("answered_by_them"), 1);
});

test("the number opens, with invitations to what is yet to come", async () => {
  const starts = hours(100);
  await bringIn(
    invitation({
      id: "next",
      from: ANN,
      method: "REQUEST",
      at: hours(-1),
      uid: "next",
      starts,
    }),
  );
  const behind = async (more) =>
    (
      await get(
        `/RelationshipActivities(Table='contact',Id=${contact},Channel='meeting'${more})`,
      )
    ).activities;
  assert.equal((await behind("")).length, 1, "it was not held");
  const [next, held] = await behind(",WithInvitations=true");
  assert.equal(next.asked.answered_on, null);
  assert.equal(
    Date.parse(held.asked.answered_on) - Date.parse(held.asked.on),
    2 * 3_600_000,
  );
});

test("a stranger calls nothing off", async () => {
  const report = await bringIn(
    invitation({
      id: "forged",
      from: "eve@evil.example",
      method: "CANCEL",
      at: hours(-1),
    }),
  );
  assert.equal(report.meetings_changed, 0);
  assert.match(
    report.problems[0].reason,
    /ann@ours\.example's, who did not send it/,
  );
  const states = (await timeline())
    .filter((item) => item.kind === "appointment")
    .map((item) => item.state);
  assert.ok(!states.includes(2), `${states}`);
});

test("an answer of nobody who was asked changes nothing, and doing all of it again neither", async () => {
  const eve = invitation({
    id: "eve",
    from: "eve@evil.example",
    method: "REPLY",
    at: hours(-69),
    answer: "DECLINED",
  });
  const before = await timeline();
  const again = await bringIn(
    asked(),
    accepted(),
    eve.replaceAll(`mailto:${CARL}`, "mailto:eve@evil.example"),
  );
  assert.deepEqual(
    [again.meetings_new, again.meetings_changed, again.new],
    [0, 0, 1],
  );
  assert.deepEqual(await timeline(), before);
});
