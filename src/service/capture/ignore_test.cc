// What ignore lists keep out, of what comes in and of what was there.
#include "service/capture/capture_fixture.h"
#include "service/capture/ignore_marks.h"
#include "service/capture/import_calendar.h"
#include "service/capture/mail_accounts.h"
#include "service/jobs/jobs.h"

namespace leadlight::capture {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

TEST(IgnoredFolder, IsCalledSoOrStandsInOne) {
  for (const char* folder : {"Private", "private", "PRIVATE/2026", "Private/a/b"})
    EXPECT_TRUE(is_folder(folder, "Private")) << folder;
  for (const char* folder : {"Privately", "INBOX/Private", "", "Pri"})
    EXPECT_FALSE(is_folder(folder, "Private")) << folder;
  EXPECT_TRUE(is_folder("INBOX/Private", "*/Private"));
  EXPECT_TRUE(is_folder("Lists.cpp", "Lists*"));
  EXPECT_TRUE(is_folder("Lists/cpp", "lists*"));
  EXPECT_TRUE(is_folder("Vrienden/Überall", "*über*"));
  EXPECT_FALSE(is_folder("Work", "Lists*"));
  EXPECT_FALSE(is_folder(std::string(400, 'a'), "*a*a*a*a*a*a*a*a*a*a*b")) << "soon told";
}

class Ignore : public CaptureTest {
 protected:
  static constexpr const char* kOthers = "Cc: Dora <dora@globex.example>\n";

