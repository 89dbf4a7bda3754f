#include "service/scoring/as_known.h"

#include <gtest/gtest.h>

namespace leadlight::scoring {
namespace {

using Kind = store::HistoryEntry::Kind;
using record::Record;
using record::Value;

Timestamp day(int number) {
  return Timestamp(std::chrono::days(20'000 + number));
}

store::HistoryEntry entry(Kind kind, Timestamp at, std::map<std::string, store::HistoryEntry::Change> changes) {
  store::HistoryEntry entry;
  entry.kind = kind;
  entry.at = at;
  entry.changes = std::move(changes);
  return entry;
}

/// Made open on day 1, source changed on day 3, closed with a reason on day 5, touched up on day 8.
struct Life1 {
  std::vector<store::HistoryEntry> history{
      entry(Kind::Create, day(1),
            {{"statecode", {Value(), std::int64_t{0}}},
             {"source", {Value(), std::string("Web")}},
             {"createdon", {Value(), day(1)}}}),
      entry(Kind::Update, day(3), {{"source", {std::string("Web"), std::string("Fair")}}}),
      entry(Kind::Update, day(5),
            {{"statecode", {std::int64_t{0}, std::int64_t{1}}}, {"reason", {Value(), std::string("bought")}}}),
      entry(Kind::Update, day(8), {{"reason", {std::string("bought"), std::string("bought two")}}}),
  };
  Record now{"lead",
             {},
             4,
             {{"statecode", std::int64_t{1}},
              {"source", std::string("Fair")},
              {"reason", std::string("bought two")},
              {"createdon", day(1)}}};
};

TEST(AsKnown, TakesBackTheCloseAndWhatCameAfterIt) {
  const Life1 it;
  const Life life = life_of(it.now, it.history, Outcome());
  ASSERT_TRUE(life.closing);
  EXPECT_EQ(*life.closing, 2u);
  const Record before = before_entries(it.now, it.history, life.first_after);
  EXPECT_EQ(before.get("source"), Value(std::string("Fair")));
  EXPECT_TRUE(record::is_null(before.get("reason")));
  EXPECT_EQ(before.get("statecode"), Value(std::int64_t{0}));
}

TEST(AsKnown, SeesAMomentWithTheChangesOfThatMomentButNoLaterOnes) {
  const Life1 it;
  EXPECT_EQ(as_of(it.now, it.history, day(2))->get("source"), Value(std::string("Web")));
  EXPECT_EQ(as_of(it.now, it.history, day(3))->get("source"), Value(std::string("Fair")));
  EXPECT_TRUE(record::is_null(as_of(it.now, it.history, day(4))->get("reason")));
  EXPECT_FALSE(as_of(it.now, it.history, day(0)).has_value()) << "it was not there yet";
}

TEST(AsKnown, DayDDoesNotChangeWhenDayDPlusOneArrives) {
  Life1 it;
  const auto on_day_four = as_of(it.now, it.history, day(4))->values;
  it.history.push_back(entry(Kind::Update, day(9), {{"source", {std::string("Fair"), std::string("Mail")}}}));
  it.now.values["source"] = std::string("Mail");
  EXPECT_EQ(as_of(it.now, it.history, day(4))->values, on_day_four);
}

TEST(AsKnown, TheLastOfSeveralClosesCounts) {
  Life1 it;
  it.history.push_back(entry(Kind::Update, day(10), {{"statecode", {std::int64_t{1}, std::int64_t{0}}}}));
  it.history.push_back(entry(Kind::Update, day(12), {{"statecode", {std::int64_t{0}, std::int64_t{2}}}}));
  it.now.values["statecode"] = std::int64_t{2};
  const Life life = life_of(it.now, it.history, Outcome());
  EXPECT_EQ(life.closing, 5u);
  EXPECT_EQ(before_entries(it.now, it.history, life.first_after).get("reason"), Value(std::string("bought two")));
}

TEST(AsKnown, ARecordThatCameInClosedIsTakenAsItCame) {
  const std::vector<store::HistoryEntry> history{
      entry(Kind::Create, day(1),
            {{"statecode", {Value(), std::int64_t{2}}}, {"source", {Value(), std::string("Web")}}}),
      entry(Kind::Update, day(2), {{"source", {std::string("Web"), std::string("Fair")}}}),
  };
  const Record now{
      "lead", {}, 2, {{"statecode", std::int64_t{2}}, {"source", std::string("Fair")}, {"createdon", day(1)}}};
  const Life life = life_of(now, history, Outcome());
  EXPECT_FALSE(life.closing);
  EXPECT_FALSE(life.began);
  EXPECT_EQ(before_entries(now, history, life.first_after).get("source"), Value(std::string("Web")));
}

TEST(AsKnown, AnOlderCreationDateMeansTheHistoryDoesNotReachBack) {
  Life1 it;
  EXPECT_TRUE(life_of(it.now, it.history, Outcome()).began);
  it.now.values["createdon"] = day(-200);
  EXPECT_FALSE(life_of(it.now, it.history, Outcome()).began);
}

TEST(Outcome, TellsOpenWonAndLost) {
  const Outcome outcome;
  const auto lead = [](Value state) { return Record{"lead", {}, 1, {{"statecode", std::move(state)}}}; };
  EXPECT_TRUE(outcome.is_open(lead(std::int64_t{0})));
  EXPECT_TRUE(outcome.is_open(lead(Value()))) << "a record that is being made";
  EXPECT_EQ(outcome.of(lead(std::int64_t{1})), true);
  EXPECT_EQ(outcome.of(lead(std::int64_t{2})), false);
  EXPECT_EQ(outcome.of(lead(std::int64_t{0})), std::nullopt);
}

}  // namespace
}  // namespace leadlight::scoring
