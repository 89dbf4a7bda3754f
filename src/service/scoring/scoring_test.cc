#include "service/scoring/scoring.h"

#include <array>
#include <set>

#include "base/json.h"
#include "service/scoring/live_model.h"
#include "service/scoring/models.h"
#include "service/scoring/scoring_fixture.h"
#include "service/scoring/trend.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;

Json report_of(ScoringWorld& world, const Uuid& version) {
  return must(base::parse_json(*world.read("ll_modelversion", version).get_as<std::string>("ll_report")));
}

TrainRequest request_for(const Uuid& model) {
  TrainRequest request;
  request.model = model;
  return request;
}

bool lists(const Json& list, std::string_view column) {
  for (const Json& each : list) {
    if (each.at("column") == column) return true;
  }
  return false;
}

TEST(Training, LearnsFromLeadsAsTheyWereBeforeTheirClose) {
  ScoringWorld world;
  world.add_closed(400, 3);
  const Uuid version = world.train();
  const Record row = world.read("ll_modelversion", version);
  EXPECT_EQ(row.get("ll_state"), Value(kReady));
  EXPECT_EQ(row.get("ll_rows"), Value(std::int64_t{400})) << "two moments of a record are one record";
  EXPECT_GT(*row.get_as<double>("ll_auc"), 0.65);
  EXPECT_LT(*row.get_as<double>("ll_auc"), 0.95) << "the close's own column was seen";

  const Json report = report_of(world, version);
  EXPECT_EQ(report.at("split").at("kind"), "newest");
  EXPECT_EQ(report.at("records").at("with_history"), 400);
  EXPECT_EQ(report.at("factors").at(0).at("attribute"), "leadsourcecode");
  // The close filled it in, for every lead: it is empty before, and under suspicion.
  EXPECT_TRUE(lists(report.at("suspects"), "description"));
  for (const Json& suspect : report.at("suspects")) {
    EXPECT_EQ(suspect.at("action"), suspect.at("column") == "description" ? "refused" : "check");
  }
  for (const char* column : {"ownerid", "ll_closedon", "qualificationcomments"}) {
    EXPECT_TRUE(lists(report.at("excluded"), column)) << column;
  }
}

TEST(Training, WithoutClosedRecordsSaysSoAndLeavesAFailedVersion) {
  ScoringWorld world;
  world.add_open(5, 1);
  const Uuid model = must(world.service.default_model("lead"));
  const auto result = world.service.train(request_for(model), {});
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::InvalidInput);
  query::Query query;
  query.table = "ll_modelversion";
  const auto page = must(must(world.store->snapshot())->select(query, world.system));
  ASSERT_EQ(page.rows.size(), 1u);
  EXPECT_EQ(page.rows[0].record.get("ll_state"), Value(kFailed));
  EXPECT_FALSE(world.service.publish(page.rows[0].record.id, world.system));
}

TEST(Training, CanBeCancelledAndSaysSo) {
  ScoringWorld world;
  world.add_closed(60, 1);
  const Uuid model = must(world.service.default_model("lead"));
  const auto result = world.service.train(
      request_for(model), [](double share, std::string_view, std::int64_t, std::int64_t) { return share < 0.3; });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::Unavailable);
}

TEST(Publishing, RetiresTheEarlierVersionAndAnyVersionCanComeBack) {
  ScoringWorld world;
  const Uuid first = world.publish_learned(7);
  const Uuid second = world.publish_learned(7);
  EXPECT_EQ(world.read("ll_modelversion", first).get("ll_state"), Value(kRetired));
  EXPECT_EQ(world.read("ll_modelversion", second).get("ll_state"), Value(kPublished));
  must(world.service.publish(first, world.system));
  EXPECT_EQ(world.read("ll_modelversion", first).get("ll_state"), Value(kPublished));
  EXPECT_EQ(world.read("ll_modelversion", second).get("ll_state"), Value(kRetired));
}

