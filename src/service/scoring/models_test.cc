#include "service/scoring/models.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/scoring/scoring_fixture.h"
#include "service/scoring/training_rows.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using testing::HasSubstr;

ModelSettings for_source(std::string name, int source, std::int64_t priority) {
  ModelSettings settings;
  settings.name = std::move(name);
  settings.table = "lead";
  settings.priority = priority;
  settings.definition.filter = fmt::format("leadsourcecode eq {}", source);
  return settings;
}

/// Which model gave the lead its score; empty: none.
std::string scored_by(ScoringWorld& world, const Uuid& lead) {
  const Record record = world.read("lead", lead);
  if (record::is_null(record.get("msdyn_leadscore"))) return "";
  const Record version = world.read("ll_modelversion", world.score_row(lead).target("ll_modelversionid"));
  return world.read("ll_model", version.target("ll_modelid")).text("ll_name");
}

TEST(Models, TheFirstByPriorityThatIsAboutARecordScoresIt) {
  ScoringWorld world;
  world.publish_learned();  // the default model: about all leads, tried last
  const Uuid model = must(save_model(*world.store, for_source("Source 1", 1, 10), world.system)).model;
  world.publish_learned_for(model);
  const auto leads = world.add_open(40, 5);
  must(world.service.rescore_all("lead", "publish", {}));
  for (const Uuid& id : leads) {
    const bool first_source = world.read("lead", id).number("leadsourcecode") == 1;
    EXPECT_EQ(scored_by(world, id), first_source ? "Source 1" : "Lead scoring");
  }
}

TEST(Models, ARecordThatNoModelIsAboutHasNoScoreAndSaysSo) {
  ScoringWorld world;
  const Uuid model = must(save_model(*world.store, for_source("Source 1", 1, 10), world.system)).model;
  world.publish_learned_for(model);
  const auto leads = world.add_open(40, 5);
  must(world.service.rescore_all("lead", "publish", {}));
  int bare = 0;
  for (const Uuid& id : leads) {
    if (world.read("lead", id).number("leadsourcecode") == 1) continue;
    ++bare;
    EXPECT_EQ(scored_by(world, id), "");
    EXPECT_EQ(must(world.service.explain("lead", id, world.system)).at("why"), "not_covered");
  }
  EXPECT_GT(bare, 5);
}

TEST(Models, DeletingEitherTakesTheScoresAlongOrLeavesThem) {
  for (const auto scores : {ScoresOfDeleted::Clear, ScoresOfDeleted::Keep}) {
    ScoringWorld world;
    world.publish_learned();
    const Uuid lead = world.add_open(1, 3)[0];
    must(world.service.rescore_all("lead", "publish", {}));
    const Uuid model = must(world.service.default_model("lead"));
    must(delete_model(*world.store, model, scores, world.system));
    must(world.service.rescore_all("lead", "delete", {}));
    const bool kept = scores == ScoresOfDeleted::Keep;
    EXPECT_EQ(!record::is_null(world.read("lead", lead).get("msdyn_leadscore")), kept);
    if (kept) {
      const OrderedJson told = must(world.service.explain("lead", lead, world.system));
      EXPECT_EQ(told.at("stale"), true);
      EXPECT_EQ(told.at("model").at("name"), "") << "no name made of an id";
    }
    EXPECT_TRUE(must(world.service.status("lead", world.system)).at("models").empty());
    EXPECT_EQ(delete_model(*world.store, model, scores, world.system).error().code(), ErrorCode::NotFound);
    must(save_model(*world.store, {.id = {}, .name = "Lead scoring", .table = "lead", .definition = {}}, world.system));
  }
}

TEST(Models, ADeletedModelStaysDeletedAndTheTableGetsAnother) {
  ScoringWorld world;
  const Uuid version = world.publish_learned();
  const Uuid model = must(world.service.default_model("lead"));
  must(delete_model(*world.store, model, ScoresOfDeleted::Clear, world.system));
  EXPECT_EQ(world.service.publish(version, world.system).error().code(), ErrorCode::NotFound);
  TrainRequest request;
  request.model = model;
  EXPECT_EQ(world.service.train(request, {}).error().code(), ErrorCode::NotFound);
  const Uuid next = must(world.service.default_model("lead"));
  EXPECT_NE(next, model);
  EXPECT_EQ(must(world.service.default_model("lead")), next);
}

