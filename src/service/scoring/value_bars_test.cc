#include "service/scoring/value_bars.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/random.h"

namespace leadlight::scoring {
namespace {

using feature::Cell;
using feature::ColumnKind;
using testing::ElementsAre;

feature::Frame frame_of(ColumnKind kind, const std::vector<Cell>& cells, std::vector<double> as_of = {}) {
  feature::ColumnBuilder column("column", kind);
  for (const Cell& cell : cells) column.add(cell);
  feature::Frame frame{cells.size(), {}, std::move(as_of)};
  frame.columns.push_back(std::move(column).finish());
  return frame;
}

std::vector<std::string> names_of(const std::vector<ValueBar>& bars) {
  std::vector<std::string> names;
  for (const ValueBar& bar : bars) names.push_back(std::string(bar.key) + " " + bar.value);
  return names;
}

TEST(ReadableCuts, PartAFewValuesFromEachOther) {
  EXPECT_THAT(readable_cuts({3, 1, 0, 1, feature::kNoNumber, 3}), ElementsAre(1, 3));
  EXPECT_TRUE(readable_cuts({7, 7}).empty());
  EXPECT_TRUE(readable_cuts({}).empty());
}

TEST(ReadableCuts, AreRoundNumbersBetweenAboutEqualParts) {
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) values.push_back(13 * i + 4);
  EXPECT_THAT(readable_cuts(values), ElementsAre(3000, 5000, 8000, 10000));
  for (double& value : values) value /= 1e6;
  EXPECT_EQ(readable_cuts(values).size(), 4U);
}

TEST(ReadableCuts, OfWholeNumbersAreWhole) {
  Random random(3);
  std::vector<double> values;
  for (int i = 0; i < 1000; ++i) values.push_back(std::floor(-3 * std::log(1 - random.uniform())));
  for (const double cut : readable_cuts(values)) EXPECT_EQ(cut, std::floor(cut));
}

TEST(Bars, OfLevelsGoByFrequencyThenOthersThenEmpty) {
  std::vector<Cell> cells;
  std::vector<Ending> endings;
  const auto add = [&](int count, const Cell& cell, Ending ending) {
    for (int i = 0; i < count; ++i) cells.push_back(cell), endings.push_back(ending);
  };
  add(10, std::string_view("1"), Ending::Negative);
  add(20, std::string_view("2"), Ending::Positive);
  add(5, std::string_view("2"), Ending::Open);
  add(1, std::string_view("9"), Ending::Open);
  add(4, Cell{}, Ending::Positive);
  const auto bars = bars_of(frame_of(ColumnKind::Category, cells), endings);
  EXPECT_THAT(names_of(bars), ElementsAre("value 2", "value 1", "other_value ", "empty "));
  EXPECT_EQ(bars[0].closed, 20);
  EXPECT_EQ(bars[0].positive, 20);
  EXPECT_EQ(bars[0].open, 5);
  EXPECT_EQ(bars[1].positive, 0);
  EXPECT_EQ(bars[2].closed, 0);
}

TEST(Bars, OfManyLevelsEndInOthers) {
  std::vector<std::string> names;
  for (int i = 0; i < 30; ++i) names.push_back("level " + std::to_string(i));
  std::vector<Cell> cells;
  for (int i = 0; i < 600; ++i) cells.emplace_back(std::string_view(names[static_cast<size_t>(i) % 30]));
  const auto bars = bars_of(frame_of(ColumnKind::Category, cells), std::vector<Ending>(600, Ending::Positive));
  ASSERT_EQ(bars.size(), 13U);
  EXPECT_EQ(bars.back().key, "other_value");
  EXPECT_EQ(bars.back().positive, 360);
}

TEST(Bars, OfDatesAreAgesAndLeaveOutWhatCannotBeMeasured) {
  const double day = 86'400;
  const std::vector<Cell> cells{100 * day, 100 * day, 100 * day, Cell{}};
  const auto bars = bars_of(frame_of(ColumnKind::Time, cells, {101 * day, 130 * day, feature::kNoNumber, 130 * day}),
                            {Ending::Positive, Ending::Negative, Ending::Negative, Ending::Open});
  EXPECT_THAT(names_of(bars), ElementsAre("age_days ", "age_days ", "empty "));
  EXPECT_EQ(bars[0].high, 30);
  EXPECT_EQ(bars[1].closed, 1);
}

}  // namespace
}  // namespace leadlight::scoring
