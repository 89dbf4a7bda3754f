// Meetings that come as mails: made, moved, called off and answered by whom they belong to.
#include "service/capture/capture_fixture.h"
#include "service/capture/import_calendar.h"

namespace leadlight::capture {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;

constexpr const char* kAnn = "ann@ours.example";
constexpr const char* kCarl = "carl@northwind.example";

class ImportInvitation : public CaptureTest {
 protected:
  static Timestamp at(const std::string& text) { return *base::parse_timestamp(text); }

  struct Sent {
    std::string from, day, method;
    std::string more = {};       ///< Properties, each with its line end.
    std::string attendees = {};  ///< Carl where it is empty.
    std::string organizer = kAnn;
    std::string start = "20260615T100000Z";
  };
  /// An hour with Carl, sent in May at 8:00.
  static std::string event(const Sent& sent) {
    return fmt::format(
        "BEGIN:VEVENT\nUID:one\nDTSTAMP:202605{}T080000Z\nDTSTART:{}\nDURATION:PT1H\nSUMMARY:Talk\n"
        "ORGANIZER:mailto:{}\n{}{}END:VEVENT\n",
        sent.day, sent.start, sent.organizer,
        sent.attendees.empty() ? "ATTENDEE;CN=Carl Bos;PARTSTAT=NEEDS-ACTION:mailto:carl@northwind.example\n"
                               : sent.attendees,
        sent.more);
  }
  static std::string calendar(const std::string& method, const std::string& events) {
    return "BEGIN:VCALENDAR\nVERSION:2.0\n" + (method.empty() ? "" : "METHOD:" + method + "\n") + events +
           "END:VCALENDAR\n";
  }
  static std::string raw(const Sent& sent) {
    return fmt::format(
        "From: {0}\nTo: {1}\nSubject: Talk\nDate: {2} May 2026 08:00:00 +0000\nMessage-ID: <{3}-{2}-{0}>\n"
        "Content-Type: text/calendar; method={3}\n\n{4}",
        sent.from, sent.from == kAnn ? kCarl : kAnn, sent.day, sent.method, calendar(sent.method, event(sent)));
  }
  static std::string answer(const std::string& how, const std::string& who = kCarl) {
    return "ATTENDEE;PARTSTAT=" + how + ":mailto:" + who + "\n";
  }

  MailImportReport bring(const std::vector<Sent>& mails, MailImport how = {}) {
    std::filesystem::remove_all(folder_ / "mails");
    for (std::size_t i = 0; i < mails.size(); ++i) write_file("mails/" + std::to_string(i) + ".eml", raw(mails[i]));
    how.path = (folder_ / "mails").string();
    if (how.owner.id.is_nil()) how.owner = {"systemuser", ann_};
    how.our_domains = {"ours.example"};
    const ReadingProgram reader{.in_copy = [now = clock_.now()](std::string_view mail) {
      return to_bytes(parse_mail(mail, {}, invitation_reading("UTC", now)));
    }};
    return must(import_mail(*store_, how, reader, clock_, {}));
  }
  CalendarImportReport bring_calendar(const Sent& sent, const std::string& rest = {}) {
    const CalendarImport wanted{.path = write_file("a.ics", calendar("", event(sent) + rest)),
                                .owner = {"systemuser", ann_},
                                .our_domains = {"ours.example"}};
    return must(import_calendar(*store_, wanted, {.in_copy = answer_calendar_request}, clock_));
  }

