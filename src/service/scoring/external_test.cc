#include "service/scoring/external.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/scoring/models.h"
#include "service/scoring/scoring_fixture.h"
#include "service/scoring/trend.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;
using record::Values;
using ::testing::HasSubstr;

class Pushing : public ::testing::Test {
 protected:
  Result<Record> try_push(std::string_view table, Values values, const store::Caller& caller) {
    Record row;
    TRY(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      tx.set_now(world_.clock.now());
      row = TRY(world_.service.push_score(tx, table, {}, values, std::nullopt, caller));
      return {};
    }));
    return row;
  }
  Record push(const Uuid& lead, std::int64_t score, Values more = {}) {
    world_.clock.set(world_.clock.now() + std::chrono::seconds(1));
    more.insert(
        {{"msdyn_entityid", lead.to_string()}, {"msdyn_entitytype", std::string("lead")}, {"msdyn_score", score}});
    return must(try_push(kScoreTable, std::move(more), world_.system));
  }
  void withdraw(std::string_view table, const Uuid& row) {
    must(world_.store->write([&](store::Transaction& tx) {
      return world_.service.withdraw_score(tx, table, row, std::nullopt, world_.system);
    }));
  }
  /// The lead is saved by somebody.
  void save(const Uuid& lead) {
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      tx.set_now(world_.clock.now());
      TRY(tx.update("lead", lead, {{"jobtitle", std::string("Director")}}, std::nullopt, world_.system));
      return world_.service.rescore_in(tx, {{"lead", lead}}, "update");
    }));
  }
  Record lead() { return world_.read("lead", lead_); }
  OrderedJson model() {
    const OrderedJson status = must(world_.service.status("lead", world_.system));
    for (const OrderedJson& each : status.at("models")) {
      if (each.at("state") == "external" || each.contains("prediction_id")) return each;
    }
    ADD_FAILURE() << "no external model";
    return {};
  }
  Uuid model_id() { return *Uuid::parse(model().at("id").get<std::string>()); }

  ScoringWorld world_;
  Uuid lead_ = world_.add_open(1, 3).front();
};

TEST_F(Pushing, ShowsTheScoreOnARecordThatNoModelIsAbout) {
  push(lead_, 82, {{"msdyn_scorereasons", std::string("Opened every mail")}});
  EXPECT_EQ(lead().get("msdyn_leadscore"), Value(std::int64_t{82}));
  EXPECT_EQ(lead().get("msdyn_leadgrade"), Value(std::int64_t{0})) << "by 75, 50 and 25";
  EXPECT_EQ(lead().get("msdyn_leadscoretrend"), Value(std::int64_t{3}));
  EXPECT_EQ(lead().target("msdyn_predictivescoreid"), score_row_id("lead", lead_));
  const auto lines = world_.ledger(lead_);
  ASSERT_EQ(lines.size(), 1u);
  EXPECT_EQ(lines[0].text("ll_cause"), "external");
  EXPECT_EQ(lines[0].get("ll_score"), Value(std::int64_t{82}));

  const OrderedJson details = must(world_.service.explain("lead", lead_, world_.system));
  EXPECT_EQ(details.at("score"), 82);
  EXPECT_EQ(details.at("grade"), "A");
  EXPECT_EQ(details.at("stale"), false);
  EXPECT_EQ(details.at("model").at("external"), true);
  EXPECT_EQ(details.at("model").at("name"), "External scores");
  EXPECT_EQ(details.at("reasons").at(0).at("value"), "Opened every mail");
  EXPECT_TRUE(details.at("average").is_null());
}

TEST_F(Pushing, TheSameScoreTwiceIsOneScore) {
  push(lead_, 60);
  push(lead_, 60);
  EXPECT_EQ(world_.ledger(lead_).size(), 1u);
  EXPECT_EQ(must(must(world_.store->snapshot())->count(kModelScore, nullptr, world_.system)), 1);
  EXPECT_EQ(model().at("matching_open"), 1);
}