TEST(Pausing, TakesTheScoresOfOpenLeadsAndResumingBringsThemBack) {
  ScoringWorld world;
  const Uuid model = must(world.service.default_model("lead"));
  EXPECT_EQ(pause_model(*world.store, model, world.system).error().code(), ErrorCode::Conflict);
  const Uuid version = world.publish_learned();
  const std::vector<Uuid> open = world.add_open(230, 3);
  EXPECT_EQ(must(world.service.rescore_all("lead", "publish", {})), 230);
  const Record scored = world.read("lead", open[7]);
  const std::size_t lines = world.ledger(open[7]).size();

  must(pause_model(*world.store, model, world.system));
  EXPECT_EQ(must(world.service.status("lead", world.system))["models"][0]["state"], "paused");
  EXPECT_EQ(must(world.service.rescore_all("lead", "publish", {})), 230);
  const Record bare = world.read("lead", open[7]);
  for (const char* column : {"msdyn_leadscore", "msdyn_leadgrade", "msdyn_leadscoretrend", "msdyn_predictivescoreid"}) {
    EXPECT_FALSE(record::is_null(scored.get(column))) << column;
    EXPECT_TRUE(record::is_null(bare.get(column))) << column;
  }
  EXPECT_EQ(world.ledger(open[7]).size(), lines);
  EXPECT_FALSE(must(must(world.store->snapshot())
                        ->find("msdyn_predictivescore", scored.target("msdyn_predictivescoreid"), {}, world.system)));

  must(resume_model(*world.store, model, world.system));
  EXPECT_EQ(world.live()->version_id, version);
  must(world.service.rescore_all("lead", "publish", {}));
  EXPECT_EQ(world.read("lead", open[7]).get("msdyn_leadscore"), scored.get("msdyn_leadscore"));
}

TEST(Publishing, IsDeniedToWhoMayNotChangeModels) {
  ScoringWorld world;
  const Uuid version = world.publish_learned();
  store::Caller seller;
  seller.user = Uuid::from_name("seller");
  seller.privileges.grant("ll_model", store::Verb::Read, store::Depth::Organisation);
  seller.privileges.grant("ll_modelversion", store::Verb::Read, store::Depth::Organisation);
  const Uuid again = world.publish_learned();
  EXPECT_EQ(world.service.publish(version, seller).error().code(), ErrorCode::Denied);
  EXPECT_EQ(world.read("ll_modelversion", again).get("ll_state"), Value(kPublished));
}

