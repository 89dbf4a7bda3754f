#include <gtest/gtest.h>

#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "base/time.h"
#include "base/uuid.h"

namespace leadlight::base {
namespace {

Result<int> half(int n) {
  if (n % 2 != 0) return fail(ErrorCode::InvalidInput, "{} is odd", n);
  return n / 2;
}
Result<int> quarter(int n) {
  return TRY(half(TRY(half(n))));
}

TEST(Result, TryReturnsTheFirstError) {
  EXPECT_EQ(*quarter(8), 2);
  const auto failed = quarter(6);
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().message(), "3 is odd");
}

TEST(Uuid, ReadsWhatItWrites) {
  Random random(1);
  const Uuid id = Uuid::make(Timestamp(std::chrono::microseconds(1'700'000'000'000'000)), random);
  EXPECT_EQ(Uuid::parse(id.to_string()), id);
  EXPECT_EQ(Uuid::parse("{" + id.to_string() + "}"), id);
  EXPECT_EQ(Uuid::from_bytes(id.as_bytes()), id);
  EXPECT_EQ(id.to_string()[14], '7');
}

TEST(Uuid, RefusesWhatIsNotOne) {
  for (const char* text : {"", "xyz", "319325b3-50b3-45d0-b730-c9df0b30b9e", "319325b3+50b3-45d0-b730-c9df0b30b9ea"}) {
    EXPECT_EQ(Uuid::parse(text), std::nullopt) << text;
  }
}

TEST(Uuid, IsOrderedByTime) {
  Random random(7);
  const Uuid early = Uuid::make(Timestamp(std::chrono::seconds(1000)), random);
  const Uuid late = Uuid::make(Timestamp(std::chrono::seconds(1001)), random);
  EXPECT_LT(early, late);
}

TEST(Time, ReadsIsoForms) {
  EXPECT_EQ(to_string(*parse_timestamp("2026-11-22T10:15:30Z")), "2026-11-22T10:15:30Z");
  EXPECT_EQ(to_string(*parse_timestamp("2026-11-22 10:15")), "2026-11-22T10:15:00Z");
  EXPECT_EQ(to_string(*parse_timestamp("2026-11-22T10:15:30.5+01:00")), "2026-11-22T09:15:30.500Z");
  EXPECT_EQ(to_string(*parse_timestamp("1969-12-31T23:59:59.999999Z")), "1969-12-31T23:59:59.999999Z");
}

TEST(Time, RefusesImpossibleDays) {
  for (const char* text : {"2026-02-30", "2026-13-01", "26-01-01", "2026-01-01T24:00:00Z", "2026-01-01T10:00:00x"}) {
    EXPECT_EQ(parse_timestamp(text), std::nullopt) << text;
  }
}

TEST(Amount, IsExact) {
  EXPECT_EQ(Amount::parse("12.5")->ten_thousandths, 125'000);
  EXPECT_EQ(Amount::parse("-0.0001")->to_string(), "-0.0001");
  EXPECT_EQ(Amount::parse("922337203685477.5807")->to_string(), "922337203685477.5807");
  EXPECT_EQ(Amount::parse("922337203685477.5808"), std::nullopt);
  EXPECT_EQ(Amount::parse("1.00001"), std::nullopt);
  EXPECT_EQ(Amount::parse("1,5"), std::nullopt);
  EXPECT_EQ(Amount::from_double(1e300), std::nullopt);
}

TEST(Fold, MakesSpellingsMeet) {
  EXPECT_EQ(fold("  Café\tNOIR "), "cafe noir");
  EXPECT_EQ(fold("Ｓtraße"), "strasse");
  EXPECT_EQ(fold("ลูกค้า"), "ลูกค้า");
  EXPECT_EQ(fold("\r\n One\n\n TWO\tthree\x7f\n"), "one two three");
  EXPECT_EQ(fold("One\n\nCaf\u00c9 \n\u0301Two"), "one cafe two");
  EXPECT_EQ(fold("\xff"), fold("\xfe"));
}

TEST(Json, RefusesDeepAndBroken) {
  EXPECT_TRUE(parse_json(R"({"a":[1,2,{"b":null}]})"));
  EXPECT_EQ(parse_json(std::string(100'000, '[')).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(parse_json(std::string(100, '[') + std::string(100, ']')).error().code(), ErrorCode::TooLarge);
  EXPECT_FALSE(parse_json("{\"a\":\"\xff\"}"));
  EXPECT_FALSE(parse_json("{} x"));
}

}  // namespace
}  // namespace leadlight::base
