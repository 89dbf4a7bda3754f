#include "core/feature/values.h"

#include <gtest/gtest.h>

namespace leadlight::feature {
namespace {

double day(int days) {
  return 86400.0 * days;
}
constexpr int kMarch1 = 19783;  // 2024-03-01

TEST(IsMissing, KnowsTheWordsPeopleLeaveInEmptyFields) {
  for (const auto* text : {"", "  ", "Select", "select", "N/A", "n/a", "-", "--", "null", "NULL", "#N/A", "NaN",
                           "(blank)", "Please select", " - Select - "}) {
    EXPECT_TRUE(is_missing(text)) << '"' << text << '"';
  }
}

TEST(IsMissing, LeavesAnswersAlone) {
  for (const auto* text : {"0", "No", "Unknown", "None", "Other", "Selected", "Nan Li", "Null Island"}) {
    EXPECT_FALSE(is_missing(text)) << '"' << text << '"';
  }
}

struct NumberCase {
  const char* text;
  DecimalMark mark;
  double value;
};
void PrintTo(const NumberCase& c, std::ostream* out) {
  *out << c.text;
}
class ParseNumber : public testing::TestWithParam<NumberCase> {};
TEST_P(ParseNumber, ReadsWhatExportsHold) {
  const auto [text, mark, value] = GetParam();
  const auto read = parse_number(text, mark);
  ASSERT_TRUE(read.has_value());
  EXPECT_DOUBLE_EQ(*read, value);
}
INSTANTIATE_TEST_SUITE_P(
    Reads, ParseNumber,
    testing::Values(NumberCase{"7", DecimalMark::Point, 7}, NumberCase{"-2.5", DecimalMark::Point, -2.5},
                    NumberCase{"1,234.50", DecimalMark::Point, 1234.5}, NumberCase{"1,234", DecimalMark::Point, 1234},
                    NumberCase{"1,234", DecimalMark::Comma, 1.234}, NumberCase{"1.234,50", DecimalMark::Comma, 1234.5},
                    NumberCase{"1 234 567", DecimalMark::Point, 1234567},
                    NumberCase{"1\xC2\xA0"
                               "234,5",
                               DecimalMark::Comma, 1234.5},
                    NumberCase{"12 %", DecimalMark::Point, 12}, NumberCase{"€ 1.000", DecimalMark::Comma, 1000},
                    NumberCase{"$5", DecimalMark::Point, 5}, NumberCase{"-$5", DecimalMark::Point, -5},
                    NumberCase{"(3)", DecimalMark::Point, -3}, NumberCase{"1e3", DecimalMark::Point, 1000},
                    NumberCase{".5", DecimalMark::Point, 0.5}, NumberCase{"1e300", DecimalMark::Point, 1e300}));

TEST(ParseNumberTest, RefusesWhatOnlyLooksLikeANumber) {
  for (const auto* text :
       {"", "abc", "1,23,4", "12,34", "007", "1.2.3", "1e308", "1e999", "nan", "inf", "--3", "5 apples", ",", "."}) {
    EXPECT_FALSE(parse_number(text, DecimalMark::Point)) << text;
  }
}

TEST(ParseTime, ReadsTheUsualForms) {
  EXPECT_EQ(parse_time("2024-03-01", DateOrder::DayFirst), day(kMarch1));
  EXPECT_EQ(parse_time("2024-03-01T01:00:00Z", DateOrder::YearFirst), day(kMarch1) + 3600);
  EXPECT_EQ(parse_time("2024/03/01", DateOrder::YearFirst), day(kMarch1));
  EXPECT_EQ(parse_time("01/03/2024", DateOrder::DayFirst), day(kMarch1));
  EXPECT_EQ(parse_time("3/1/2024", DateOrder::MonthFirst), day(kMarch1));
  EXPECT_EQ(parse_time("01.03.24 14:05", DateOrder::DayFirst), day(kMarch1) + 14 * 3600 + 5 * 60);
  EXPECT_EQ(parse_time("3/1/2024 2:05 PM", DateOrder::MonthFirst), day(kMarch1) + 14 * 3600 + 5 * 60);
  EXPECT_EQ(parse_time("1 Mar 2024", DateOrder::YearFirst), day(kMarch1));
  EXPECT_EQ(parse_time("March 1, 2024", DateOrder::YearFirst), day(kMarch1));
}

TEST(ParseTime, RefusesWhatIsNoDay) {
  for (const auto* text :
       {"31/02/2024", "2024-13-01", "12", "12.5", "hello world", "1/2/3/4", "01/01/2024 25:00", "2024-03-01x"}) {
    EXPECT_FALSE(parse_time(text, DateOrder::DayFirst)) << text;
  }
}

}  // namespace
}  // namespace leadlight::feature
