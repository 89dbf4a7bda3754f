#include "service/scoring/counterfactual.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

#include "service/scoring/models.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;
using testing::HasSubstr;

void set_actionable(ScoringWorld& world, std::vector<std::string> attributes) {
  Definition definition;
  definition.attributes.actionable = std::move(attributes);
  const Uuid model = must(world.service.default_model("lead"));
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("ll_model", model, {{"ll_definition", definition.to_json()}}, std::nullopt, world.system));
    return {};
  }));
}

std::vector<Step> steps_for(ScoringWorld& world, const Record& record) {
  const auto snapshot = must(world.store->snapshot());
  const auto live = world.live();
  Surroundings surroundings(*snapshot, *live->scored, live->wanted);
  return find_steps(*live, must(surroundings.now(record, seconds_of(world.clock.now()))));
}

TEST(Counterfactual, AStepLeadsToTheScoreThatTheChangedRecordHas) {
  ScoringWorld world;
  world.publish_learned();
  set_actionable(world, {"leadsourcecode"});
  int with_steps = 0;
  for (const Uuid& id : world.add_open(30, 5)) {
    Record lead = world.read("lead", id);
    const int before = world.score_now(lead);
    const auto steps = steps_for(world, lead);
    ASSERT_LE(steps.size(), 1U) << "one step for one attribute";
    if (steps.empty()) continue;
    ++with_steps;
    EXPECT_GT(steps[0].score, before);
    EXPECT_EQ(world.live()->sources[steps[0].attribute]->name, "leadsourcecode");
    lead.values["leadsourcecode"] = std::int64_t{1};  // the best source there is
    EXPECT_EQ(steps[0].score, world.score_now(lead));
    EXPECT_EQ(steps[0].level, "1");
  }
  EXPECT_GT(with_steps, 10);
}

TEST(Counterfactual, NothingIsAdvisedThatNoSellerCanDo) {
  ScoringWorld world;
  world.publish_learned();
  for (const Uuid& id : world.add_open(10, 5)) {
    EXPECT_TRUE(steps_for(world, world.read("lead", id)).empty()) << "source and budget are not on the default list";
  }
  const ScoredTable& leads = *find_scored_table("lead");
  const auto refused = [&](std::string_view attribute) {
    const auto allowed = check_actionable(*world.store->schema(), leads, attribute);
    return allowed ? std::string() : allowed.error().message();
  };
  EXPECT_THAT(refused("emailaddress1"), HasSubstr("who somebody is"));
  EXPECT_THAT(refused("parentaccountid/industrycode"), HasSubstr("another row"));
  EXPECT_THAT(refused("activity/days_since_inbound"), HasSubstr("nobody brings it about"));
  EXPECT_THAT(refused("nothing"), HasSubstr("no such attribute"));
  EXPECT_EQ(refused("budgetstatus"), "");
  ModelSettings settings{.id = {}, .name = "Wrong", .table = "lead", .definition = {}};
  settings.definition.attributes.actionable = {"lastname"};
  const auto saved = save_model(*world.store, settings, world.system);
  ASSERT_FALSE(saved);
  EXPECT_THAT(saved.error().message(), HasSubstr("attributes.actionable"));
}

TEST(Counterfactual, EveryDefaultStepIsAllowed) {
  ScoringWorld world;
  std::set<std::string_view> known;
  for (const ScoredTable& scored : scored_tables()) {
    for (const auto attribute : default_actionable()) {
      if (check_actionable(*world.store->schema(), scored, attribute)) known.insert(attribute);
    }
  }
  for (const auto attribute : default_actionable()) EXPECT_TRUE(known.contains(attribute)) << attribute;
}

/// Leads that were called qualify.
class CallsHelp : public testing::Test {
 protected:
  void SetUp() override {
    Random random(3);
    for (int i = 0; i < 400; ++i) add_closed(i, random);
    TrainRequest request;
    request.model = must(world_.service.default_model("lead"));
    request.drop = {"createdon"};
    must(world_.service.publish(must(world_.service.train(request, {})), world_.system));
  }

  void add_closed(int i, Random& random) {
    const int calls = static_cast<int>(random.below(3));
    const bool won = random.chance(0.1 + 0.4 * calls);
    const double day = 20 + i * 0.5;
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      tx.set_now(at_day(day));
      const Record lead = TRY(tx.insert(
          "lead", Uuid{}, {{"lastname", std::string("Closed")}, {"statecode", std::int64_t{0}}}, world_.system));
      for (int call = 0; call < calls; ++call) {
        tx.set_now(at_day(day + 1 + call));
        TRY(tx.insert("phonecall", Uuid{}, call_about(lead.id, day + 1 + call), world_.system));
      }
      tx.set_now(at_day(day + 9));
      TRY(tx.update("lead", lead.id, {{"statecode", std::int64_t{won ? 1 : 2}}, {"ll_closedon", at_day(day + 9)}},
                    std::nullopt, world_.system));
      return {};
    }));
  }
  static record::Values call_about(const Uuid& lead, double day) {
    return {{"subject", std::string("Call")},
            {"regardingobjectid", Reference{"lead", lead}},
            {"actualend", at_day(day)},
            {"directioncode", true}};
  }

  ScoringWorld world_;
};

TEST_F(CallsHelp, OneMoreCallIsAdvisedAndHasTheScoreThatTheCallBrings) {
  const Uuid id = world_.add_open(1, 5).front();
  must(world_.service.rescore_all("lead", "batch", {}));
  const OrderedJson answer = must(world_.service.what_would_change("lead", id, world_.system));
  ASSERT_EQ(answer.at("steps").size(), 1) << answer.dump();
  const OrderedJson& step = answer.at("steps").front();
  EXPECT_EQ(step.at("attribute"), "activity/calls");
  EXPECT_EQ(step.at("gain"), step.at("score").get<int>() - answer.at("score").get<int>());
  EXPECT_GT(step.at("evidence").at("rate"), step.at("evidence").at("base_rate"));
  must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.insert("phonecall", Uuid{}, call_about(id, 400), world_.system));
    return {};
  }));
  EXPECT_EQ(world_.score_now(world_.read("lead", id)), step.at("score"));
}

TEST_F(CallsHelp, AClosedRecordHasNoSteps) {
  const Uuid id = world_.add_open(1, 5).front();
  must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("lead", id, {{"statecode", std::int64_t{2}}}, std::nullopt, world_.system));
    return {};
  }));
  const OrderedJson answer = must(world_.service.what_would_change("lead", id, world_.system));
  EXPECT_TRUE(answer.at("score").is_null());
  EXPECT_TRUE(answer.at("steps").empty());
}

}  // namespace
}  // namespace leadlight::scoring
