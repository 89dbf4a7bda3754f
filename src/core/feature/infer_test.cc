#include "core/feature/infer.h"

#include <gtest/gtest.h>

#include "base/random.h"

namespace leadlight::feature {
namespace {

using Cells = std::vector<std::string>;
CellText of(const Cells& cells) {
  return [&cells](size_t i) { return std::string_view(cells[i]); };
}
ColumnFormat format_of(const Cells& cells) {
  return infer_format(of(cells), cells.size());
}

TEST(InferFormat, NumbersMayBeFewAndHaveGaps) {
  EXPECT_EQ(format_of({"0", "1", "", "N/A", "1"}).kind, ColumnKind::Number);
}

TEST(InferFormat, OneColumnHasOneDecimalMark) {
  const auto comma = format_of({"1,5", "1.234,00", "7"});
  EXPECT_EQ(comma.kind, ColumnKind::Number);
  EXPECT_EQ(comma.decimal, DecimalMark::Comma);
  EXPECT_EQ(format_of({"1,234", "5,678"}).decimal, DecimalMark::Point) << "thousands when nothing says otherwise";
}

TEST(InferFormat, CodesWithLeadingZerosAreNoNumbers) {
  EXPECT_EQ(format_of({"01234", "00501", "01234", "00501"}).kind, ColumnKind::Category);
}

TEST(InferFormat, YesAndNoAreACategory) {
  EXPECT_EQ(format_of({"Yes", "No", "yes", ""}).kind, ColumnKind::Category);
}

TEST(InferFormat, OneImpossibleMonthDecidesTheWholeColumn) {
  EXPECT_EQ(format_of({"01/02/2024", "25/02/2024"}).date, DateOrder::DayFirst);
  EXPECT_EQ(format_of({"01/02/2024", "02/25/2024"}).date, DateOrder::MonthFirst);
  EXPECT_EQ(format_of({"01.02.2024", "02.02.2024"}).date, DateOrder::DayFirst);
}

TEST(InferFormat, AStrayWordDoesNotTurnNumbersIntoText) {
  Cells cells(200, "12");
  cells[7] = "oops";
  ASSERT_EQ(format_of(cells).kind, ColumnKind::Number);
  const auto column = read_column("n", format_of(cells), of(cells), cells.size());
  EXPECT_TRUE(column.missing(7));
  EXPECT_EQ(column.numbers[8], 12);
}

TEST(InferFormat, WritingThatNeverRepeatsIsText) {
  Cells cells;
  for (int i = 0; i < 200; ++i) cells.push_back("called about offer " + std::to_string(i * i));
  EXPECT_EQ(format_of(cells).kind, ColumnKind::Text);
}

TEST(InferFormat, NothingButGapsIsACategoryOfNothing) {
  const Cells cells{"", "-", "Select"};
  const auto column = read_column("c", format_of(cells), of(cells), cells.size());
  EXPECT_EQ(column.kind, ColumnKind::Category);
  for (size_t i = 0; i < 3; ++i) EXPECT_TRUE(column.missing(i));
}

TEST(ReadColumn, GivesBackWhatWasWritten) {
  Cells cells;
  Random random(3);
  for (int i = 0; i < 5000; ++i) cells.push_back("level " + std::to_string(random.below(700)));
  const auto column = read_column("c", {ColumnKind::Category}, of(cells), cells.size());
  for (size_t i = 0; i < cells.size(); ++i) ASSERT_EQ(std::get<std::string_view>(column.cell(i)), cells[i]);
  EXPECT_LE(column.levels.size(), 700U);
}

}  // namespace
}  // namespace leadlight::feature