TEST(Models, ANameIsMeasuredInCharacters) {
  ScoringWorld world;
  ModelSettings settings = for_source("", 1, 10);
  for (int i = 0; i < 100; ++i) settings.name += "ค";
  const Uuid model = must(save_model(*world.store, settings, world.system)).model;
  settings.name += "x";
  EXPECT_FALSE(save_model(*world.store, settings, world.system));
  must(delete_model(*world.store, model, ScoresOfDeleted::Keep, world.system));
}

TEST(Models, ACopyIsADraftWithTheSameDefinitionTriedRightAfter) {
  ScoringWorld world;
  const Uuid model = must(save_model(*world.store, for_source("First", 1, 10), world.system)).model;
  const Record copy = world.read("ll_model", must(clone_model(*world.store, model, "Second", world.system)));
  EXPECT_EQ(copy.number("ll_priority"), 11);
  EXPECT_EQ(copy.number("ll_state"), kDraft);
  EXPECT_EQ(must(Definition::parse(copy.text("ll_definition"))).filter, "leadsourcecode eq 1");
  EXPECT_EQ(clone_model(*world.store, model, "Second", world.system).error().code(), ErrorCode::Conflict);
}

TEST(Models, TellsWhatIsWrongWithADefinition) {
  ScoringWorld world;
  const auto refusal = [&](auto change) {
    ModelSettings settings = for_source("Broken", 1, 10);
    change(settings);
    const auto result = save_model(*world.store, settings, world.system);
    return result ? std::string("none") : result.error().message();
  };
  EXPECT_THAT(refusal([](auto& it) { it.definition.filter = "leadsourcecod eq 1"; }), HasSubstr("filter"));
  EXPECT_THAT(refusal([](auto& it) { it.definition.outcome.column = "subject"; }), HasSubstr("outcome.column"));
  EXPECT_THAT(refusal([](auto& it) { it.definition.outcome.positive = {99}; }), HasSubstr("99 is no value"));
  EXPECT_THAT(refusal([](auto& it) { it.definition.outcome.negative = {}; }), HasSubstr("outcome.negative"));
  EXPECT_THAT(refusal([](auto& it) { it.definition.window_months = 2; }), HasSubstr("window_months"));
  EXPECT_THAT(refusal([](auto& it) { it.definition.process = Uuid(); }), HasSubstr("process"));
  EXPECT_THAT(refusal([](auto& it) { it.definition.stages = {Uuid::from_name("x")}; }), HasSubstr("stages"));
  EXPECT_THAT(refusal([](auto& it) { it.definition.attributes.keep = {"activity/dances"}; }), HasSubstr("dances"));
  EXPECT_THAT(refusal([](auto& it) { it.name = "  "; }), HasSubstr("Name"));
  EXPECT_THAT(refusal([](auto& it) { it.table = "account"; }), HasSubstr("account"));
  EXPECT_EQ(refusal([](auto&) {}), "none");
}

TEST(Models, CountsWhatADefinitionIsAboutAndWhoElseIs) {
  ScoringWorld world;
  world.add_closed(60, 1);
  world.add_open(40, 2);
  world.publish_learned();
  const auto snapshot = must(world.store->snapshot());
  const auto counts = must(count_records(*snapshot, for_source("Source 1", 1, 10), world.clock.now()));
  const auto all =
      must(count_records(*snapshot, {.id = {}, .name = "", .table = "lead", .definition = {}}, world.clock.now()));
  EXPECT_EQ(all.positive + all.negative, 60);
  EXPECT_EQ(all.open, 40);
  EXPECT_LT(counts.positive + counts.negative, 60);
  EXPECT_GT(counts.open, 0);
  ASSERT_EQ(counts.overlaps.size(), 1u);
  EXPECT_EQ(counts.overlaps[0].open, counts.open);
  EXPECT_FALSE(counts.overlaps[0].wins) << "the default model is tried last";
}

