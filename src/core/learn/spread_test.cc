#include "core/learn/spread.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace leadlight::learn {
namespace {

constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

TEST(Spread, LeavesRowsAloneThatAreKnown) {
  EXPECT_FALSE(spread_unknown({2, 2, {1, kNothing, 3, 4}}, {}, 1));
}

TEST(Spread, GivesAnUnknownRowTheValuesOfAllOthersInEqualShares) {
  Matrix rows{0, 2, {}};
  for (int i = 0; i < 100; ++i) rows.values.insert(rows.values.end(), {static_cast<float>(i), 7});
  rows.values.insert(rows.values.end(), {kUnknown, 8});
  rows.rows = 101;
  const auto spread = spread_unknown(rows, {}, 3);
  ASSERT_TRUE(spread);
  ASSERT_EQ(spread->rows.rows, 100 + kSpreadCopies);
  std::map<int, int> fifths;
  for (size_t i = 100; i < spread->rows.rows; ++i) {
    EXPECT_EQ(spread->origin[i], 100U);
    EXPECT_EQ(spread->rows.row(i)[1], 8) << "what is known stays";
    ++fifths[static_cast<int>(spread->rows.row(i)[0]) / 20];
  }
  EXPECT_EQ(fifths.size(), kSpreadCopies) << "one value from each fifth";
}

TEST(Spread, TakesTheColumnsOfAnAttributeFromOneRow) {
  // The first two columns are flags of one list: one of them is up.
  Matrix rows{40, 3, {}};
  for (int i = 0; i < 38; ++i) {
    const bool first = i % 2 == 0;
    rows.values.insert(rows.values.end(), {first ? 1 : kNothing, first ? kNothing : 1, static_cast<float>(i)});
  }
  for (int i = 0; i < 2; ++i) rows.values.insert(rows.values.end(), {kUnknown, kUnknown, kUnknown});
  const std::uint32_t attribute_of[] = {0, 0, 1};
  const auto spread = spread_unknown(rows, attribute_of, 5);
  ASSERT_TRUE(spread);
  for (size_t i = 38; i < spread->rows.rows; ++i) {
    EXPECT_NE(spread->rows.row(i)[0] == 1, spread->rows.row(i)[1] == 1);
    EXPECT_FALSE(has_unknown(spread->rows.row(i)));
  }
}

TEST(Spread, LeavesMissingWhatNoRowHas) {
  const auto spread = spread_unknown({2, 2, {kUnknown, 1, kUnknown, 2}}, {}, 1);
  ASSERT_TRUE(spread);
  for (size_t i = 0; i < spread->rows.rows; ++i) EXPECT_TRUE(std::isnan(spread->rows.row(i)[0]));
}

}  // namespace
}  // namespace leadlight::learn
