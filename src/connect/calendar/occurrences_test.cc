#include "connect/calendar/occurrences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connect/calendar/calendar_fixture.h"

namespace leadlight::calendar {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

const std::string kZone = ";TZID=Europe/Amsterdam:";

std::vector<Series> series_of(const std::vector<std::string>& events) {
  std::string inside;
  for (const std::string& lines : events) inside += vevent(lines);
  return merge(read_bytes(vcalendar(inside)).events).series;
}

/// The occurrences of the events of one UID.
std::vector<std::string> of(const std::vector<std::string>& events,
                            Window window = {at("1990-01-01"), at("2030-01-01")}) {
  return to_texts(expand_all(series_of(events), window));
}

const std::string kWeekly = "UID:1\nDTSTART" + kZone + "20240318T090000\nDTEND" + kZone +
                            "20240318T100000\nRRULE:FREQ=WEEKLY;COUNT=4\nSEQUENCE:1\n";

TEST(Occurrences, KeepTheTimeOnTheClockThroughDaylightSaving) {
  EXPECT_THAT(of({kWeekly}), ElementsAre("2024-03-18T08:00:00Z", "2024-03-25T08:00:00Z", "2024-04-01T07:00:00Z",
                                         "2024-04-08T07:00:00Z"));
}

TEST(Occurrences, InTheHourThatTheClocksSkipBeginAnHourLater) {
  const std::string nightly = "UID:1\nDTSTART" + kZone + "20240330T023000\nRRULE:FREQ=DAILY;COUNT=3\n";
  EXPECT_THAT(of({nightly}), ElementsAre("2024-03-30T01:30:00Z", "2024-03-31T01:30:00Z", "2024-04-01T00:30:00Z"));
}

TEST(Occurrences, InTheHourThatTheClocksShowTwiceTakePlaceOnce) {
  const std::string nightly = "UID:1\nDTSTART" + kZone + "20241026T023000\nRRULE:FREQ=DAILY;COUNT=3\n";
  EXPECT_THAT(of({nightly}), ElementsAre("2024-10-26T00:30:00Z", "2024-10-27T00:30:00Z", "2024-10-28T01:30:00Z"));
}

TEST(Occurrences, HaveAnExactLengthByTheirEndAndANominalOneByTheirDuration) {
  const std::string start = "UID:1\nDTSTART" + kZone + "20240329T120000\nRRULE:FREQ=DAILY;COUNT=3\n";
  const auto lengths = [](const std::vector<Series>& all) {
    std::vector<long> hours;
    for (const Occurrence& item : expand_all(all).items) {
      hours.push_back(std::chrono::duration_cast<std::chrono::hours>(item.end - item.start).count());
    }
    return hours;
  };
  EXPECT_THAT(lengths(series_of({start + "DTEND" + kZone + "20240330T120000\n"})), ElementsAre(24, 24, 24));
  EXPECT_THAT(lengths(series_of({start + "DURATION:P1D\n"})), ElementsAre(24, 23, 24));
}

TEST(Occurrences, OfWholeDaysAreWholeDays) {
  const std::vector<Series> all = series_of({"UID:1\nDTSTART;VALUE=DATE:20240330\nRRULE:FREQ=DAILY;UNTIL=20240401\n"});
  EXPECT_THAT(to_texts(expand_all(all)),
              ElementsAre("2024-03-30T00:00:00Z", "2024-03-31T00:00:00Z", "2024-04-01T00:00:00Z"));
}

TEST(Occurrences, AreThoseOfAllRulesAndDatesEachOnce) {
  EXPECT_THAT(of({"UID:1\nDTSTART:20240401T100000Z\nRRULE:FREQ=WEEKLY;COUNT=2\nRRULE:FREQ=DAILY;COUNT=2\n"
                  "RDATE:20240402T100000Z,20240405T120000Z\nEXDATE:20240408T100000Z\n"}),
              ElementsAre("2024-04-01T10:00:00Z", "2024-04-02T10:00:00Z", "2024-04-05T12:00:00Z"));
}

TEST(Occurrences, MayHaveALengthOfTheirOwn) {
  const std::vector<Series> all =
      series_of({"UID:1\nDTSTART:20240401T100000Z\nDURATION:PT1H\nRDATE;VALUE=PERIOD:20240402T100000Z/PT3H,"
                 "20240403T100000Z/20240403T120000Z\n"});
  std::vector<std::string> ends;
  for (const Occurrence& item : expand_all(all).items) ends.push_back(base::to_string(item.end));
  EXPECT_THAT(ends, ElementsAre("2024-04-01T11:00:00Z", "2024-04-02T13:00:00Z", "2024-04-03T12:00:00Z"));
}

TEST(Occurrences, ExcludedByDayOrInAnotherZoneAreNone) {
  EXPECT_THAT(of({kWeekly + "EXDATE;VALUE=DATE:20240325\nEXDATE:20240401T070000Z\n"}),
              ElementsAre("2024-03-18T08:00:00Z", "2024-04-08T07:00:00Z"));
}

TEST(Occurrences, MovedOnesKeepTheirIdentity) {
  const std::string moved = "UID:1\nRECURRENCE-ID" + kZone + "20240325T090000\nDTSTART" + kZone +
                            "20240326T150000\nDURATION:PT2H\nSEQUENCE:1\nSUMMARY:later\n";
  const std::vector<Series> all = series_of({kWeekly, moved});
  const Occurrences found = expand_all(all);
  EXPECT_THAT(to_texts(found), ElementsAre("2024-03-18T08:00:00Z", "2024-03-26T14:00:00Z moved", "2024-04-01T07:00:00Z",
                                           "2024-04-08T07:00:00Z"));
  EXPECT_EQ(found.items[1].recurrence_id, at("2024-03-25T08:00Z"));
  EXPECT_EQ(found.items[1].end, at("2024-03-26T16:00Z"));
  EXPECT_EQ(found.items[1].event->summary, "later");
}

TEST(Occurrences, MovedIntoTheWindowAreInItMovedOutAreNot) {
  const std::string moved = "UID:1\nRECURRENCE-ID" + kZone + "20240325T090000\nDTSTART:20250101T100000Z\nSEQUENCE:1\n";
  EXPECT_THAT(of({kWeekly, moved}, {at("2024-03-24"), at("2024-03-30")}), IsEmpty());
  EXPECT_THAT(of({kWeekly, moved}, {at("2025-01-01"), at("2025-01-02")}), ElementsAre("2025-01-01T10:00:00Z moved"));
}

TEST(Occurrences, NamedByTheirDayOnlyAreFound) {
  const std::string moved =
      "UID:1\nRECURRENCE-ID;VALUE=DATE:20240325\nDTSTART" + kZone + "20240326T090000\nSEQUENCE:1\n";
  EXPECT_THAT(of({kWeekly, moved}), ElementsAre("2024-03-18T08:00:00Z", "2024-03-26T08:00:00Z moved",
                                                "2024-04-01T07:00:00Z", "2024-04-08T07:00:00Z"));
}

TEST(Occurrences, CancelledOnesStayAndSaySo) {
  const std::string cancelled = "UID:1\nRECURRENCE-ID" + kZone + "20240401T090000\nDTSTART" + kZone +
                                "20240401T090000\nSTATUS:CANCELLED\nSEQUENCE:1\n";
  EXPECT_THAT(of({kWeekly, cancelled}), ElementsAre("2024-03-18T08:00:00Z", "2024-03-25T08:00:00Z",
                                                    "2024-04-01T07:00:00Z cancelled", "2024-04-08T07:00:00Z"));
}

TEST(Occurrences, OfACancelledSeriesAreAllCancelled) {
  EXPECT_THAT(of({"UID:1\nDTSTART:20240401T100000Z\nRRULE:FREQ=DAILY;COUNT=2\nSTATUS:CANCELLED\n"}),
              ElementsAre("2024-04-01T10:00:00Z cancelled", "2024-04-02T10:00:00Z cancelled"));
}

TEST(Occurrences, ThisAndFutureAreMovedByTheSameTimeOnTheClock) {
  const std::string from_second =
      "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20240325T090000\nDTSTART" + kZone +
      "20240326T110000\nDURATION:PT30M\nSEQUENCE:1\n";
  const std::vector<Series> all = series_of({kWeekly, from_second});
  const Occurrences found = expand_all(all);
  EXPECT_THAT(to_texts(found), ElementsAre("2024-03-18T08:00:00Z", "2024-03-26T10:00:00Z moved",
                                           "2024-04-02T09:00:00Z moved", "2024-04-09T09:00:00Z moved"));
  EXPECT_EQ(found.items[3].end, at("2024-04-09T09:30Z"));
  EXPECT_EQ(found.items[3].recurrence_id, at("2024-04-08T07:00Z"));
}

TEST(Occurrences, OfTheirOwnStandInsideThisAndFuture) {
  const std::string future = "UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE;TZID=Europe/Amsterdam:20240325T090000\nDTSTART" +
                             kZone + "20240325T110000\nSEQUENCE:1\n";
  const std::string single =
      "UID:1\nRECURRENCE-ID" + kZone + "20240401T090000\nDTSTART" + kZone + "20240403T090000\nSEQUENCE:1\n";
  EXPECT_THAT(of({kWeekly, future, single}), ElementsAre("2024-03-18T08:00:00Z", "2024-03-25T10:00:00Z moved",
                                                         "2024-04-03T07:00:00Z moved", "2024-04-08T09:00:00Z moved"));
}

TEST(Occurrences, ThatTheSeriesNoLongerHasAreNone) {
  const std::string mondays = "UID:1\nDTSTART" + kZone + "20240319T090000\nRRULE:FREQ=WEEKLY;COUNT=2\nSEQUENCE:2\n";
  const std::string old = "UID:1\nRECURRENCE-ID" + kZone + "20240325T090000\nDTSTART:20240327T090000Z\nSEQUENCE:1\n";
  const std::string newer = "UID:1\nRECURRENCE-ID" + kZone + "20240325T090000\nDTSTART:20240328T090000Z\nSEQUENCE:3\n";
  EXPECT_THAT(of({mondays, old}), ElementsAre("2024-03-19T08:00:00Z", "2024-03-26T08:00:00Z"));
  EXPECT_THAT(of({mondays, old, newer}),
              ElementsAre("2024-03-19T08:00:00Z", "2024-03-26T08:00:00Z", "2024-03-28T09:00:00Z moved"));
}

TEST(Occurrences, OfASeriesNobodySentAreWhatIsKnown) {
  EXPECT_THAT(of({"UID:1\nRECURRENCE-ID:20240325T090000Z\nDTSTART:20240326T090000Z\n"}),
              ElementsAre("2024-03-26T09:00:00Z moved"));
}

TEST(Occurrences, OfAMeetingThatDoesNotRepeatHaveNoIdentityOfTheirOwn) {
  const std::vector<Series> all = series_of({"UID:1\nDTSTART:20240401T100000Z\nDURATION:PT1H\n"});
  const Occurrences found = expand_all(all);
  ASSERT_THAT(found.items, SizeIs(1));
  EXPECT_EQ(found.items[0].recurrence_id, std::nullopt);
  EXPECT_EQ(found.items[0].event, &*all[0].master);
}

TEST(Occurrences, OverlapTheWindow) {
  const std::string meeting = "UID:1\nDTSTART:20240401T100000Z\nDTEND:20240401T120000Z\n";
  EXPECT_THAT(of({meeting}, {at("2024-04-01T11:00Z"), at("2024-04-01T11:30Z")}), SizeIs(1));
  EXPECT_THAT(of({meeting}, {at("2024-04-01T12:00Z"), at("2024-04-01T13:00Z")}), IsEmpty());
  EXPECT_THAT(of({meeting}, {at("2024-04-01T09:00Z"), at("2024-04-01T10:00Z")}), IsEmpty());
  const std::string moment = "UID:1\nDTSTART:20240401T100000Z\n";
  EXPECT_THAT(of({moment}, {at("2024-04-01T10:00Z"), at("2024-04-01T11:00Z")}), SizeIs(1));
}

TEST(Occurrences, OfWindowsSideBySideAreThoseOfTheWhole) {
  const std::vector<Series> all = series_of(
      {"UID:1\nDTSTART;TZID=America/New_York:20230105T233000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;INTERVAL=2;BYDAY=TH,SU\n"
       "EXDATE;TZID=America/New_York:20230202T233000\n",
       "UID:1\nRECURRENCE-ID;TZID=America/New_York;RANGE=THISANDFUTURE:20230601T233000\n"
       "DTSTART;TZID=Asia/Tokyo:20230604T010000\nDURATION:PT2H\n"});
  const std::vector<std::string> whole = to_texts(expand_all(all, {at("2023-01-01"), at("2024-01-01")}));
  std::set<std::string> parts;
  for (Timestamp day = at("2023-01-01"); day < at("2024-01-01"); day += std::chrono::days(1)) {
    for (const std::string& text : to_texts(expand_all(all, {day, day + std::chrono::days(1)}))) parts.insert(text);
  }
  EXPECT_THAT(whole, ::testing::ElementsAreArray(parts));
  EXPECT_GT(whole.size(), 45u);
}

// Pathological

TEST(OccurrencesPathological, WhereALimitWasHitIsSaid) {
  const std::vector<Series> all = series_of({"UID:1\nDTSTART:20240401T100000Z\nRRULE:FREQ=SECONDLY\n"});
  const Occurrences found = expand_all(all);
  EXPECT_THAT(found.items, SizeIs(10'000));
  EXPECT_THAT(found.problems, ElementsAre(HasSubstr("followed up to 2024-04-01: what comes later is missing")));
}

TEST(OccurrencesPathological, ADayThatNeverComesEndsSoon) {
  EXPECT_THAT(of({"UID:1\nDTSTART:20240401T100000Z\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31\n"}),
              ElementsAre("2024-04-01T10:00:00Z"));
}

TEST(OccurrencesPathological, ThousandsOfExceptionsShareOneLimit) {
  std::vector<std::string> events = {"UID:1\nDTSTART:19700101T000000Z\nRRULE:FREQ=MINUTELY;COUNT=2000000000\n"};
  for (int i = 0; i < 2'000; ++i) {
    events.push_back(
        fmt::format("UID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:2024010{}T{:02}{:02}00Z\nDTSTART:20240101T000000Z\n",
                    1 + i / 1'000, i / 60 % 24, i % 60));
  }
  const std::vector<Series> all = series_of(events);
  EXPECT_THAT(expand_all(all).problems, SizeIs(1));
}

TEST(OccurrencesPathological, WindowsBeyondTheCalendarAreCut) {
  const std::vector<Series> all = series_of({"UID:1\nDTSTART:99990101T100000Z\nRRULE:FREQ=YEARLY\n"});
  EXPECT_THAT(to_texts(expand_all(all, {Timestamp::min(), Timestamp::max()})), ElementsAre("9999-01-01T10:00:00Z"));
}

}  // namespace
}  // namespace leadlight::calendar