TEST_F(Pushing, TellsTheTrendFromWhatTheSameModelSaidBefore) {
  push(lead_, 60);
  world_.clock.set(world_.clock.now() + std::chrono::days(1));
  push(lead_, 80);
  EXPECT_EQ(lead().number("msdyn_leadscoretrend"), static_cast<std::int64_t>(Trend::Improving));
  push(lead_, 62);
  EXPECT_EQ(lead().number("msdyn_leadscoretrend"), static_cast<std::int64_t>(Trend::Steady)) << "against 60";
  push(lead_, 62, {{"msdyn_scoretrend", std::int64_t{2}}, {"msdyn_grade", std::int64_t{3}}});
  EXPECT_EQ(lead().number("msdyn_leadscoretrend"), 2) << "given";
  EXPECT_EQ(lead().number("msdyn_leadgrade"), 3);
}

TEST_F(Pushing, IsKeptByASaveAndARescoring) {
  world_.publish_learned();
  push(lead_, 97, {{"msdyn_scorereasons", std::string("Called us")}});
  save(lead_);
  EXPECT_EQ(lead().number("msdyn_leadscore"), 97);
  must(world_.service.rescore_all("lead", "batch", {}));
  EXPECT_EQ(lead().number("msdyn_leadscore"), 97);
  EXPECT_THAT(world_.score_row(lead_).text("msdyn_scorereasons"), HasSubstr("Called us"));
}

TEST_F(Pushing, GivesWayToAModelThatIsTriedBefore) {
  world_.publish_learned();
  const int own = world_.score_now(lead());
  push(lead_, 97);
  must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update(kModel, model_id(), {{"ll_priority", std::int64_t{2'000'000}}}, std::nullopt, world_.system));
    return {};
  }));
  push(lead_, 96);
  EXPECT_EQ(lead().number("msdyn_leadscore"), own);
  EXPECT_EQ(world_.ledger(lead_).back().text("ll_cause"), "external");
  EXPECT_EQ(world_.read(kModelScore, model_score_id(model_id(), lead_)).number("msdyn_score"), 96) << "kept in its row";
}

TEST_F(Pushing, PausingAndDeletingTheModelHandTheRecordBack) {
  world_.publish_learned();
  const int own = world_.score_now(lead());
  push(lead_, 97);
  const Uuid model = model_id();
  must(pause_model(*world_.store, model, world_.system));
  must(world_.service.rescore_all("lead", "pause", {}));
  EXPECT_EQ(lead().number("msdyn_leadscore"), own);
  EXPECT_TRUE(record::is_null(world_.score_row(lead_).get("msdyn_name")));
  must(resume_model(*world_.store, model, world_.system));
  EXPECT_EQ(this->model().at("state"), "external");
  must(world_.service.rescore_all("lead", "publish", {}));
  EXPECT_EQ(lead().number("msdyn_leadscore"), 97);
  must(delete_model(*world_.store, model, ScoresOfDeleted::Clear, world_.system));
  must(world_.service.rescore_all("lead", "delete", {}));
  EXPECT_EQ(lead().number("msdyn_leadscore"), own);
  EXPECT_EQ(must(must(world_.store->snapshot())->count(kModelScore, nullptr, world_.system)), 0);
  push(lead_, 55);
  EXPECT_NE(model_id(), model) << "one that was deleted does not come back";
  EXPECT_EQ(lead().number("msdyn_leadscore"), 55);
}

TEST_F(Pushing, WithoutAnotherModelThePausedOnesScoreGoes) {
  push(lead_, 97);
  must(pause_model(*world_.store, model_id(), world_.system));
  must(world_.service.rescore_all("lead", "pause", {}));
  EXPECT_TRUE(record::is_null(lead().get("msdyn_leadscore")));
  must(resume_model(*world_.store, model_id(), world_.system));
  must(world_.service.rescore_all("lead", "publish", {}));
  EXPECT_EQ(lead().number("msdyn_leadscore"), 97);
  const Record row = world_.read(kModelScore, model_score_id(model_id(), lead_));
  EXPECT_EQ(row.target("msdyn_predictivescoreid"), score_row_id("lead", lead_));
}