TEST(Rescoring, GivesEveryOpenLeadAScoreWhoseReasonsAddUp) {
  ScoringWorld world;
  world.publish_learned();
  const auto leads = world.add_open(2'000, 5);
  EXPECT_EQ(must(world.service.rescore_all("lead", "publish", {})), 2'000);
  std::set<std::int64_t> scores;
  for (const Uuid& id : leads) {
    const Record lead = world.read("lead", id), row = world.score_row(id);
    const Json reasons = must(base::parse_json(*row.get_as<std::string>("msdyn_scorereasons")));
    int sum = reasons.at("other").get<int>();
    for (const Json& reason : reasons.at("reasons")) sum += reason.at("points").get<int>();
    ASSERT_EQ(sum, *row.get_as<std::int64_t>("msdyn_score") - reasons.at("average").get<int>());
    ASSERT_EQ(lead.get("msdyn_leadscore"), row.get("msdyn_score"));
    ASSERT_EQ(lead.get("msdyn_leadgrade"), row.get("msdyn_grade"));
    ASSERT_EQ(lead.get("msdyn_leadscoretrend"), Value(std::int64_t{3})) << "a first score is no trend";
    scores.insert(*row.get_as<std::int64_t>("msdyn_score"));
  }
  EXPECT_GT(scores.size(), 20u);
}

TEST(Rescoring, WritesALedgerLineOnlyWhenSomethingChanged) {
  ScoringWorld world;
  world.publish_learned();
  const auto leads = world.add_open(20, 5);
  must(world.service.rescore_all("lead", "publish", {}));
  const Record before = world.read("lead", leads[0]);
  must(world.service.rescore_all("lead", "batch", {}));
  EXPECT_EQ(world.ledger(leads[0]).size(), 1u);
  EXPECT_EQ(world.ledger(leads[0])[0].get("ll_cause"), Value(std::string("publish")));
  EXPECT_EQ(world.read("lead", leads[0]).get("modifiedon"), before.get("modifiedon")) << "nobody modified it";
  const auto history = must(must(world.store->snapshot())->history("lead", leads[0], world.system));
  EXPECT_EQ(history.size(), 1u) << "scores have a ledger of their own";
}

TEST(Rescoring, LeavesClosedLeadsAlone) {
  ScoringWorld world;
  world.publish_learned();
  world.add_closed(10, 9);
  EXPECT_EQ(must(world.service.rescore_all("lead", "publish", {})), 0);
}

TEST(Rescoring, ARecordOfManyYearsIsScoredAsAnyOther) {
  ScoringWorld world;
  world.publish_learned();
  const Uuid lead = world.add_open(1, 5).front();
  world.clock.set(at_day(400 + 3 * 365));
  must(world.service.rescore_all("lead", "time", {}));
  const OrderedJson details = must(world.service.explain("lead", lead, world.system));
  EXPECT_FALSE(details.at("score").is_null());
  EXPECT_EQ(details.at("stale"), false);
}

TEST(Grades, TheBoundsOfTheOrganisationSurviveATraining) {
  ScoringWorld world;
  world.publish_learned(7);
  const Uuid model = must(world.service.default_model("lead"));
  must(world.service.set_grades(model, 51, 40, 20, world.system));
  world.publish_learned(8);
  EXPECT_EQ(world.live()->bounds.a, 51);
  EXPECT_EQ(world.live()->grade(50), learn::Grade::B) << "B ends one below where A begins";
  EXPECT_EQ(world.live()->grade(0), learn::Grade::D);
  EXPECT_EQ(world.live()->grade(100), learn::Grade::A);
}

TEST(Rescoring, CanBeCancelledBetweenPages) {
  ScoringWorld world;
  world.publish_learned();
  world.add_open(500, 5);
  const auto result = world.service.rescore_all(
      "lead", "publish", [](double, std::string_view, std::int64_t, std::int64_t) { return false; });
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::Unavailable);
}

/// Scores the lead as of now with a changed source, in one transaction as a save does.
Trend save_with_source(ScoringWorld& world, const Uuid& id, std::int64_t source) {
  Trend trend = Trend::NotEnoughInfo;
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    Record lead = *TRY(tx.find("lead", id, {}, world.system));
    lead.values["leadsourcecode"] = source;
    NewScore score = TRY(world.service.evaluate(tx, "lead", lead, "update", tx.now()));
    record::Values columns = score.columns;
    TRY(world.service.keep(tx, std::move(score)));
    trend = static_cast<Trend>(std::get<std::int64_t>(columns.at("msdyn_leadscoretrend")));
    columns["leadsourcecode"] = source;
    TRY(tx.update("lead", id, columns, std::nullopt, world.system));
    return {};
  }));
  return trend;
}

TEST(Trend, ComparesWithTheScoreInForceSevenDaysAgoElseWithTheFirst) {
  ScoringWorld world;
  world.publish_learned();
  const Uuid id = world.add_open(1, 4)[0];
  EXPECT_EQ(save_with_source(world, id, 4), Trend::NotEnoughInfo);
  world.clock.set(at_day(402));
  EXPECT_EQ(save_with_source(world, id, 1), Trend::Improving) << "against the first, two days ago";
  world.clock.set(at_day(403));
  EXPECT_EQ(save_with_source(world, id, 1), Trend::Improving) << "still: the first is what there is";
  world.clock.set(at_day(408));
  EXPECT_EQ(save_with_source(world, id, 4), Trend::Steady) << "day 401: the first score was in force";
  world.clock.set(at_day(412));
  EXPECT_EQ(save_with_source(world, id, 4), Trend::Declining) << "day 405: the better score was in force";
  world.clock.set(at_day(430));
  EXPECT_EQ(save_with_source(world, id, 4), Trend::Steady);
}

