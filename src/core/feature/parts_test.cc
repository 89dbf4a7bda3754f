#include "core/feature/parts.h"

#include <gtest/gtest.h>

namespace leadlight::feature {
namespace {

Column column_of(std::string name, std::initializer_list<Cell> cells) {
  ColumnBuilder builder(std::move(name),
                        std::holds_alternative<double>(*cells.begin()) ? ColumnKind::Number : ColumnKind::Category);
  for (const Cell& cell : cells) builder.add(cell);
  return std::move(builder).finish();
}

TrainingSet small_set() {
  TrainingSet set;
  set.frame.rows = 5;
  set.frame.columns = {column_of("budget", {1.0, 2.0, {}, 4.0, 5.0}),
                       column_of("country", {std::string_view("Peru"),
                                             std::string_view("Japan"),
                                             {},
                                             std::string_view("Peru"),
                                             std::string_view("France")})};
  set.outcome = {1, 0, 1, 0, 1};
  set.order = {10, 20, 30, 40, 50};
  return set;
}

TEST(TakeApart, EachPartHasItsRowsAndItsLevels) {
  TrainingSet set = small_set(), train, test;
  take_apart(set, {{0, 2, 3}, {1, 4}}, train, test);
  EXPECT_EQ(train.frame.rows, 3u);
  EXPECT_EQ(train.frame.columns[1].levels, (std::vector<std::string>{"Peru"}));
  EXPECT_EQ(test.frame.columns[1].levels, (std::vector<std::string>{"Japan", "France"}));
  EXPECT_EQ(test.frame.columns[0].numbers, (std::vector<double>{2, 5}));
  EXPECT_EQ(test.outcome, (std::vector<std::uint8_t>{0, 1}));
  EXPECT_EQ(test.order, (std::vector<double>{20, 50}));
  EXPECT_EQ(set.frame.columns[0].size(), 0u) << "held twice";
}

TEST(PutTogether, EveryCellIsBackInItsPlace) {
  const TrainingSet before = small_set();
  TrainingSet set = before, train, test;
  const learn::Split split{{0, 2, 3}, {1, 4}};
  take_apart(set, split, train, test);
  put_together(set, split, train, test);
  for (size_t c = 0; c < before.frame.columns.size(); ++c) {
    for (size_t row = 0; row < before.frame.rows; ++row) {
      EXPECT_EQ(set.frame.columns[c].cell(row), before.frame.columns[c].cell(row)) << c << " " << row;
    }
  }
  EXPECT_EQ(set.frame.columns[1].levels.size(), 3u);
  EXPECT_EQ(set.outcome, before.outcome);
}

}  // namespace
}  // namespace leadlight::feature