TEST_F(Pushing, KeepsARowForEachModel) {
  for (const auto& [prediction, score] : {std::pair("churn-1", 30), std::pair("fit-2", 70)}) {
    must(try_push(kModelScore,
                  {{"msdyn_entityid", lead_.to_string()},
                   {"msdyn_entitytype", std::string("lead")},
                   {"msdyn_predictionid", std::string(prediction)},
                   {"msdyn_score", std::int64_t{score}}},
                  world_.system));
  }
  EXPECT_EQ(must(must(world_.store->snapshot())->count(kModelScore, nullptr, world_.system)), 2);
  EXPECT_EQ(lead().number("msdyn_leadscore"), 30) << "of equal priority the first by name";
  withdraw(kScoreTable, score_row_id("lead", lead_));
  EXPECT_TRUE(record::is_null(lead().get("msdyn_leadscore")));
  EXPECT_EQ(must(must(world_.store->snapshot())->count(kModelScore, nullptr, world_.system)), 0);
}

TEST_F(Pushing, OnlyLeadlightsOwnScoreIsNotTakenBack) {
  world_.publish_learned();
  must(world_.service.rescore_all("lead", "publish", {}));
  const auto refused = world_.store->write([&](store::Transaction& tx) {
    return world_.service.withdraw_score(tx, kScoreTable, score_row_id("lead", lead_), std::nullopt, world_.system);
  });
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code(), ErrorCode::Conflict);
}

TEST_F(Pushing, NamesWhatIsWrong) {
  const Uuid closed = [&] {
    world_.add_closed(100, 1);
    return Uuid::from_name("closed 1 0");
  }();
  const auto why = [&](Values values) {
    values.try_emplace("msdyn_entityid", lead_.to_string());
    values.try_emplace("msdyn_entitytype", std::string("lead"));
    const auto answer = try_push(kScoreTable, std::move(values), world_.system);
    EXPECT_FALSE(answer);
    return answer ? std::string() : answer.error().message();
  };
  EXPECT_THAT(why({}), HasSubstr("msdyn_score: a score is needed"));
  EXPECT_THAT(why({{"msdyn_score", std::int64_t{101}}}), HasSubstr("101 is not from 0 to 100"));
  EXPECT_THAT(why({{"msdyn_score", std::int64_t{5}}, {"msdyn_entitytype", std::string("account")}}),
              HasSubstr("lead or opportunity"));
  EXPECT_THAT(why({{"msdyn_score", std::int64_t{5}}, {"msdyn_entityid", std::string("17")}}), HasSubstr("not an id"));
  EXPECT_THAT(why({{"msdyn_score", std::int64_t{5}}, {"msdyn_entityid", Uuid::from_name("none").to_string()}}),
              HasSubstr("there is no lead"));
  EXPECT_THAT(why({{"msdyn_score", std::int64_t{5}}, {"msdyn_entityid", closed.to_string()}}), HasSubstr("closed"));
  EXPECT_THAT(why({{"msdyn_score", std::int64_t{5}}, {"msdyn_similaropportunities", std::string("x")}}),
              HasSubstr("kept by the program"));
}

TEST_F(Pushing, IsForThoseWhoMayChangeModels) {
  store::Caller seller;
  seller.user = Uuid::from_name("seller");
  for (const char* table : {"lead", "msdyn_predictivescore", "msdyn_predictivemodelscore"}) {
    for (const auto verb : {store::Verb::Create, store::Verb::Read, store::Verb::Write}) {
      seller.privileges.grant(table, verb, store::Depth::Organisation);
    }
  }
  const Values values{{"msdyn_entityid", lead_.to_string()},
                      {"msdyn_entitytype", std::string("lead")},
                      {"msdyn_score", std::int64_t{5}}};
  EXPECT_EQ(try_push(kScoreTable, values, seller).error().code(), ErrorCode::Denied);
  seller.privileges.grant("ll_model", store::Verb::Write, store::Depth::Organisation);
  EXPECT_TRUE(try_push(kScoreTable, values, seller));
}

TEST_F(Pushing, AnExternalModelIsNeitherTrainedNorCopiedNorGraded) {
  push(lead_, 50);
  const Uuid model = model_id();
  TrainRequest request;
  request.model = model;
  EXPECT_EQ(world_.service.train(request, {}).error().code(), ErrorCode::Conflict);
  EXPECT_EQ(clone_model(*world_.store, model, "Copy", world_.system).error().code(), ErrorCode::Conflict);
  EXPECT_EQ(world_.service.set_grades(model, 75, 50, 25, world_.system).error().code(), ErrorCode::Conflict);
  EXPECT_NE(must(world_.service.default_model("lead")), model);
}

}  // namespace
}  // namespace leadlight::scoring