  Uuid put(const std::string& value, const Uuid& user) { return must(ignore(*store_, {.value = value}, user)); }
  Uuid put_on_all(const std::string& value) {
    return must(ignore(*store_, {.value = value, .organisation = true}, ann_));
  }
  void take_off(const Uuid& entry, const Uuid& user) { must(stop_ignoring(*store_, entry, user, true)); }
  IgnoreApplied apply() {
    return must(apply_ignore_lists(*store_, [](std::int64_t, std::int64_t) { return true; }));
  }
  OrderedJson entry_of(const Uuid& id, const Uuid& user, bool organisation = false) {
    const OrderedJson list = must(ignore_list_json(*must(store_->snapshot()), organisation, user));
    for (const OrderedJson& each : list["entries"]) {
      if (each["entry_id"] == id.to_string()) return each;
    }
    return {};
  }
  Error refusal(const IgnoreWish& wish) {
    const auto done = ignore(*store_, wish, ann_);
    return done ? Error(ErrorCode::Internal, "it was taken") : done.error();
  }
  /// Subjects of mails and meetings as others see them, and what is written of the rest.
  std::vector<std::string> shown(const std::string& table = "email") {
    std::vector<std::string> out;
    for (const Record& row : rows(table)) {
      if (!row.is_true("ll_ignored")) out.push_back(row.text(table == "email" ? "messageid" : "globalobjectid"));
    }
    return out;
  }
  std::vector<std::string> shown_parties(const Uuid& activity) {
    std::vector<std::string> out;
    for (const Record& row : parties_of(activity)) {
      if (!row.is_true("ll_ignored")) out.push_back(row.text("addressused"));
    }
    return out;
  }
  /// All that is marked, by row.
  std::map<Uuid, bool> marks() {
    std::map<Uuid, bool> out;
    for (const char* table : {"email", "appointment", "activityparty", "ll_mailboxitem"}) {
      for (const Record& row : rows(table)) out[row.id] = row.is_true("ll_ignored");
    }
    return out;
  }
  std::string from(const std::string& id, const std::string& sender, const std::string& more = {}) {
    return fmt::format(
        "From: {0}\nTo: Ann <ann@ours.example>\n{2}Subject: Hello\nDate: Mon, 4 May 2026 10:00:00 +0000\n"
        "Message-ID: <{1}>\n\nText\n",
        sender, id, more);
  }
};

TEST_F(Ignore, WhatComesFromAnIgnoredAddressLeavesNothing) {
  write_file("one.eml", message("one@x"));
  write_file("two.eml", from("two@x", "Dora <dora@globex.example>"));
  const Uuid entry = put("Carl@Northwind.example", ann_);
  const auto report = bring_in(wanted(ann_));
  EXPECT_EQ(report.ignored, 1U);
  EXPECT_EQ(report.written.added, 1U);
  EXPECT_EQ(report.skipped, 0U);
  EXPECT_EQ(to_json(report)["ignored"], 1);
  EXPECT_THAT(shown(), ElementsAre("two@x"));
  EXPECT_EQ(rows("email").size(), 1U);
  for (const Record& party : rows("activityparty")) EXPECT_NE(party.text("addressused"), "carl@northwind.example");
  for (const Record& known : rows("ll_personaddress")) EXPECT_NE(known.text("ll_address"), "carl@northwind.example");
  EXPECT_EQ(entry_of(entry, ann_)["not_captured"], 1);
  EXPECT_EQ(entry_of(entry, ann_)["kept_out"], 1);
}

TEST_F(Ignore, ADomainIsItselfAndThoseBelowIt) {
  write_file("one.eml", from("one@x", "a@x.example"));
  write_file("two.eml", from("two@x", "b@mail.eu.x.example"));
  write_file("other.eml", from("other@x", "c@notx.example"));
  put("@X.example", ann_);
  EXPECT_EQ(bring_in(wanted(ann_)).ignored, 2U);
  EXPECT_THAT(shown(), ElementsAre("other@x"));
}

TEST_F(Ignore, AMailWithOthersKeepsThemAndLeavesTheIgnoredOut) {
  const std::string to_both =
      "From: Ann <ann@ours.example>\nTo: Carl <carl@northwind.example>, Dora <dora@globex.example>\nSubject: Offer\n"
      "Date: Mon, 4 May 2026 10:00:00 +0000\nMessage-ID: <both@x>\n\nText\n";
  const std::string to_one =
      "From: Ann <ann@ours.example>\nTo: Carl <carl@northwind.example>, bert@ours.example\nSubject: Lunch\n"
      "Date: Mon, 4 May 2026 11:00:00 +0000\nMessage-ID: <alone@x>\n\nText\n";
  write_file("both.eml", to_both);
  write_file("alone.eml", to_one);
  const Uuid entry = put("northwind.example", ann_);
  EXPECT_EQ(bring_in(wanted(ann_)).ignored, 1U) << "whoever of ours is in it makes it nobody's";
  EXPECT_THAT(shown(), ElementsAre("both@x"));
  const Record both = mail("both@x");
  EXPECT_EQ(both.text("torecipients"), "dora@globex.example");
  EXPECT_THAT(shown_parties(both.id), ElementsAre("ann@ours.example", "dora@globex.example"));
  for (const Record& known : rows("ll_personaddress")) EXPECT_NE(known.text("ll_address"), "carl@northwind.example");
  bring_in(wanted(ann_));
  EXPECT_EQ(rows("ll_personaddress").size(), 2U) << "nor when it is brought in once more";

  take_off(entry, ann_);
  apply();
  EXPECT_THAT(shown_parties(both.id),
              UnorderedElementsAre("ann@ours.example", "carl@northwind.example", "dora@globex.example"));
  EXPECT_EQ(mail("both@x").text("torecipients"), "dora@globex.example;carl@northwind.example");
}

TEST_F(Ignore, ALaterEntryHoldsBackWhatIsThereAndTakenOffItBringsItBack) {
  write_file("one.eml", message("one@x"));
  write_file("both.eml", from("both@x", "Dora <dora@globex.example>", "Cc: carl@northwind.example\n"));
  write_file("other.eml", from("other@x", "Dora <dora@globex.example>"));
  bring_in(wanted(ann_));
  const auto before = marks();
  const Uuid entry = put("carl@northwind.example", ann_);
  const IgnoreApplied applied = apply();
  EXPECT_EQ(applied.looked_at, 2);
  EXPECT_EQ(applied.changed, 2);
  EXPECT_THAT(shown(), UnorderedElementsAre("both@x", "other@x"));
  EXPECT_THAT(shown_parties(mail_activity_id("both@x")),
              UnorderedElementsAre("ann@ours.example", "dora@globex.example"));
  EXPECT_EQ(entry_of(entry, ann_)["held_back"], 1);
  EXPECT_EQ(apply().changed, 0) << "once";
  EXPECT_EQ(bring_in(wanted(ann_)).ignored, 1U);
  EXPECT_EQ(entry_of(entry, ann_)["kept_out"], 1) << "what is there is not counted twice";

  take_off(entry, ann_);
  EXPECT_EQ(apply().changed, 2);
  EXPECT_EQ(marks(), before);
}

TEST_F(Ignore, OfAKeptMailTheSameIsMarkedWhicheverCameFirst) {
  write_file("both.eml", from("both@x", "Dora <dora@globex.example>", "Cc: carl@northwind.example, e@c.example\n"));
  bring_in(wanted(ann_));
  const Uuid entry = put("northwind.example", ann_);
  apply();
  const auto later = marks();
  take_off(entry, ann_);
  apply();
  must(store_->write(
      [&](store::Transaction& tx) { return tx.remove("email", mail_activity_id("both@x"), {}, system_); }));
  put("northwind.example", ann_);
  bring_in(wanted(ann_));
  EXPECT_EQ(marks(), later);
  EXPECT_EQ(apply().changed, 0);
}

TEST_F(Ignore, WhatIsPersonalHoldsForTheOwnMailboxesAlone) {
  const std::string mine = write_file("ann/one.eml", message("one@x", kOthers));
  const std::string his = write_file("bert/one.eml", message("one@x", kOthers));
  bring_in(wanted(ann_, folder_ / "ann"));
  const Uuid entry = put("northwind.example", ann_);
  apply();
  EXPECT_THAT(shown(), IsEmpty());
  EXPECT_EQ(bring_in(wanted(bert_, folder_ / "bert")).written.shared, 1U);
  EXPECT_THAT(shown(), ElementsAre("one@x")) << "it is his as well";
  EXPECT_EQ(shown_parties(mail_activity_id("one@x")).size(), 3U);
  put("northwind.example", bert_);
  apply();
  EXPECT_THAT(shown(), IsEmpty());
  take_off(entry, ann_);
  apply();
  EXPECT_THAT(shown(), ElementsAre("one@x"));
}

TEST_F(Ignore, TheOrganisationsListHoldsForAllMailboxes) {
  write_file("ann/one.eml", message("one@x"));
  write_file("bert/two.eml", message("two@x"));
  bring_in(wanted(ann_, folder_ / "ann"));
  const Uuid entry = put_on_all("northwind.example");
  apply();
  EXPECT_EQ(bring_in(wanted(bert_, folder_ / "bert")).ignored, 1U);
  EXPECT_THAT(shown(), IsEmpty());
  EXPECT_EQ(entry_of(entry, bert_, true)["kept_out"], 2);
  EXPECT_TRUE(entry_of(entry, ann_).is_null()) << "it stands on no personal list";
}

TEST_F(Ignore, AFolderIsOfOneMailbox) {
  for (const char* box : {"ann", "bert"}) {
    write_file(fmt::format("{}/Private/cur/1", box), message(fmt::format("{}@x", box)));
    write_file(fmt::format("{}/Work/cur/1", box), message(fmt::format("{}.work@x", box)));
  }
  MailImport import = wanted(ann_, folder_ / "ann");
  import.ignored_folders = {"Priv*"};
  EXPECT_EQ(bring_in(import).ignored, 1U);
  EXPECT_EQ(bring_in(wanted(bert_, folder_ / "bert")).ignored, 0U);
  EXPECT_THAT(shown(), UnorderedElementsAre("ann.work@x", "bert@x", "bert.work@x"));
  const Uuid mailbox = rows("ll_mailbox").front().id;
  const Uuid owner = rows("ll_mailbox").front().target("ownerid");
  must(ignore(*store_, {.value = "Work", .mailbox = mailbox}, owner));
  apply();
  EXPECT_EQ(shown().size(), 2U);
}

TEST_F(Ignore, OfMeetingsTheOrganizerAndTheAskedDecide) {
  const auto event = [](const std::string& uid, const std::string& organizer, const std::string& asked) {
    return fmt::format(
        "BEGIN:VEVENT\r\nUID:{}\r\nDTSTAMP:20260501T080000Z\r\nDTSTART:20260504T100000Z\r\nDURATION:PT1H\r\n"
        "SUMMARY:Talk\r\nORGANIZER:mailto:{}\r\nATTENDEE:mailto:{}\r\nATTENDEE:mailto:ann@ours.example\r\n"
        "END:VEVENT\r\n",
        uid, organizer, asked);
  };
  const auto bring = [&](const std::string& events) {
    const CalendarImport wanted{.path = write_file("a.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//\r\n" +
                                                                events + "END:VCALENDAR\r\n"),
                                .owner = {"systemuser", ann_},
                                .our_domains = {"ours.example"}};
    return must(import_calendar(*store_, wanted, {.in_copy = answer_calendar_request}, clock_));
  };
  const std::string all = event("theirs", "carl@northwind.example", "dora@globex.example") +
                          event("alone", "ann@ours.example", "carl@northwind.example") +
                          event("both", "dora@globex.example", "carl@northwind.example");
  EXPECT_EQ(bring(all).added, 3U);
  const auto before = marks();
  const Uuid entry = put("northwind.example", ann_);
  apply();
  EXPECT_THAT(shown("appointment"), ElementsAre("both"));
  const auto held = bring(all);
  EXPECT_EQ(held.ignored, 2U);
  EXPECT_EQ(held.changed, 0U);
  EXPECT_EQ(held.cancelled, 0U) << "what is held back is still part of the calendar";
  EXPECT_EQ(apply().changed, 0);
  take_off(entry, ann_);
  apply();
  EXPECT_EQ(marks(), before);

  const Uuid again = put("northwind.example", ann_);
  bring(event("new", "carl@northwind.example", "dora@globex.example") +
        event("newer", "dora@globex.example", "carl@northwind.example"));
  EXPECT_EQ(rows("appointment").size(), 4U);
  EXPECT_EQ(apply().changed, 3) << "the two held back and whom \"both\" leaves out; \"newer\" came in marked";
  EXPECT_EQ(entry_of(again, ann_)["kept_out"], 3);
}

TEST_F(Ignore, WhatWouldHarmIsRefusedWithAReason) {
  bring_in(wanted(ann_, write_file("a.eml", message("one@x"))));
  for (const char* value : {"ours.example", "mail.ours.example", "bert@ours.example", "someone@ours.example"})
    EXPECT_THAT(refusal({.value = value}).message(), HasSubstr("is your own")) << value;
  for (const char* value : {"com", "co.uk", "example"})
    EXPECT_THAT(refusal({.value = value}).message(), HasSubstr("is nobody's domain")) << value;
  for (const char* value : {"", "  ", "two words", "a..b", ".", "*", "x.example/y", "<script>"})
    EXPECT_EQ(refusal({.value = value}).code(), ErrorCode::InvalidInput) << value;
  for (const char* value : {"@@", "a@", "a@b", "a b@c.example", "a@b@"})
    EXPECT_EQ(refusal({.value = value}).code(), ErrorCode::InvalidInput) << value;
  EXPECT_EQ(refusal({.value = std::string(500, 'a') + ".example"}).code(), ErrorCode::InvalidInput);
  EXPECT_EQ(refusal({.value = "gmail.com"}).code(), ErrorCode::Conflict);
  EXPECT_THAT(refusal({.value = "gmail.com"}).message(), HasSubstr("everybody may have an address at gmail.com"));
  must(ignore(*store_, {.value = "gmail.com", .confirmed = true}, ann_));
  must(ignore(*store_, {.value = "someone@gmail.com"}, ann_));
  const Uuid mailbox = rows("ll_mailbox").front().id;
  EXPECT_EQ(refusal({.value = "**", .mailbox = mailbox}).code(), ErrorCode::InvalidInput);
  EXPECT_EQ(refusal({.value = "Work", .mailbox = mailbox, .organisation = true}).code(), ErrorCode::InvalidInput);
  EXPECT_EQ(ignore(*store_, {.value = "Work", .mailbox = mailbox}, bert_).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(rows("ll_ignore").size(), 2U);
}

TEST_F(Ignore, EverybodyTakesOffTheirOwnAndAdministratorsTheOrganisations) {
  const Uuid own = put("x.example", ann_), all = put_on_all("y.example");
  EXPECT_EQ(put("X.example ", ann_), own) << "there already";
  EXPECT_EQ(stop_ignoring(*store_, own, bert_, true).error().code(), ErrorCode::NotFound);
  EXPECT_EQ(stop_ignoring(*store_, all, ann_, false).error().code(), ErrorCode::Denied);
  must(stop_ignoring(*store_, own, ann_, false));
  must(stop_ignoring(*store_, all, bert_, true));
  EXPECT_THAT(rows("ll_ignore"), IsEmpty());
}

TEST_F(Ignore, AnEntryMadeWhileMailComesInReachesWhatCameIn) {
  bring_in(wanted(ann_, write_file("a.eml", message("one@x"))));
  const Uuid mailbox = rows("ll_mailbox").front().id;
  auto ignoring = must(Ignoring::open(*store_, mailbox, ann_));
  put("northwind.example", ann_);
  for (const Record& job : rows("ll_job")) must(jobs::cancel(*store_, job.id, system_));
  must(ignoring.settle(*store_));
  EXPECT_TRUE(must(ignore_list_json(*must(store_->snapshot()), false, ann_))["applying"]) << "it is applied once more";
  EXPECT_TRUE(ignoring.leaves_out("carl@northwind.example"));
}

}  // namespace
}  // namespace leadlight::capture
