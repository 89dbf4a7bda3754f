#include "service/capture/import_calendar.h"

#include "service/capture/capture_fixture.h"

namespace leadlight::capture {
namespace {

using testing::HasSubstr;

class ImportCalendar : public CaptureTest {
 protected:
  static std::string calendar(const std::string& events) {
    std::string text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//test//\n" + events + "END:VCALENDAR\n", out;
    for (const char c : text) {
      if (c == '\n') out += '\r';
      out += c;
    }
    return out;
  }
  /// A meeting of an hour with Carl and a room. `more`: properties, each with its line end.
  static std::string event(const std::string& uid, const std::string& start, int sequence,
                           const std::string& more = {}) {
    return fmt::format(
        "BEGIN:VEVENT\nUID:{0}\nDTSTAMP:2026050{2}T080000Z\nSEQUENCE:{2}\nDTSTART:{1}\nDURATION:PT1H\nSUMMARY:Talk\n"
        "ORGANIZER;CN=Ann:mailto:ann@ours.example\n"
        "ATTENDEE;CN=Carl Bos;PARTSTAT=ACCEPTED:mailto:Carl@northwind.example\n"
        "ATTENDEE;CN=Dora;ROLE=OPT-PARTICIPANT;PARTSTAT=DECLINED:mailto:dora@northwind.example\n"
        "ATTENDEE;CN=Room 1;CUTYPE=ROOM:mailto:room1@ours.example\n{3}END:VEVENT\n",
        uid, start, sequence, more);
  }
  CalendarImportReport bring(const std::string& events, const std::string& name = "a.ics") {
    const CalendarImport wanted{
        .path = write_file(name, calendar(events)), .owner = {"systemuser", ann_}, .our_domains = {"ours.example"}};
    return must(import_calendar(*store_, wanted, {.in_copy = answer_calendar_request}, clock_));
  }
  std::map<std::string, Record> appointments() {
    std::map<std::string, Record> out;
    for (Record& row : rows("appointment")) out.emplace(row.text("globalobjectid"), std::move(row));
    return out;
  }
};

TEST_F(ImportCalendar, MakesAppointmentsWithPartiesAndAnswers) {
  const auto report = bring(event("past", "20260504T100000Z", 1) + event("next", "20260704T100000Z", 1));
  EXPECT_EQ(report.events, 2U);
  EXPECT_EQ(report.added, 2U);
  auto all = appointments();
  const Record& past = all.at("past");
  EXPECT_EQ(past.text("subject"), "Talk");
  EXPECT_EQ(past.number("statecode"), 1);
  EXPECT_EQ(past.number("scheduleddurationminutes"), 60);
  EXPECT_EQ(all.at("next").number("statecode"), 3);
  const auto parties = parties_of(past.id);
  ASSERT_EQ(parties.size(), 3U) << "rooms take no part";
  EXPECT_EQ(parties[0].number("participationtypemask"), 5);
  EXPECT_EQ(parties[0].text("addressused"), "carl@northwind.example");
  EXPECT_EQ(parties[0].number("ll_answer"), 1);
  EXPECT_EQ(parties[1].number("participationtypemask"), 6);
  EXPECT_EQ(parties[1].number("ll_answer"), 2);
  EXPECT_EQ(parties[2].number("participationtypemask"), 7);
  EXPECT_EQ(parties[2].target("partyid"), ann_);
  EXPECT_EQ(report.people.addresses, 3U);
}

TEST_F(ImportCalendar, OfTheSameFileChangesNothing) {
  const std::string events =
      event("once", "20260504T100000Z", 1) + event("weekly", "20260504T120000Z", 1, "RRULE:FREQ=WEEKLY;COUNT=8\n");
  EXPECT_EQ(bring(events).added, 9U);
  const auto last_change = must(must(store_->snapshot())->last_change(system_));
  const auto again = bring(events);
  EXPECT_EQ(again.added + again.changed, 0U);
  EXPECT_EQ(again.repeated, 9U);
  EXPECT_EQ(rows("activityparty").size(), 27U);
  EXPECT_EQ(must(must(store_->snapshot())->last_change(system_)), last_change);
}

TEST_F(ImportCalendar, AFileThatIsNoCalendarIsRefusedAndLeavesNothing) {
  const CalendarImport wanted{
      .path = write_file("a.ics", "Dear Ann,\n"), .owner = {"systemuser", ann_}, .our_domains = {"ours.example"}};
  const auto result = import_calendar(*store_, wanted, {.in_copy = answer_calendar_request}, clock_);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::InvalidInput);
  EXPECT_THAT(result.error().message(), HasSubstr("a.ics"));
  EXPECT_TRUE(rows("ll_mailbox").empty());
}

TEST_F(ImportCalendar, FollowsChangesAndLeavesOlderOnesAlone) {
  bring(event("one", "20260704T100000Z", 1));
  const auto report = bring(event("one", "20260705T110000Z", 2));
  EXPECT_EQ(report.changed, 1U);
  EXPECT_EQ(appointments().at("one").time("scheduledstart"), base::parse_timestamp("2026-07-05T11:00:00Z"));
  const auto older = bring(event("one", "20260704T100000Z", 1));
  EXPECT_EQ(older.older, 1U);
  EXPECT_EQ(appointments().at("one").time("scheduledstart"), base::parse_timestamp("2026-07-05T11:00:00Z"));
}

TEST_F(ImportCalendar, KeepsMovedAndCancelledOccurrencesApart) {
  const std::string series = event("weekly", "20260601T120000Z", 1, "RRULE:FREQ=WEEKLY;COUNT=4\n");
  bring(series);
  bring(series + event("weekly", "20260609T090000Z", 2, "RECURRENCE-ID:20260608T120000Z\n") +
        event("weekly", "20260615T120000Z", 2, "RECURRENCE-ID:20260615T120000Z\nSTATUS:CANCELLED\n"));
  auto all = appointments();
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all.at("weekly|2026-06-08T12:00:00Z").time("scheduledstart"),
            base::parse_timestamp("2026-06-09T09:00:00Z"));
  EXPECT_EQ(all.at("weekly|2026-06-15T12:00:00Z").number("statecode"), 2);
  EXPECT_EQ(all.at("weekly|2026-06-22T12:00:00Z").number("statecode"), 3);
}

