#include "connect/calendar/zone.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace leadlight::calendar {
namespace {

using std::chrono::hours;
using std::chrono::local_days;
using std::chrono::minutes;
using std::chrono::seconds;
using std::chrono::year;

Timestamp at(std::string_view text) {
  return base::parse_timestamp(text).value();
}

LocalTime local(std::string_view text) {
  return LocalTime(std::chrono::floor<seconds>(at(text)).time_since_epoch());
}

std::string utc(const ZonePtr& zone, std::string_view text) {
  return zone == nullptr ? "no zone" : base::to_string(zone->to_utc(local(text)));
}

TEST(Zone, FollowsDaylightSaving) {
  const ZonePtr zone = find_zone("Europe/Amsterdam");
  EXPECT_EQ(utc(zone, "2024-01-15T09:00"), "2024-01-15T08:00:00Z");
  EXPECT_EQ(utc(zone, "2024-07-15T09:00"), "2024-07-15T07:00:00Z");
  EXPECT_EQ(zone->to_local(at("2024-07-15T07:00Z")), local("2024-07-15T09:00"));
}

TEST(Zone, ATimeThatTheClocksSkipIsTakenWithTheOffsetBefore) {
  // RFC 5545, 3.3.5: "TZID=America/New_York:20070311T023000 indicates March 11, 2007 at 3:30 A.M. EDT (UTC-04:00)".
  EXPECT_EQ(utc(find_zone("America/New_York"), "2007-03-11T02:30"), "2007-03-11T07:30:00Z");
}

TEST(Zone, ATimeThatTheClocksShowTwiceIsTheFirst) {
  // RFC 5545, 3.3.5: "TZID=America/New_York:20071104T013000 indicates November 4, 2007 at 1:30 A.M. EDT (UTC-04:00)".
  EXPECT_EQ(utc(find_zone("America/New_York"), "2007-11-04T01:30"), "2007-11-04T05:30:00Z");
}

TEST(Zone, KnowsWhatZonesWereInOtherTimes) {
  EXPECT_EQ(utc(find_zone("Europe/Moscow"), "2012-01-15T12:00"), "2012-01-15T08:00:00Z");
  EXPECT_EQ(utc(find_zone("Europe/Moscow"), "2020-01-15T12:00"), "2020-01-15T09:00:00Z");
  EXPECT_EQ(utc(find_zone("Pacific/Apia"), "2011-12-31T12:00"), "2011-12-30T22:00:00Z");
}

TEST(ZoneNames, OfWindowsAreThoseOfTheCldr) {
  EXPECT_EQ(find_zone("W. Europe Standard Time")->name(), "Europe/Berlin");
  EXPECT_EQ(find_zone("Eastern Standard Time")->name(), "America/New_York");
  EXPECT_EQ(find_zone("SE Asia Standard Time")->name(), "Asia/Bangkok");
  EXPECT_EQ(find_zone("China Standard Time")->name(), "Asia/Shanghai");
  EXPECT_EQ(utc(find_zone("Pacific Standard Time"), "2024-07-01T09:00"), "2024-07-01T16:00:00Z");
}

TEST(ZoneNames, AreFoundAtTheEndOfAPath) {
  EXPECT_EQ(find_zone("/citadel.org/20210210_1/Europe/Paris")->name(), "Europe/Paris");
  EXPECT_EQ(find_zone("/freeassociation.sourceforge.net/Tzfile/America/Indiana/Knox")->name(), "America/Indiana/Knox");
}

TEST(ZoneNames, MayBeOffsets) {
  EXPECT_EQ(utc(find_zone("UTC+01:00"), "2024-07-01T09:00"), "2024-07-01T08:00:00Z");
  EXPECT_EQ(utc(find_zone("(GMT -05:00) Eastern Time (US & Canada)"), "2024-07-01T09:00"), "2024-07-01T14:00:00Z");
  EXPECT_EQ(utc(find_zone("GMT+0530"), "2024-07-01T09:00"), "2024-07-01T03:30:00Z");
  EXPECT_EQ(utc(find_zone("(UTC+05:45) Kathmandu"), "2024-07-01T09:00"), "2024-07-01T03:15:00Z");
}

TEST(ZoneNames, ThatMeanNothingAreNone) {
  for (const std::string name : {"", " ", "Customized Time Zone", "Etc/Unknown", "UTC+25:00", "Mars/Olympus", "////",
                                 "GMT+", "(UTC", "\xff\xfe"}) {
    EXPECT_EQ(find_zone(name), nullptr) << name;
  }
  EXPECT_EQ(find_zone(std::string(10'000, '/')), nullptr);
}

Rule yearly(int month, DayOfWeek day) {
  return {.frequency = Frequency::Yearly, .months = {month}, .weekdays = {day}};
}

/// As Outlook writes the zone of Amsterdam.
std::vector<Observance> western_europe() {
  const LocalTime long_ago = local_days(year(1601) / 1 / 1);
  return {{.start = long_ago + hours(3),
           .offset_before = hours(2),
           .offset_after = hours(1),
           .rule = yearly(10, {std::chrono::Sunday, -1})},
          {.start = long_ago + hours(2),
           .offset_before = hours(1),
           .offset_after = hours(2),
           .rule = yearly(3, {std::chrono::Sunday, -1})}};
}

TEST(ZoneFromObservances, AgreesWithTheDatabaseWhereItsRulesDo) {
  const Zone made = make_zone("W. Europe", western_europe());
  const ZonePtr known = find_zone("Europe/Amsterdam");
  for (LocalTime time = local_days(year(1997) / 1 / 1); time < local_days(year(2037) / 1 / 1);
       time += minutes(7 * 60)) {
    ASSERT_EQ(made.to_utc(time), known->to_utc(time)) << base::to_string(Timestamp(time.time_since_epoch()));
  }
}

TEST(ZoneFromObservances, HoldsItsFirstOffsetBefore) {
  const std::vector<Observance> one = {
      {.start = local("2000-01-01T00:00"), .offset_before = hours(5), .offset_after = hours(6)}};
  const auto zone = std::make_shared<const Zone>(make_zone("Almaty", one));
  EXPECT_EQ(utc(zone, "1999-06-01T12:00"), "1999-06-01T07:00:00Z");
  EXPECT_EQ(utc(zone, "2001-06-01T12:00"), "2001-06-01T06:00:00Z");
}

TEST(ZoneFromObservances, OfHostileRulesIsBounded) {
  const std::vector<Observance> mad = {{.start = local("1970-01-01T00:00"),
                                        .offset_before = hours(23),
                                        .offset_after = -hours(23),
                                        .rule = Rule{.frequency = Frequency::Secondly}}};
  const Zone zone = make_zone("mad", mad);
  EXPECT_LE(zone.changes().size(), 1'000u);
  EXPECT_NE(zone.to_utc(local("2024-01-01T00:00")), Timestamp());
}

}  // namespace
}  // namespace leadlight::calendar