TEST(Trend, ARetrainIsNoTrend) {
  ScoringWorld world;
  world.publish_learned(7);
  const auto leads = world.add_open(200, 4);
  must(world.service.rescore_all("lead", "publish", {}));
  world.clock.set(at_day(400.01));
  world.publish_learned(8);
  must(world.service.rescore_all("lead", "publish", {}));
  int other_score = 0, moved = 0;
  for (const Uuid& id : leads) {
    const auto lines = world.ledger(id);
    ASSERT_EQ(lines.size(), 2u) << "another version is another line";
    other_score +=
        std::abs(*lines[0].get_as<std::int64_t>("ll_score") - *lines[1].get_as<std::int64_t>("ll_score")) > 3;
    moved += world.read("lead", id).get("msdyn_leadscoretrend") != Value(std::int64_t{1});
  }
  EXPECT_GT(other_score, 5) << "the two models must differ for this test to say anything";
  EXPECT_EQ(moved, 0);
}

TEST(Explain, TellsReasonsWithEvidenceHistoryAndPercentile) {
  ScoringWorld world;
  world.add_closed(400, 3);
  must(world.service.publish(world.train(), world.system));
  const auto leads = world.add_open(50, 6);
  must(world.service.rescore_all("lead", "publish", {}));
  const OrderedJson json = must(world.service.explain("lead", leads[7], world.system));
  const Record row = world.score_row(leads[7]);
  EXPECT_EQ(json.at("score"), *row.get_as<std::int64_t>("msdyn_score"));
  int sum = json.at("other").get<int>();
  for (const auto& reason : json.at("reasons")) sum += reason.at("points").get<int>();
  EXPECT_EQ(sum, json.at("score").get<int>() - json.at("average").get<int>());
  ASSERT_FALSE(json.at("reasons").empty());
  for (const auto& reason : json.at("reasons")) {
    const auto& evidence = reason.at("evidence");
    // Of some values no lead was ever closed, such as an age of less than a day: nothing to tell.
    if (evidence.is_null() && reason.at("attribute") != "leadsourcecode") continue;
    ASSERT_TRUE(evidence.is_object()) << reason.dump();
    EXPECT_GT(evidence.at("closed").get<int>(), 0);
    EXPECT_LE(evidence.at("positive").get<int>(), evidence.at("closed").get<int>());
    EXPECT_NEAR(evidence.at("base_rate").get<double>(), 0.45, 0.15);
    EXPECT_FALSE(reason.at("label").get<std::string>().empty());
  }
  EXPECT_EQ(json.at("history").size(), 1u);
  EXPECT_EQ(json.at("history")[0].at("cause"), "publish");
  EXPECT_EQ(json.at("model").at("number"), 1);
  EXPECT_GT(json.at("grades").at("a"), json.at("grades").at("b"));
  EXPECT_FALSE(json.at("factors").empty());
  EXPECT_GE(json.at("percentile").get<int>(), 0);
  EXPECT_LT(json.at("percentile").get<int>(), 100);
  // What the score is worth: closed records that scored about the same, by a model that had not seen them.
  const OrderedJson& similar = json.at("similar");
  EXPECT_LE(similar.at("low"), json.at("score"));
  EXPECT_GE(similar.at("high"), json.at("score"));
  EXPECT_GE(similar.at("closed"), 10);
  EXPECT_LE(similar.at("interval")[0], similar.at("rate"));
  EXPECT_GE(similar.at("interval")[1], similar.at("rate"));
}

TEST(Explain, AnUnreadableLeadIsNotThere) {
  ScoringWorld world;
  world.publish_learned();
  const Uuid lead = world.add_open(1, 6)[0];
  store::Caller stranger;
  stranger.user = Uuid::from_name("stranger");
  stranger.privileges.grant("lead", store::Verb::Read, store::Depth::Own);
  const auto result = world.service.explain("lead", lead, stranger);
  ASSERT_FALSE(result);
  EXPECT_EQ(result.error().code(), ErrorCode::NotFound);
}

