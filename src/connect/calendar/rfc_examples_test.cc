// The examples of RFC 5545, 3.8.5.3: a rule, its start in New York, and the dates the RFC lists for it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "connect/calendar/calendar_fixture.h"

namespace leadlight::calendar {
namespace {

struct Example {
  const char* name;
  const char* start;
  const char* lines;     ///< The RRULE, and what else it takes.
  std::size_t how_many;  ///< Of the dates of a rule without end.
  const char* expected;  ///< `1997-09: 2 3 4, 1997-10: 1`.
};

Occurrences first(const Series& series, std::size_t how_many) {
  Occurrences found = occurrences(series, {at("1990-01-01"), at("2012-01-01")});
  if (found.items.size() > how_many) found.items.resize(how_many);
  return found;
}

Series read_example(const std::string& start, const std::string& lines) {
  const std::string zone = ";TZID=America/New_York:";
  const CalendarEvent event = read_event_lines("UID:1\nDTSTART" + zone + start + "\n" + lines + "\n");
  EXPECT_THAT(event.problems, ::testing::IsEmpty());
  return {.uid = "1", .master = event};
}

std::string by_month(const Occurrences& found) {
  const ZonePtr zone = find_zone("America/New_York");
  std::string text, month;
  for (const Occurrence& item : found.items) {
    const auto day = std::chrono::floor<std::chrono::days>(zone->to_local(item.start));
    const std::string date = base::to_string(Date(day.time_since_epoch()));
    if (date.substr(0, 7) != month) {
      text += (text.empty() ? "" : ", ") + date.substr(0, 7) + ":";
      month = date.substr(0, 7);
    }
    text += " " + std::to_string(std::stoi(date.substr(8)));
  }
  return text;
}

const Example kExamples[] = {
    {"DailyForTenOccurrences", "19970902T090000", "RRULE:FREQ=DAILY;COUNT=10", 99, "1997-09: 2 3 4 5 6 7 8 9 10 11"},
    {"DailyUntil", "19970902T090000", "RRULE:FREQ=DAILY;UNTIL=19970908T000000Z", 99, "1997-09: 2 3 4 5 6 7"},
    {"EveryOtherDay", "19970902T090000", "RRULE:FREQ=DAILY;INTERVAL=2", 16,
     "1997-09: 2 4 6 8 10 12 14 16 18 20 22 24 26 28 30, 1997-10: 2"},
    {"EveryTenDays", "19970902T090000", "RRULE:FREQ=DAILY;INTERVAL=10;COUNT=5", 99, "1997-09: 2 12 22, 1997-10: 2 12"},
    {"WeeklyForTen", "19970902T090000", "RRULE:FREQ=WEEKLY;COUNT=10", 99,
     "1997-09: 2 9 16 23 30, 1997-10: 7 14 21 28, 1997-11: 4"},
    {"WeeklyUntil", "19970902T090000", "RRULE:FREQ=WEEKLY;UNTIL=19971224T000000Z", 99,
     "1997-09: 2 9 16 23 30, 1997-10: 7 14 21 28, 1997-11: 4 11 18 25, 1997-12: 2 9 16 23"},
    {"EveryOtherWeek", "19970902T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=SU", 13,
     "1997-09: 2 16 30, 1997-10: 14 28, 1997-11: 11 25, 1997-12: 9 23, 1998-01: 6 20, 1998-02: 3 17"},
    {"TuesdayAndThursdayForFiveWeeks", "19970902T090000",
     "RRULE:FREQ=WEEKLY;UNTIL=19971007T000000Z;WKST=SU;BYDAY=TU,TH", 99,
     "1997-09: 2 4 9 11 16 18 23 25 30, 1997-10: 2"},
    {"EveryOtherWeekOnThreeDays", "19970901T090000",
     "RRULE:FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR", 99,
     "1997-09: 1 3 5 15 17 19 29, 1997-10: 1 3 13 15 17 27 29 31, 1997-11: 10 12 14 24 26 28, 1997-12: 8 10 12 22"},
    {"EveryOtherWeekOnTwoDaysForEight", "19970902T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=8;WKST=SU;BYDAY=TU,TH",
     99, "1997-09: 2 4 16 18 30, 1997-10: 2 14 16"},
    {"FirstFridayForTen", "19970905T090000", "RRULE:FREQ=MONTHLY;COUNT=10;BYDAY=1FR", 99,
     "1997-09: 5, 1997-10: 3, 1997-11: 7, 1997-12: 5, 1998-01: 2, 1998-02: 6, 1998-03: 6, 1998-04: 3, 1998-05: 1, "
     "1998-06: 5"},
    {"FirstFridayUntil", "19970905T090000", "RRULE:FREQ=MONTHLY;UNTIL=19971224T000000Z;BYDAY=1FR", 99,
     "1997-09: 5, 1997-10: 3, 1997-11: 7, 1997-12: 5"},
    {"FirstAndLastSundayOfEveryOtherMonth", "19970907T090000", "RRULE:FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU",
     99, "1997-09: 7 28, 1997-11: 2 30, 1998-01: 4 25, 1998-03: 1 29, 1998-05: 3 31"},
    {"SecondToLastMonday", "19970922T090000", "RRULE:FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", 99,
     "1997-09: 22, 1997-10: 20, 1997-11: 17, 1997-12: 22, 1998-01: 19, 1998-02: 16"},
    {"ThirdToLastDay", "19970928T090000", "RRULE:FREQ=MONTHLY;BYMONTHDAY=-3", 6,
     "1997-09: 28, 1997-10: 29, 1997-11: 28, 1997-12: 29, 1998-01: 29, 1998-02: 26"},
    {"SecondAndFifteenth", "19970902T090000", "RRULE:FREQ=MONTHLY;COUNT=10;BYMONTHDAY=2,15", 99,
     "1997-09: 2 15, 1997-10: 2 15, 1997-11: 2 15, 1997-12: 2 15, 1998-01: 2 15"},
    {"FirstAndLastDay", "19970930T090000", "RRULE:FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", 99,
     "1997-09: 30, 1997-10: 1 31, 1997-11: 1 30, 1997-12: 1 31, 1998-01: 1 31, 1998-02: 1"},
    {"SomeDaysEveryEighteenMonths", "19970910T090000",
     "RRULE:FREQ=MONTHLY;INTERVAL=18;COUNT=10;BYMONTHDAY=10,11,12,13,14,15", 99,
     "1997-09: 10 11 12 13 14 15, 1999-03: 10 11 12 13"},
    {"TuesdaysOfEveryOtherMonth", "19970902T090000", "RRULE:FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", 18,
     "1997-09: 2 9 16 23 30, 1997-11: 4 11 18 25, 1998-01: 6 13 20 27, 1998-03: 3 10 17 24 31"},
    {"JuneAndJuly", "19970610T090000", "RRULE:FREQ=YEARLY;COUNT=10;BYMONTH=6,7", 99,
     "1997-06: 10, 1997-07: 10, 1998-06: 10, 1998-07: 10, 1999-06: 10, 1999-07: 10, 2000-06: 10, 2000-07: 10, "
     "2001-06: 10, 2001-07: 10"},
    {"EveryOtherYearInThreeMonths", "19970310T090000", "RRULE:FREQ=YEARLY;INTERVAL=2;COUNT=10;BYMONTH=1,2,3", 99,
     "1997-03: 10, 1999-01: 10, 1999-02: 10, 1999-03: 10, 2001-01: 10, 2001-02: 10, 2001-03: 10, 2003-01: 10, "
     "2003-02: 10, 2003-03: 10"},
    {"DaysOfTheYear", "19970101T090000", "RRULE:FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200", 99,
     "1997-01: 1, 1997-04: 10, 1997-07: 19, 2000-01: 1, 2000-04: 9, 2000-07: 18, 2003-01: 1, 2003-04: 10, "
     "2003-07: 19, 2006-01: 1"},
    {"TwentiethMondayOfTheYear", "19970519T090000", "RRULE:FREQ=YEARLY;BYDAY=20MO", 3,
     "1997-05: 19, 1998-05: 18, 1999-05: 17"},
    {"MondayOfWeekTwenty", "19970512T090000", "RRULE:FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", 3,
     "1997-05: 12, 1998-05: 11, 1999-05: 17"},
    {"ThursdaysInMarch", "19970313T090000", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=TH", 11,
     "1997-03: 13 20 27, 1998-03: 5 12 19 26, 1999-03: 4 11 18 25"},
    {"ThursdaysInSummer", "19970605T090000", "RRULE:FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", 14,
     "1997-06: 5 12 19 26, 1997-07: 3 10 17 24 31, 1997-08: 7 14 21 28, 1998-06: 4"},
    {"FridayTheThirteenth", "19970902T090000",
     "EXDATE;TZID=America/New_York:19970902T090000\nRRULE:FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", 5,
     "1998-02: 13, 1998-03: 13, 1998-11: 13, 1999-08: 13, 2000-10: 13"},
    {"SaturdayAfterTheFirstSunday", "19970913T090000", "RRULE:FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", 10,
     "1997-09: 13, 1997-10: 11, 1997-11: 8, 1997-12: 13, 1998-01: 10, 1998-02: 7, 1998-03: 7, 1998-04: 11, "
     "1998-05: 9, 1998-06: 13"},
    {"ElectionDay", "19961105T090000", "RRULE:FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", 3,
     "1996-11: 5, 2000-11: 7, 2004-11: 2"},
    {"ThirdOfThreeWeekdays", "19970904T090000", "RRULE:FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", 99,
     "1997-09: 4, 1997-10: 7, 1997-11: 6"},
    {"SecondToLastWeekday", "19970929T090000", "RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", 7,
     "1997-09: 29, 1997-10: 30, 1997-11: 27, 1997-12: 30, 1998-01: 29, 1998-02: 26, 1998-03: 30"},
    {"WeeksFromMonday", "19970805T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", 99,
     "1997-08: 5 10 19 24"},
    {"WeeksFromSunday", "19970805T090000", "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", 99,
     "1997-08: 5 17 19 31"},
    {"DaysThatDoNotExistAreLeftOut", "20070115T090000", "RRULE:FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", 99,
     "2007-01: 15 30, 2007-02: 15, 2007-03: 15 30"},
};

class RfcExamples : public ::testing::TestWithParam<Example> {};

TEST_P(RfcExamples, HaveTheirDates) {
  const Example& example = GetParam();
  const Series series = read_example(example.start, example.lines);
  EXPECT_EQ(by_month(first(series, example.how_many)), example.expected);
}

INSTANTIATE_TEST_SUITE_P(Rfc5545, RfcExamples, ::testing::ValuesIn(kExamples),
                         [](const auto& param) { return param.param.name; });

std::vector<std::string> clock_times(const std::string& lines, std::size_t how_many) {
  const Series series = read_example("19970902T090000", lines);
  std::vector<std::string> times;
  for (const Occurrence& item : first(series, how_many).items) {
    const auto local = find_zone("America/New_York")->to_local(item.start);
    times.push_back(base::to_string(Timestamp(local.time_since_epoch())).substr(8, 8));
  }
  return times;
}

TEST(RfcExamplesWithinADay, HaveTheirTimes) {
  using ::testing::ElementsAre;
  EXPECT_THAT(clock_times("RRULE:FREQ=HOURLY;INTERVAL=3;UNTIL=19970902T190000Z", 99),
              ElementsAre("02T09:00", "02T12:00", "02T15:00"));
  EXPECT_THAT(clock_times("RRULE:FREQ=MINUTELY;INTERVAL=15;COUNT=6", 99),
              ElementsAre("02T09:00", "02T09:15", "02T09:30", "02T09:45", "02T10:00", "02T10:15"));
  EXPECT_THAT(clock_times("RRULE:FREQ=MINUTELY;INTERVAL=90;COUNT=4", 99),
              ElementsAre("02T09:00", "02T10:30", "02T12:00", "02T13:30"));
}

TEST(RfcExamplesWithinADay, TwoRulesForEveryTwentyMinutesOfOfficeHoursAreOne) {
  const auto daily = clock_times("RRULE:FREQ=DAILY;BYHOUR=9,10,11,12,13,14,15,16;BYMINUTE=0,20,40", 60);
  const auto minutely = clock_times("RRULE:FREQ=MINUTELY;INTERVAL=20;BYHOUR=9,10,11,12,13,14,15,16", 60);
  EXPECT_EQ(daily, minutely);
  EXPECT_EQ(daily.size(), 60u);
  EXPECT_EQ(daily[23], "02T16:40");
  EXPECT_EQ(daily[24], "03T09:00");
}

TEST(RfcExamplesOverYears, EveryDayInJanuaryIsTheSameDailyAndYearly) {
  for (const char* rule : {"RRULE:FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
                           "RRULE:FREQ=DAILY;UNTIL=20000131T140000Z;BYMONTH=1"}) {
    const Series series = read_example("19980101T090000", rule);
    const Occurrences found = first(series, 999);
    EXPECT_EQ(found.items.size(), 93u) << rule;
    EXPECT_EQ(found.items.back().start, at("2000-01-31T14:00:00Z")) << rule;
  }
}

}  // namespace
}  // namespace leadlight::calendar
