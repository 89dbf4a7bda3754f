#include "service/scoring/compaction.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "service/scoring/replay.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

const Uuid kFirstVersion = Uuid::from_name("version 1"), kSecondVersion = Uuid::from_name("version 2");

LedgerLine line_on(double day, std::int64_t grade = 1, Uuid version = kFirstVersion) {
  return {Uuid::from_name(fmt::format("line of day {}", day)), at_day(day), grade, version};
}

/// The days of the lines that stay; day 4 of 2026 is a Monday.
std::vector<double> kept(const std::vector<LedgerLine>& lines, std::optional<double> closed = {}, double now = 300) {
  const auto going = superfluous_lines(lines, closed ? std::optional(at_day(*closed)) : std::nullopt, at_day(now));
  std::vector<double> days;
  for (const LedgerLine& line : lines) {
    if (std::find(going.begin(), going.end(), line.id) == going.end()) {
      days.push_back(std::chrono::duration<double, std::ratio<86'400>>(line.at - at_day(0)).count());
    }
  }
  return days;
}

TEST(Compaction, KeepsTheLastLineOfAWeekAndTheFirstAndTheLast) {
  std::vector<LedgerLine> lines;
  for (double day = 4; day < 26; ++day) lines.push_back(line_on(day));
  EXPECT_THAT(kept(lines), ElementsAre(4, 10, 17, 24, 25));
}

TEST(Compaction, KeepsTheLastLineOfAMonthAfterAYear) {
  std::vector<LedgerLine> lines;
  for (double day = 0; day < 90; day += 5) lines.push_back(line_on(day));
  EXPECT_THAT(kept(lines, {}, 600), ElementsAre(0, 30, 55, 85));
}

TEST(Compaction, KeepsEveryChangeOfGradeOrVersion) {
  const std::vector<LedgerLine> lines{line_on(4),
                                      line_on(4.1),
                                      line_on(4.2, 0),
                                      line_on(4.3, 0),
                                      line_on(4.4, 1),
                                      line_on(4.45),
                                      line_on(4.5, 1, kSecondVersion),
                                      line_on(4.6, 1, kSecondVersion),
                                      line_on(4.7, 1, kSecondVersion)};
  EXPECT_THAT(kept(lines), ElementsAre(4, 4.2, 4.4, 4.5, 4.7));
}

TEST(Compaction, KeepsTheScoreInForceThirtyDaysBeforeTheClose) {
  const std::vector<LedgerLine> lines{line_on(4), line_on(4.1), line_on(5), line_on(6), line_on(7)};
  EXPECT_THAT(kept(lines), ElementsAre(4, 7));
  EXPECT_THAT(kept(lines, 35.5), ElementsAre(4, 5, 7)) << "day 5.5: the line of day 5 was in force";
  EXPECT_THAT(kept(lines, 35), ElementsAre(4, 5, 7)) << "to the second";
}

TEST(Compaction, RemovesNothingMoreTheSecondTime) {
  Random random(5);
  std::vector<LedgerLine> lines;
  for (double day = 0; day < 500; day += 3 * random.uniform()) {
    lines.push_back(
        line_on(day, static_cast<std::int64_t>(random.below(2)), random.chance(0.1) ? kSecondVersion : kFirstVersion));
  }
  const auto going = superfluous_lines(lines, at_day(400), at_day(700));
  EXPECT_FALSE(going.empty());
  const std::set<Uuid> gone(going.begin(), going.end());
  std::erase_if(lines, [&](const LedgerLine& line) { return gone.contains(line.id); });
  EXPECT_THAT(superfluous_lines(lines, at_day(400), at_day(700)), IsEmpty());
}

/// A lead whose budget moves every day, and its score with it.
Uuid add_moving_lead(ScoringWorld& world, double from, int days) {
  Uuid lead;
  for (int day = 0; day < days; ++day) {
    world.clock.set(at_day(from + day));
    must(world.store->write([&](store::Transaction& tx) -> Result<void> {
      tx.set_now(at_day(from + day));
      const Amount budget{(1'000 + 5'000 * (day % 5)) * 10'000};
      if (day == 0) {
        Random random(1);
        auto values = make_lead(random).values;
        values["budgetamount"] = budget;
        values = TRY(record::check_change(*tx.schema().find("lead"), values, record::ChangeKind::Create));
        lead = TRY(tx.insert("lead", Uuid::from_name("moving lead"), std::move(values), world.system)).id;
      } else {
        TRY(tx.update("lead", lead, {{"budgetamount", budget}}, std::nullopt, world.system));
      }
      return world.service.rescore_in(tx, {{"lead", lead}}, "update");
    }));
  }
  return lead;
}

TEST(LedgerCompaction, KeepsYoungLinesWholeAndTheOldOnesReplayable) {
  ScoringWorld world;
  world.clock.set(at_day(1));
  world.publish_learned();
  const Uuid lead = add_moving_lead(world, 10, 60);
  const auto before = world.ledger(lead);
  ASSERT_GT(before.size(), 30u);

  const auto young = must(world.service.compact_ledger(at_day(95), {}));
  EXPECT_EQ(young.removed, 0) << "nothing is older than 90 days";
  const Timestamp later = at_day(10 + 60 + 91);
  const auto done = must(world.service.compact_ledger(later, {}));
  EXPECT_EQ(done.looked_at, static_cast<std::int64_t>(before.size()));
  const auto after = world.ledger(lead);
  EXPECT_EQ(after.size(), before.size() - static_cast<size_t>(done.removed));
  EXPECT_GT(done.removed, 0);
  EXPECT_EQ(after.front().id, before.front().id);
  EXPECT_EQ(after.back().id, before.back().id);
  for (const record::Record& line : after) EXPECT_TRUE(must(replay(*world.store, line.id)).is_same());
  EXPECT_EQ(must(world.service.compact_ledger(later, {})).removed, 0);
}

TEST(LedgerCompaction, KeepsWhatALongTrendComparesWith) {
  ScoringWorld world;
  world.clock.set(at_day(1));
  world.publish_learned();
  const Uuid lead = add_moving_lead(world, 10, 60);
  const size_t lines = world.ledger(lead).size();
  Definition definition;
  definition.trend_days = 300;
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    const Uuid model = Uuid::from_name("default model of lead");
    TRY(tx.update("ll_model", model, {{"ll_definition", definition.to_json()}}, std::nullopt, world.system));
    return {};
  }));
  must(world.service.compact_ledger(at_day(200), {}));
  EXPECT_EQ(world.ledger(lead).size(), lines);
}

TEST(LedgerCompaction, CanBeCancelled) {
  ScoringWorld world;
  world.add_open(3, 1);
  const auto stopped = world.service.compact_ledger(
      at_day(900), [](double, std::string_view, std::int64_t, std::int64_t) { return false; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code(), ErrorCode::Unavailable);
}

}  // namespace
}  // namespace leadlight::scoring
