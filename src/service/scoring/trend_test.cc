#include "service/scoring/trend.h"

#include <gtest/gtest.h>

#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

bool same(const std::optional<ScorePoint>& a, const std::optional<ScorePoint>& b) {
  if (!a || !b) return a.has_value() == b.has_value();
  return a->at == b->at && a->score == b->score && a->grade == b->grade && a->version == b->version;
}

TEST(TrendBases, ReadTogetherAreThoseReadOneAtATime) {
  ScoringWorld world;
  const auto leads = world.add_open(60, 3);
  Random random(5);
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    for (const Uuid& lead : leads) {
      // From none to six lines, before and after the moment that is compared with, and one at that very moment.
      for (std::uint64_t line = random.below(7); line > 0; --line) {
        const double day = random.chance(0.2) ? 393 : 370 + std::floor(30 * 24 * random.uniform()) / 24;
        TRY(tx.insert("ll_scorepoint", Uuid{},
                      {{"ll_leadid", record::Reference{"lead", lead}},
                       {"ll_scoredon", at_day(day)},
                       {"ll_score", static_cast<std::int64_t>(day)},
                       {"ll_grade", std::int64_t{1}}},
                      world.system));
      }
    }
    return {};
  }));
  const auto snapshot = must(world.store->snapshot());
  const ScoredTable& scored = *find_scored_table("lead");
  const auto bases = must(find_trend_bases(*snapshot, scored, 7, leads, at_day(400)));
  int with_point_before = 0;
  for (const Uuid& lead : leads) {
    const TrendBase one = must(find_trend_base(*snapshot, scored, 7, lead, at_day(400)));
    const auto found = bases.find(lead);
    const TrendBase together = found == bases.end() ? TrendBase() : found->second;
    EXPECT_TRUE(same(one.last, together.last));
    EXPECT_TRUE(same(one.point, together.point));
    with_point_before += one.point && one.last && one.point->at < one.last->at;
  }
  EXPECT_GT(with_point_before, 10) << "for this test to say anything";
}

}  // namespace
}  // namespace leadlight::scoring
