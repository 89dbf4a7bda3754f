#include "service/scoring/replay.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "service/scoring/score_text.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

void change_line(ScoringWorld& world, const Uuid& line, record::Values values) {
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("ll_scorepoint", line, std::move(values), std::nullopt, world.system));
    return {};
  }));
}

TEST(Replay, GivesEveryScoreAgainBitForBit) {
  ScoringWorld world;
  world.publish_learned();
  const auto leads = world.add_open(300, 5);
  must(world.service.rescore_all("lead", "publish", {}));
  world.publish_learned(9);
  world.clock.set(at_day(401));
  must(world.service.rescore_all("lead", "publish", {}));
  const auto counts = must(replay_all(*world.store, "lead", {}));
  EXPECT_GE(counts.same, 300);
  EXPECT_EQ(counts.different, 0);
  EXPECT_THAT(counts.not_replayed, IsEmpty());
  EXPECT_EQ(must(replay_all(*world.store, "opportunity", {})).same, 0);

  const Replay one = must(replay(*world.store, leads[3]));
  EXPECT_TRUE(one.is_same());
  EXPECT_EQ(one.line, world.ledger(leads[3]).back().id) << "a record's id takes its newest line";
  EXPECT_EQ(one.again.score, world.read("lead", leads[3]).number("msdyn_leadscore"));
  EXPECT_FALSE(one.again.reasons.points.empty());
}

TEST(Replay, NamesWhatDiffers) {
  ScoringWorld world;
  world.publish_learned();
  const Uuid lead = world.add_open(1, 5).front();
  must(world.service.rescore_all("lead", "publish", {}));
  const record::Record line = world.ledger(lead).front();
  const double margin = *line.get_as<double>("ll_margin");
  change_line(world, line.id, {{"ll_margin", std::nextafter(margin, 100.0)}});
  EXPECT_THAT(must(replay(*world.store, line.id)).differences, ElementsAre("margin")) << "the last bit counts";
  change_line(world, line.id,
              {{"ll_margin", margin},
               {"ll_reasons", std::string(R"({"average":1,"other":0,"points":{"leadsourcecode":99}})")}});
  EXPECT_THAT(must(replay(*world.store, line.id)).differences, Contains("points of leadsourcecode"));
  EXPECT_EQ(must(replay_all(*world.store, "", {})).first_different, std::vector{line.id});
}

TEST(Replay, GradesByTheBoundsOfItsDay) {
  ScoringWorld world;
  world.publish_learned();
  const Uuid model = must(world.service.default_model("lead"));
  const Uuid lead = world.add_open(1, 5).front();
  must(world.service.rescore_all("lead", "publish", {}));
  const Uuid line = world.ledger(lead).front().id;
  world.clock.set(at_day(401));
  const int score = static_cast<int>(world.read("lead", lead).number("msdyn_leadscore"));
  const bool is_a = world.read("lead", lead).number("msdyn_leadgrade") == 0;
  must(world.service.set_grades(model, is_a ? 100 : std::max(score, 3), 2, 1, world.system));
  EXPECT_TRUE(must(replay(*world.store, line)).is_same());
  EXPECT_EQ(must(replay(*world.store, lead)).why_not, "grades") << "the newest line only grades anew";
}

TEST(Replay, SaysWhyALineCannotBeWorkedOut) {
  ScoringWorld world;
  const Uuid version = world.publish_learned();
  const Uuid lead = world.add_open(1, 5).front();
  must(world.service.rescore_all("lead", "publish", {}));
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("ll_modelversion", version, {{"ll_bytes", record::Bytes{"LLMODEL"}}}, std::nullopt, world.system));
    return {};
  }));
  EXPECT_EQ(must(replay(*world.store, lead)).why_not, "damaged");
  EXPECT_EQ(must(replay_all(*world.store, "", {})).not_replayed.at("damaged"), 1);
  const auto nothing = replay(*world.store, Uuid::from_name("nothing"));
  ASSERT_FALSE(nothing);
  EXPECT_EQ(nothing.error().code(), ErrorCode::NotFound);
  change_line(world, world.ledger(lead).front().id, {{"ll_features", record::Bytes{"short"}}});
  EXPECT_EQ(must(replay(*world.store, lead)).why_not, "damaged");
}

}  // namespace
}  // namespace leadlight::scoring
