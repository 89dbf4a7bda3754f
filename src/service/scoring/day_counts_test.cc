#include "service/scoring/day_counts.h"

#include <gtest/gtest.h>

#include <limits>

namespace leadlight::scoring {
namespace {

TEST(DayCounts, MedianIsExactToTheDayForShortTimes) {
  DayCounts counts;
  EXPECT_FALSE(counts.median());
  for (const double days : {0.2, 3.9, 3.1, 17.0, 44.0}) counts.add(days);
  EXPECT_EQ(counts.median(), 3);
  counts.add(50);
  counts.add(51);
  EXPECT_EQ(counts.median(), 17);
}

TEST(DayCounts, TakingOutIsTheOppositeOfAdding) {
  DayCounts counts;
  counts.add(5);
  counts.add(9);
  counts.add(400);
  counts.add(400, -1);
  counts.add(9, -1);
  EXPECT_EQ(counts.to_text(), "5:1");
  counts.add(5, -1);
  EXPECT_FALSE(counts.median());
}

TEST(DayCounts, ReadsWhatItWrote) {
  DayCounts counts;
  for (int day = 0; day < 2'000; day += 7) counts.add(day);
  EXPECT_EQ(DayCounts::parse(counts.to_text()).to_text(), counts.to_text());
  EXPECT_LT(counts.to_text().size(), 2'000u) << "long times share a step";
}

TEST(DayCounts, DamagedTextReadsAsNothing) {
  EXPECT_FALSE(DayCounts::parse("x:y -1:3 5:-2 99999999:1 7 :: ").median());
  EXPECT_EQ(DayCounts::parse("3:1 junk 8:1").to_text(), "3:1 8:1");
}

TEST(DayCounts, ImpossibleTimesAreKeptInRange) {
  DayCounts counts;
  counts.add(-4);
  counts.add(std::numeric_limits<double>::quiet_NaN());
  EXPECT_EQ(counts.median(), 0);
  counts.add(1e300, 3);
  EXPECT_EQ(DayCounts::parse(counts.to_text()).to_text(), counts.to_text());
}

}  // namespace
}  // namespace leadlight::scoring
