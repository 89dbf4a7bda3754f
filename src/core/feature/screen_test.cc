#include "core/feature/screen.h"

#include <gtest/gtest.h>

#include "core/feature/synthetic.h"

namespace leadlight::feature {
namespace {

constexpr size_t kValues = 400;

std::string key_of(const Column& column, bool lone_date = false) {
  const auto exclusion = screen(column, lone_date);
  EXPECT_TRUE(!exclusion || !exclusion->reason.empty());
  return exclusion ? std::string(exclusion->key) : "used";
}

Column text(std::string name, auto value) {
  std::vector<std::string> values;
  for (size_t i = 0; i < kValues; ++i) values.push_back(value(i));
  return synthetic::list(std::move(name), values);
}
Column number(std::string name, auto value) {
  std::vector<double> values;
  for (size_t i = 0; i < kValues; ++i) values.push_back(value(i));
  return synthetic::numbers(std::move(name), std::move(values));
}

TEST(Screen, LeavesOutIdentifiers) {
  EXPECT_EQ(key_of(text("Prospect ID", [](size_t i) { return "a7-" + std::to_string(i * 7919); })), "identifier");
  EXPECT_EQ(key_of(text("hash", [](size_t i) { return "x" + std::to_string(i * 104729); })), "identifier");
  EXPECT_EQ(key_of(number("counter", [](size_t i) { return 5000.0 + i; })), "identifier");
  Random random(1);
  EXPECT_EQ(key_of(number("Lead Number", [&](size_t i) { return 90'000.0 - 7 * i; })), "identifier");
}

TEST(Screen, KeepsMeasurementsThatHappenToDiffer) {
  Random random(2);
  EXPECT_EQ(key_of(number("annual revenue", [&](size_t) { return std::floor(1e9 * random.uniform()); })), "used");
  EXPECT_EQ(key_of(number("weight", [&](size_t) { return random.normal(); })), "used");
}

TEST(Screen, LeavesOutWhatNeverChanges) {
  EXPECT_EQ(key_of(text("country", [](size_t) { return "NL"; })), "constant");
  EXPECT_EQ(key_of(text("flag", [](size_t i) { return i < 2 ? "Yes" : "No"; })), "constant");
  EXPECT_EQ(key_of(text("consent", [](size_t i) { return i % 2 ? "Yes" : ""; })), "used")
      << "filled in or not is something";
}

TEST(Screen, LeavesOutTheEmpty) {
  EXPECT_EQ(key_of(text("nothing", [](size_t) { return ""; })), "empty");
  EXPECT_EQ(key_of(text("rare", [](size_t i) { return i < 3 ? "x" : ""; })), "too_empty");
}

TEST(Screen, LeavesOutPeople) {
  const auto some = [](size_t i) { return i % 3 ? "Kim" : "Lee"; };
  EXPECT_EQ(key_of(text("Owner", some)), "owner");
  EXPECT_EQ(key_of(text("Full Name", some)), "person_name");
  EXPECT_EQ(key_of(text("First Name", [](size_t i) { return i % 3 ? "Kim" : "x1"; })), "used")
      << "whether it is a name is used";
}

TEST(Screen, LeavesOutADateWithNothingToMeasureItAgainst) {
  Column date = number("created", [](size_t i) { return 1.7e9 + 86400.0 * (i % 97); });
  date.kind = ColumnKind::Time;
  EXPECT_EQ(key_of(date, true), "lone_date");
  EXPECT_EQ(key_of(date, false), "used");
}

TEST(Screen, FindsNothingInOneValueWhoseBlanksAreIgnored) {
  std::vector<std::string> values(200, "yes");
  for (size_t i = 0; i < 100; ++i) values[i].clear();
  const auto column = synthetic::list("asked", values);
  EXPECT_FALSE(screen(column, false));
  ASSERT_TRUE(screen(column, false, true));
  EXPECT_EQ(screen(column, false, true)->key, "constant");
}

}  // namespace
}  // namespace leadlight::feature
