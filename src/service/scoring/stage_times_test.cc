#include "service/scoring/stage_times.h"

#include <gtest/gtest.h>

#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;

class StageTimesTest : public testing::Test {
 protected:
  Record add(std::string_view table, record::Values values) {
    Record row;
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      row = TRY(tx.insert(table, Uuid{}, values, world_.system));
      return {};
    }));
    return row;
  }
  Reference process() {
    if (process_.id.is_nil()) {
      process_.id = add("workflow", {{"name", std::string("Leads")}, {"primaryentity", std::string("lead")}}).id;
    }
    return process_;
  }
  Reference add_stage(std::string name) {
    return {"processstage",
            add("processstage", {{"stagename", name}, {"processid", process()}, {"ll_order", std::int64_t{1}}}).id};
  }
  /// A lead that stood in a stage for some days, and how it ended (0: it is open and stands there still).
  Uuid add_lead(const Reference& stage, double days, std::int64_t state) {
    const Record lead = add("lead", {{"lastname", std::string("Smit")}, {"statecode", state}});
    const Reference to_lead{"lead", lead.id};
    const Record instance =
        add("ll_processinstance", {{"processid", process()}, {"ll_leadid", to_lead}, {"statuscode", std::int64_t{1}}});
    record::Values stay{{"ll_name", std::string("Develop")},
                        {"ll_processinstanceid", Reference{"ll_processinstance", instance.id}},
                        {"ll_leadid", to_lead},
                        {"processstageid", stage},
                        {"ll_enteredon", at_day(400 - days)}};
    if (state != 0) stay["ll_lefton"] = at_day(400);
    add("ll_stagehistory", std::move(stay));
    return lead.id;
  }
  std::optional<StageTimes> times(const Reference& stage) {
    return must(successes_in_stage(*must(world_.store->snapshot()), *find_scored_table("lead"), Outcome(), stage.id));
  }

  ScoringWorld world_;
  Reference process_{"workflow", {}};
};

TEST_F(StageTimesTest, IsTheMedianOfWhatSucceededInThatStage) {
  const Reference stage = add_stage("Develop"), other = add_stage("Propose");
  for (const double days : {2.0, 4.0, 6.0, 8.0, 30.0}) add_lead(stage, days, 1);
  for (const double days : {90.0, 95.0}) add_lead(stage, days, 2);  // disqualified: says nothing
  add_lead(other, 50, 1);
  ASSERT_TRUE(times(stage));
  EXPECT_EQ(times(stage)->successes, 5);
  EXPECT_EQ(times(stage)->median_days, 6);
  EXPECT_FALSE(times(other)) << "one is too few to tell";
}

TEST_F(StageTimesTest, TheScoreTellsItBesideTheTimeOfTheOpenRecord) {
  const Reference stage = add_stage("Develop");
  for (const double days : {2.0, 4.0, 6.0, 8.0, 30.0}) add_lead(stage, days, 1);
  const Uuid open = add_lead(stage, 20, 0);
  world_.publish_learned();
  must(world_.service.rescore_all("lead", "batch", {}));
  const OrderedJson details = must(world_.service.explain("lead", open, world_.system));
  EXPECT_EQ(details.at("stage").at("name"), "Develop");
  EXPECT_EQ(details.at("stage").at("days"), 20);
  EXPECT_EQ(details.at("stage").at("usual_days"), 6);
  EXPECT_EQ(details.at("stage").at("successes"), 5);
}

}  // namespace
}  // namespace leadlight::scoring