TEST_F(ImportCalendar, CancelsWhatASeriesNoLongerHas) {
  bring(event("weekly", "20260601T120000Z", 1, "RRULE:FREQ=WEEKLY;COUNT=4\n"));
  const auto report =
      bring(event("weekly", "20260601T120000Z", 2, "RRULE:FREQ=WEEKLY;COUNT=4\nEXDATE:20260608T120000Z\n"));
  EXPECT_EQ(report.cancelled, 1U);
  EXPECT_EQ(appointments().at("weekly|2026-06-08T12:00:00Z").number("statecode"), 2);
  EXPECT_EQ(appointments().at("weekly|2026-06-15T12:00:00Z").number("statecode"), 3);
}

TEST_F(ImportCalendar, LetsMeetingsBecomePast) {
  const std::string events = event("soon", "20260602T100000Z", 1);
  bring(events);
  EXPECT_EQ(appointments().at("soon").number("statecode"), 3);
  clock_.set(clock_.now() + std::chrono::hours(72));
  EXPECT_EQ(bring(events).changed, 1U);
  EXPECT_EQ(appointments().at("soon").number("statecode"), 1);
  EXPECT_EQ(bring(event("soon", "20260602T100000Z", 2, "STATUS:CANCELLED\n")).changed, 1U);
  EXPECT_EQ(appointments().at("soon").number("statecode"), 2);
}

TEST_F(ImportCalendar, EndsRulesThatNeverDo) {
  const auto report = bring(event("never", "20260601T120000Z", 1, "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31\n") +
                            event("daily", "20200101T120000Z", 1, "RRULE:FREQ=DAILY\n"));
  EXPECT_GE(report.added, 365U);
  EXPECT_LE(report.added, 6 * 366U + 2);
}

TEST_F(ImportCalendar, SurvivesFilesThatHarmTheReader) {
  write_file("bad/1.ics", calendar(event("x-break", "20260601T120000Z", 1)));
  write_file("bad/2.ics", "no calendar");
  const CalendarImport wanted{.path = (folder_ / "bad").string(), .owner = {"systemuser", ann_}, .our_domains = {}};
  write_file("bad/3.ics", calendar(event("fine", "20260601T120000Z", 1)));
  const ReadingProgram reader{.in_copy = [](std::string_view request) {
    if (request.find("1.ics") != std::string_view::npos) std::abort();
    return answer_calendar_request(request);
  }};
  const auto report = must(import_calendar(*store_, wanted, reader, clock_));
  EXPECT_EQ(report.added, 1U);
  ASSERT_GE(report.skipped, 1U);
  EXPECT_THAT(report.skipped_items[0].file, HasSubstr("1.ics"));
}

}  // namespace
}  // namespace leadlight::capture