  Record meeting(const std::string& key = "one") {
    const auto row = must(must(store_->snapshot())->find("appointment", meeting_activity_id(key), {}, system_));
    if (!row) throw std::runtime_error("no meeting " + key);
    return *row;
  }
  Record party(const std::string& address, const std::string& key = "one") {
    for (Record& row : parties_of(meeting_activity_id(key))) {
      if (row.text("addressused") == address) return std::move(row);
    }
    throw std::runtime_error(address + " takes no part");
  }
  /// All that is kept, as text, to compare.
  std::string everything() {
    std::string all;
    for (const char* table : {"appointment", "activityparty", "email"}) {
      std::map<std::string, std::string> lines;
      for (const Record& row : rows(table)) {
        std::string& line = lines[row.id.to_string()];
        for (const char* column : {"subject", "scheduledstart", "statecode", "createdon", "ll_answer", "ll_answeredon",
                                   "addressused", "ll_meetingid"}) {
          line += record::to_string(row.get(column)) + " ";
        }
      }
      for (const auto& [id, line] : lines) all += id + " " + line + "\n";
    }
    return all;
  }

  const Sent asked_{.from = kAnn, .day = "04", .method = "REQUEST"};
  const Sent accepted_{.from = kCarl, .day = "05", .method = "REPLY", .attendees = answer("ACCEPTED")};
};

TEST_F(ImportInvitation, MakesTheMeetingWithWhenItWasAskedForAndAnswered) {
  const auto report = bring({asked_, accepted_});
  EXPECT_EQ(report.written.added, 2U);
  EXPECT_EQ(report.invitations.meetings, 1U);
  EXPECT_EQ(report.invitations.answers, 1U);
  EXPECT_EQ(report.with_problems, 0U);
  const Record row = meeting();
  EXPECT_EQ(row.text("subject"), "Talk");
  EXPECT_EQ(row.time("scheduledstart"), at("2026-06-15T10:00:00Z"));
  EXPECT_EQ(row.number("statecode"), 3);
  EXPECT_EQ(row.time("createdon"), at("2026-05-04T08:00:00Z"));
  EXPECT_EQ(row.target("ownerid"), ann_);
  EXPECT_EQ(party(kCarl).number("ll_answer"), 1);
  EXPECT_EQ(party(kCarl).time("ll_answeredon"), at("2026-05-05T08:00:00Z"));
  EXPECT_EQ(party(kAnn).number("participationtypemask"), 7);
  for (const Record& mail : rows("email")) EXPECT_EQ(mail.target("ll_meetingid"), row.id);
}

TEST_F(ImportInvitation, AnotherTimeChangesNothing) {
  bring({asked_, accepted_});
  const std::string before = everything();
  const auto last_change = must(must(store_->snapshot())->last_change(system_));
  const auto again = bring({asked_, accepted_});
  EXPECT_EQ(again.invitations.meetings + again.invitations.changed + again.invitations.answers, 0U);
  EXPECT_EQ(everything(), before);
  EXPECT_EQ(must(must(store_->snapshot())->last_change(system_)), last_change);
}

class ImportInvitationInOrder : public ImportInvitation, public testing::WithParamInterface<int> {};

TEST_P(ImportInvitationInOrder, ComesToTheSameAndWithACalendar) {
  Sent in_calendar = asked_;
  in_calendar.more = "CREATED:20260501T080000Z\n";
  in_calendar.attendees = "ATTENDEE;CN=Carl Bos;PARTSTAT=ACCEPTED:mailto:carl@northwind.example\n";
  const Sent moved{.from = kAnn, .day = "06", .method = "REQUEST", .more = "SEQUENCE:1\n", .start = "20260616T100000Z"};
  std::vector<int> order{0, 1, 2, 3};
  for (int i = 0; i < GetParam(); ++i) std::ranges::next_permutation(order);
  for (const int step : order) {
    if (step == 0) bring({asked_});
    if (step == 1) bring({accepted_});
    if (step == 2) bring({moved});
    if (step == 3) bring_calendar(in_calendar);
  }
  EXPECT_EQ(rows("appointment").size(), 1U);
  EXPECT_EQ(meeting().time("scheduledstart"), at("2026-06-16T10:00:00Z"));
  EXPECT_EQ(meeting().time("createdon"), at("2026-05-04T08:00:00Z")) << "when it was sent, not when it was drafted";
  EXPECT_EQ(party(kCarl).number("ll_answer"), 1);
  EXPECT_EQ(party(kCarl).time("ll_answeredon"), at("2026-05-05T08:00:00Z"));
}
INSTANTIATE_TEST_SUITE_P(All, ImportInvitationInOrder, testing::Range(0, 24));

TEST_F(ImportInvitation, IsCancelledByItsOrganizer) {
  bring({asked_, accepted_});
  EXPECT_EQ(bring({{.from = kAnn, .day = "07", .method = "CANCEL", .more = "SEQUENCE:1\n"}}).invitations.changed, 1U);
  EXPECT_EQ(meeting().number("statecode"), 2);
  EXPECT_EQ(bring({asked_}).invitations.changed, 0U) << "an older one does not bring it back";
  EXPECT_EQ(meeting().number("statecode"), 2);
}

TEST_F(ImportInvitation, IsTakenBackFromSome) {
  Sent both = asked_;
  both.attendees = answer("NEEDS-ACTION") + answer("NEEDS-ACTION", "dora@northwind.example");
  bring({both});
  bring({{.from = kAnn, .day = "07", .method = "CANCEL", .attendees = answer("NEEDS-ACTION")}});
  EXPECT_EQ(meeting().number("statecode"), 3);
  EXPECT_EQ(parties_of(meeting().id).size(), 2U);
  bring(
      {{.from = kAnn, .day = "08", .method = "CANCEL", .attendees = answer("NEEDS-ACTION", "dora@northwind.example")}});
  EXPECT_EQ(meeting().number("statecode"), 2) << "nobody is left";
}

TEST_F(ImportInvitation, ACancellationReadBeforeItsInvitationHolds) {
  bring({{.from = kAnn, .day = "07", .method = "CANCEL"}});
  bring({asked_});
  EXPECT_EQ(meeting().number("statecode"), 2);
}

TEST_F(ImportInvitation, AStrangerMovesCancelsAndTakesOverNothing) {
  bring({asked_, accepted_});
  bring_calendar(asked_);
  const std::string before = everything();
  const std::string as_himself = "eve@evil.example";
  // In the organizer's name, and as the organizer.
  for (const char* method : {"REQUEST", "CANCEL"}) {
    for (const std::string& organizer : {std::string(kAnn), as_himself}) {
      const auto report = bring(
          {{.from = as_himself, .day = "09", .method = method, .organizer = organizer, .start = "20260620T100000Z"}});
      EXPECT_EQ(report.invitations.changed + report.invitations.meetings, 0U) << method << organizer;
      EXPECT_EQ(report.invitations.refused + report.with_problems, 1U) << method << organizer;
    }
  }
  EXPECT_EQ(meeting().time("scheduledstart"), at("2026-06-15T10:00:00Z"));
  EXPECT_EQ(meeting().number("statecode"), 3);
  EXPECT_EQ(party(kAnn).number("participationtypemask"), 7);
  EXPECT_THAT(everything(), HasSubstr(before.substr(0, before.find('\n'))));
  for (const Record& mail : rows("email")) {
    const bool is_his = mail.text("sender") == as_himself;
    EXPECT_EQ(record::is_null(mail.get("ll_meetingid")), is_his) << "what is refused is a mail";
  }
}

TEST_F(ImportInvitation, AnswersCountOfThoseWhoWereAsked) {
  bring({asked_});
  bring({{.from = "eve@evil.example",
          .day = "05",
          .method = "REPLY",
          .attendees = answer("ACCEPTED", "eve@evil.example")},
         {.from = "dora@northwind.example", .day = "05", .method = "REPLY", .attendees = answer("DECLINED")}});
  EXPECT_EQ(party(kCarl).number("ll_answer"), 0) << "nobody answers for another";
  EXPECT_EQ(parties_of(meeting().id).size(), 2U);
}

TEST_F(ImportInvitation, IsAnsweredFromAnotherAddressOfTheSameContact) {
  add("contact", {{"fullname", text("Carl Bos")},
                  {"emailaddress1", text(kCarl)},
                  {"emailaddress2", text("carl.bos@northwind.example")}});
  Sent other = accepted_;
  other.from = "carl.bos@northwind.example";
  bring({asked_});
  bring({other});
  EXPECT_EQ(party(kCarl).number("ll_answer"), 1);
}

TEST_F(ImportInvitation, TheFirstAnswerEndsTheWaitingAndTheLastOneStands) {
  bring({asked_, accepted_, {.from = kCarl, .day = "08", .method = "REPLY", .attendees = answer("DECLINED")}});
  EXPECT_EQ(party(kCarl).number("ll_answer"), 2);
  EXPECT_EQ(party(kCarl).time("ll_answeredon"), at("2026-05-05T08:00:00Z"));
}

TEST_F(ImportInvitation, OfTheCustomerIsAnsweredByUs) {
  Sent asked{
      .from = kCarl, .day = "04", .method = "REQUEST", .attendees = answer("NEEDS-ACTION", kAnn), .organizer = kCarl};
  bring({asked,
         {.from = kAnn, .day = "06", .method = "REPLY", .attendees = answer("TENTATIVE", kAnn), .organizer = kCarl}});
  EXPECT_EQ(party(kCarl).number("participationtypemask"), 7);
  EXPECT_EQ(party(kAnn).number("ll_answer"), 3);
  EXPECT_EQ(party(kAnn).time("ll_answeredon"), at("2026-05-06T08:00:00Z"));
}

TEST_F(ImportInvitation, ASeriesIsMadeChangedAnsweredAndEnded) {
  Sent series = asked_;
  series.start = "20260601T120000Z";
  series.more = "RRULE:FREQ=WEEKLY;COUNT=4\n";
  EXPECT_EQ(bring({series, accepted_}).invitations.meetings, 4U);
  EXPECT_EQ(party(kCarl, "one|2026-06-08T12:00:00Z").number("ll_answer"), 1) << "who answers a series answers each";
  Sent shorter = series;
  shorter.day = "06";
  shorter.more = "SEQUENCE:1\nRRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20260608T120000Z\n";
  bring({shorter});
  EXPECT_EQ(meeting("one|2026-06-08T12:00:00Z").number("statecode"), 2);
  EXPECT_EQ(meeting("one|2026-06-15T12:00:00Z").number("statecode"), 3);
  bring({{.from = kAnn, .day = "07", .method = "CANCEL", .more = "RECURRENCE-ID:20260615T120000Z\n"}});
  EXPECT_EQ(meeting("one|2026-06-15T12:00:00Z").number("statecode"), 2);
  EXPECT_EQ(meeting("one|2026-06-22T12:00:00Z").number("statecode"), 3);
  bring({{.from = kAnn, .day = "08", .method = "CANCEL"}});
  EXPECT_EQ(meeting("one|2026-06-22T12:00:00Z").number("statecode"), 2);
}

TEST_F(ImportInvitation, IsAsPrivateAsItsMail) {
  MailImport closed;
  closed.is_private = true;
  closed.analytics = false;
  bring({asked_}, closed);
  EXPECT_TRUE(meeting().is_true("ll_private"));
}

TEST_F(ImportInvitation, WithAVersionOfTheFutureFreezesNothing) {
  Sent wrong = asked_;
  wrong.more = "LAST-MODIFIED:20990101T000000Z\n";
  bring({wrong});
  bring({{.from = kAnn, .day = "07", .method = "REQUEST", .start = "20260617T100000Z"}});
  EXPECT_EQ(meeting().time("scheduledstart"), at("2026-06-17T10:00:00Z"));
}

}  // namespace
}  // namespace leadlight::capture
