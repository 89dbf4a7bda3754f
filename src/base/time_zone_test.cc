#include "base/time_zone.h"

#include <gtest/gtest.h>

namespace leadlight::base {
namespace {

Timestamp at(std::string_view text) {
  return parse_timestamp(text).value();
}
Date day(std::string_view text) {
  return parse_date(text).value();
}

TEST(TimeZone, KnowsSummerAndWinter) {
  const TimeZone zone = TimeZone::named("Europe/Amsterdam").value();
  EXPECT_EQ(zone.moment(day("2026-01-15"), std::chrono::hours(9)), at("2026-01-15T08:00:00Z"));
  EXPECT_EQ(zone.moment(day("2026-07-15"), std::chrono::hours(9)), at("2026-07-15T07:00:00Z"));
}

TEST(TimeZone, OfASkippedOrRepeatedTimeTheEarlierReadingCounts) {
  const TimeZone zone = TimeZone::named("Europe/Amsterdam").value();
  EXPECT_EQ(zone.moment(day("2026-03-29"), std::chrono::minutes(150)), at("2026-03-29T01:30:00Z"));
  EXPECT_EQ(zone.moment(day("2026-10-25"), std::chrono::minutes(150)), at("2026-10-25T00:30:00Z"));
}

TEST(TimeZone, ADayBeginsWhereItsClocksSaySo) {
  const TimeZone zone = TimeZone::named("Asia/Bangkok").value();
  EXPECT_EQ(zone.day_of(at("2026-05-31T16:59:59.999999Z")), day("2026-05-31"));
  EXPECT_EQ(zone.day_of(at("2026-05-31T17:00:00Z")), day("2026-06-01"));
  EXPECT_EQ(zone.day_of(at("1969-12-31T23:59:59.5Z")), day("1970-01-01"));
  EXPECT_EQ(zone.moment(day("2026-06-01")), at("2026-05-31T17:00:00Z"));
}

TEST(TimeZone, RefusesNamesThatNobodyUses) {
  EXPECT_FALSE(TimeZone::named("Mars/Olympus"));
}

}  // namespace
}  // namespace leadlight::base
