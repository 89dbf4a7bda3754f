#include "core/record/value.h"

#include <gtest/gtest.h>

#include "core/record/record.h"

namespace leadlight::record {
namespace {

TEST(Value, PrintsShortForms) {
  EXPECT_EQ(to_string(Value{}), "null");
  EXPECT_EQ(to_string(Value(true)), "true");
  EXPECT_EQ(to_string(Value(12.5)), "12.5");
  EXPECT_EQ(to_string(Value(Amount{125'000})), "12.5");
  EXPECT_EQ(to_string(Value(*base::parse_timestamp("2026-11-22T10:00:00Z"))), "2026-11-22T10:00:00Z");
  EXPECT_EQ(to_string(Value(*base::parse_date("2026-11-22"))), "2026-11-22");
  EXPECT_EQ(to_string(Value(Bytes{"abc"})), "3 bytes");
  const Uuid id = Uuid::from_name("x");
  EXPECT_EQ(to_string(Value(Reference{"lead", id})), id.to_string());
}

TEST(Record, AnAbsentColumnReadsAsNull) {
  const Record record{.table = "lead", .id = {}, .version = 1, .values = {{"subject", Value(std::string("x"))}}};
  EXPECT_TRUE(is_null(record.get("nothing")));
  EXPECT_EQ(*record.get_as<std::string>("subject"), "x");
  EXPECT_EQ(record.get_as<std::int64_t>("subject"), nullptr);
}

}  // namespace
}  // namespace leadlight::record
