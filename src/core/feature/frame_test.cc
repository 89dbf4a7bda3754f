#include "core/feature/frame.h"

#include <gtest/gtest.h>

namespace leadlight::feature {
namespace {

TEST(ColumnBuilder, ANumberThatComesLateLeavesTheRowsBeforeMissing) {
  ColumnBuilder builder("budget", ColumnKind::Number);
  builder.add({});
  builder.add(std::string_view("not a number"));
  EXPECT_TRUE(builder.is_empty());
  builder.add(3.5);
  builder.add({});
  EXPECT_FALSE(builder.is_empty());
  const Column column = std::move(builder).finish();
  ASSERT_EQ(column.size(), 4u);
  EXPECT_TRUE(column.missing(0));
  EXPECT_TRUE(column.missing(1));
  EXPECT_EQ(column.cell(2), Cell(3.5));
  EXPECT_TRUE(column.missing(3));
}

TEST(ColumnBuilder, ACategoryThatComesLateSharesItsLevels) {
  ColumnBuilder builder("country", ColumnKind::Category);
  for (const char* text : {"", "France", "Peru", "France"}) {
    builder.add(*text == 0 ? Cell() : Cell(std::string_view(text)));
  }
  const Column column = std::move(builder).finish();
  EXPECT_EQ(column.codes, (std::vector<std::int32_t>{-1, 0, 1, 0}));
  EXPECT_EQ(column.levels, (std::vector<std::string>{"France", "Peru"}));
}

TEST(ColumnBuilder, AColumnThatIsNeverFilledHasAllItsRows) {
  for (const ColumnKind kind : {ColumnKind::Number, ColumnKind::Time, ColumnKind::Category, ColumnKind::Text}) {
    ColumnBuilder builder("empty", kind);
    for (int row = 0; row < 3; ++row) builder.add({});
    const Column column = std::move(builder).finish();
    ASSERT_EQ(column.size(), 3u) << to_string(kind);
    for (size_t row = 0; row < 3; ++row) EXPECT_TRUE(column.missing(row)) << to_string(kind);
  }
}

TEST(ColumnBuilder, KeepsManyLevelsApart) {
  ColumnBuilder builder("city", ColumnKind::Category);
  for (int pass = 0; pass < 2; ++pass) {
    for (int i = 0; i < 1'000; ++i) builder.add(std::string_view("city " + std::to_string(i)));
  }
  const Column column = std::move(builder).finish();
  EXPECT_EQ(column.levels.size(), 1'000u);
  for (size_t row = 0; row < column.size(); ++row) ASSERT_EQ(column.codes[row], static_cast<int>(row % 1'000));
}

}  // namespace
}  // namespace leadlight::feature
