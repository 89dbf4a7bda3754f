#include "core/record/number_text.h"

#include <gtest/gtest.h>

namespace leadlight::record {
namespace {

struct Case {
  const char* written;
  const char* plain;  ///< nullptr: no number
};

class PlainNumber : public testing::TestWithParam<Case> {};

TEST_P(PlainNumber, ReadsWhatPeopleWrite) {
  const auto plain = plain_number(GetParam().written);
  if (GetParam().plain == nullptr) {
    EXPECT_FALSE(plain) << *plain;
  } else {
    ASSERT_TRUE(plain) << GetParam().written;
    EXPECT_EQ(*plain, GetParam().plain);
  }
}

INSTANTIATE_TEST_SUITE_P(Reads, PlainNumber,
                         testing::Values(Case{"12", "12"}, Case{"-12.5", "-12.5"}, Case{"1e3", "1e3"},
                                         Case{"1,234.50", "1234.50"}, Case{"1.234,50", "1234.50"},
                                         Case{"1,234,567", "1234567"}, Case{"1.234.567", "1234567"},
                                         Case{"12,34,567.8", "1234567.8"}, Case{"1,234", "1234"}, Case{"1,5", "1.5"},
                                         Case{"0,123", "0.123"}, Case{"1234,567", "1234.567"}, Case{"1.234", "1.234"},
                                         Case{",5", "0.5"}, Case{"1'234.5", "1234.5"}, Case{"1’234.5", "1234.5"},
                                         Case{"1 234,5", "1234.5"}, Case{"1\u00a0234", "1234"},
                                         Case{"1\u202f234,00", "1234.00"}));
INSTANTIATE_TEST_SUITE_P(Money, PlainNumber,
                         testing::Values(Case{"$1,234.50", "1234.50"}, Case{"€ 1.234,50", "1234.50"},
                                         Case{"1.234,50 €", "1234.50"}, Case{"-€ 12", "-12"}, Case{"€ -12", "-12"},
                                         Case{"EUR 1,234", "1234"}, Case{"1,234 USD", "1234"}, Case{"(1,234)", "-1234"},
                                         Case{"฿99", "99"}, Case{"￥１２３", "123"}, Case{"12-", "-12"},
                                         Case{"\u221212", "-12"}, Case{"75 %", "75"}));
INSTANTIATE_TEST_SUITE_P(Refuses, PlainNumber,
                         testing::Values(Case{"", nullptr}, Case{"abc", nullptr}, Case{"1.2.3", nullptr},
                                         Case{"1,23,4", nullptr}, Case{"12 monkeys", nullptr}, Case{"--1", nullptr},
                                         Case{"(-1)", nullptr}, Case{".", nullptr}, Case{",", nullptr},
                                         Case{"$", nullptr}, Case{"1,2345.6", nullptr}, Case{"1.234,567,8", nullptr},
                                         Case{"nan", nullptr}, Case{"inf", nullptr}, Case{"0x10", nullptr},
                                         Case{"1 2 3", nullptr}, Case{"\xff\xfe", nullptr}));

}  // namespace
}  // namespace leadlight::record