TEST(Models, AWindowLeavesOutWhatWasCreatedBefore) {
  ScoringWorld world;  // now is day 400; closings were created on the days 10 to 310
  world.add_closed(60, 1);
  ModelSettings settings{.id = {}, .name = "", .table = "lead", .definition = {}};
  settings.definition.window_months = 6;
  const auto counts = must(count_records(*must(world.store->snapshot()), settings, world.clock.now()));
  EXPECT_EQ(counts.positive + counts.negative + counts.outside_window, 60);
  EXPECT_NEAR(static_cast<double>(counts.outside_window), 60.0 * (400 - 182 - 10) / 300, 3);
  const auto rows = must(read_training_rows(*world.store, {.table = "lead", .definition = settings.definition},
                                            world.clock.now(), nullptr));
  EXPECT_EQ(rows.records, counts.positive + counts.negative);
}

TEST(Models, ARecordWhoseProcessWasAbortedTeachesNothing) {
  ScoringWorld world;
  const auto add = [&](std::string_view table, record::Values values) {
    Record row;
    must(world.store->write([&](store::Transaction& tx) -> Result<void> {
      tx.set_now(at_day(10));
      row = TRY(tx.insert(table, Uuid{}, values, world.system));
      return {};
    }));
    return row;
  };
  constexpr std::int64_t kActive = 1, kAborted = 3;
  const record::Reference process{
      "workflow", add("workflow", {{"name", std::string("Leads")}, {"primaryentity", std::string("lead")}}).id};
  const record::Reference stage{"processstage", add("processstage", {{"stagename", std::string("Qualify")},
                                                                     {"processid", process},
                                                                     {"ll_order", std::int64_t{1}}})
                                                    .id};
  for (const std::int64_t status : {kActive, kAborted}) {
    const record::Reference lead{"lead",
                                 add("lead", {{"lastname", std::string("Smit")}, {"statecode", std::int64_t{1}}}).id};
    const record::Reference instance{
        "ll_processinstance",
        add("ll_processinstance", {{"processid", process}, {"ll_leadid", lead}, {"statuscode", status}}).id};
    add("ll_stagehistory", {{"ll_name", std::string("Qualify")},
                            {"ll_processinstanceid", instance},
                            {"ll_leadid", lead},
                            {"processstageid", stage},
                            {"ll_enteredon", at_day(10)}});
  }
  Definition definition;
  definition.process = process.id;
  const auto rows =
      must(read_training_rows(*world.store, {.table = "lead", .definition = definition}, world.clock.now(), {}));
  EXPECT_EQ(rows.records, 1);
  EXPECT_EQ(rows.elsewhere, 1);
}

TEST(Models, OpenForLongCountsAsFailureAndTheYoungAreLeftOut) {
  ScoringWorld world;
  world.add_closed(100, 1);  // closed 5 to 15 days after their creation
  const auto old_and_open = world.add_open(30, 2);
  world.clock.set(at_day(410));
  ModelSettings settings{.id = {}, .name = "", .table = "lead", .definition = {}};
  settings.definition.outcome.negative = {};
  settings.definition.outcome.negative_after_days = 90;
  const auto count = [&] { return must(count_records(*must(world.store->snapshot()), settings, world.clock.now())); };
  EXPECT_EQ(count().too_young, 30);
  EXPECT_EQ(count().negative, 0);
  world.clock.set(at_day(500));
  EXPECT_EQ(count().too_young, 0);
  EXPECT_EQ(count().negative, 30);
  const auto rows = must(read_training_rows(*world.store, {.table = "lead", .definition = settings.definition},
                                            world.clock.now(), nullptr));
  EXPECT_EQ(rows.records, count().positive + count().negative);
}

}  // namespace
}  // namespace leadlight::scoring