TEST(Explain, SaysWhyThereIsNoScore) {
  ScoringWorld world;
  const Uuid lead = world.add_open(1, 6)[0];
  EXPECT_EQ(must(world.service.explain("lead", lead, world.system)).at("why"), "no_model");
  world.publish_learned();
  EXPECT_EQ(must(world.service.explain("lead", lead, world.system)).at("why"), "not_scored_yet");
}

TEST(Grades, PreviewAndSettingAgree) {
  ScoringWorld world;
  world.publish_learned();
  const Uuid model = must(world.service.default_model("lead"));
  const auto leads = world.add_open(300, 5);
  must(world.service.rescore_all("lead", "publish", {}));
  const auto preview = must(world.service.preview_grades(model, 70, 55, 30, world.system));
  const auto& shares = preview.grades;
  std::int64_t open = 0, closed = 0;
  double share = 0;
  for (const GradeShare& grade : shares) {
    open += grade.open;
    closed += grade.closed;
    share += grade.share_of_open;
  }
  EXPECT_EQ(open, 300);
  EXPECT_GT(closed, 100);
  EXPECT_NEAR(share, 1, 1e-9);
  EXPECT_GT(shares[0].success_rate, shares[3].success_rate);

  world.clock.set(at_day(400.5));
  must(world.service.set_grades(model, 70, 55, 30, world.system));
  std::array<std::int64_t, 4> seen{};
  for (const Uuid& id : leads) {
    const Record lead = world.read("lead", id);
    ++seen[static_cast<size_t>(*lead.get_as<std::int64_t>("msdyn_leadgrade"))];
    ASSERT_EQ(lead.get("msdyn_leadgrade"), world.score_row(id).get("msdyn_grade"));
    ASSERT_EQ(lead.get("msdyn_leadgrade"), world.ledger(id).back().get("ll_grade"));
  }
  for (size_t grade = 0; grade < 4; ++grade) EXPECT_EQ(seen[grade], shares[grade].open) << grade;
  EXPECT_FALSE(world.service.set_grades(model, 30, 55, 70, world.system));
}

TEST(Status, CountsWhatThereIsToLearnFrom) {
  ScoringWorld world;
  world.add_open(3, 1);
  OrderedJson json = must(world.service.status("lead", world.system));
  EXPECT_TRUE(json.at("models").empty());
  EXPECT_EQ(json.at("open"), 3);
  world.add_closed(20, 1);
  world.publish_learned();
  must(world.service.rescore_all("lead", "publish", {}));
  json = must(world.service.status("lead", world.system));
  EXPECT_EQ(json.at("models").at(0).at("state"), "published");
  EXPECT_EQ(json.at("models").at(0).at("version"), 1);
  EXPECT_TRUE(json.at("models").at(0).at("published_on").is_string());
  EXPECT_EQ(json.at("scored"), 3);
  EXPECT_EQ(json.at("closed").at("positive").get<int>() + json.at("closed").at("negative").get<int>(), 20);
  EXPECT_FALSE(world.service.status("account", world.system));
}

TEST(LiveModel, AnotherNodeSeesThePublishedVersionAtOnce) {
  ScoringWorld world;
  ScoringService other(*world.store, world.clock);
  EXPECT_TRUE(must(other.in_force(*must(world.store->snapshot()), "lead"))->empty());
  const Uuid version = world.publish_learned();
  const auto seen = [&] {
    return must(other.in_force(*must(world.store->snapshot()), "lead"))->models.at(0)->version_id;
  };
  EXPECT_EQ(seen(), version);
  const Uuid second = world.publish_learned();
  EXPECT_EQ(seen(), second);
}

TEST(DefaultModel, IsMadeOnce) {
  ScoringWorld world;
  const Uuid model = must(world.service.default_model("lead"));
  EXPECT_EQ(must(world.service.default_model("lead")), model);
  EXPECT_FALSE(world.service.default_model("account"));
}

}  // namespace
}  // namespace leadlight::scoring
