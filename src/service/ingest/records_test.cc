#include "service/ingest/records.h"

#include <atomic>
#include <thread>

#include "base/json.h"
#include "service/scoring/live_model.h"
#include "service/scoring/score_text.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::ingest {
namespace {

using record::Record;
using record::Value;
using record::Values;
using scoring::at_day;
using scoring::must;

class RecordsTest : public testing::Test {
 protected:
  scoring::ScoringWorld world_;
  Records records_{*world_.store, world_.service};
  store::Caller seller_ = make_seller();

  static store::Caller make_seller() {
    store::Caller seller;
    seller.user = Uuid::from_name("seller");
    for (const auto verb : {store::Verb::Create, store::Verb::Read, store::Verb::Write, store::Verb::Delete}) {
      seller.privileges.grant("lead", verb, store::Depth::Own);
    }
    return seller;
  }
  Record create_good_lead(const store::Caller& caller) {
    return must(records_.create("lead", Uuid{},
                                {{"lastname", std::string("Okafor")},
                                 {"leadsourcecode", std::int64_t{1}},
                                 {"budgetamount", Amount{200'000'000}}},
                                caller));
  }
};

TEST_F(RecordsTest, TheAnswerOfACreateCarriesTheScore) {
  world_.publish_learned();
  const Record lead = create_good_lead(seller_);
  ASSERT_TRUE(lead.get_as<std::int64_t>("msdyn_leadscore"));
  EXPECT_EQ(lead.version, 1) << "one write";
  EXPECT_EQ(lead.get("msdyn_leadscoretrend"), Value(std::int64_t{3}));
  EXPECT_EQ(lead.get("fullname"), Value(std::string("Okafor")));
  const Record row = world_.score_row(lead.id);
  EXPECT_EQ(row.get("msdyn_score"), lead.get("msdyn_leadscore"));
  EXPECT_EQ(lead.get_as<record::Reference>("msdyn_predictivescoreid")->id, row.id);
  ASSERT_EQ(world_.ledger(lead.id).size(), 1u);
  EXPECT_EQ(world_.ledger(lead.id)[0].get("ll_cause"), Value(std::string("create")));
}

TEST_F(RecordsTest, TheAnswerOfAnUpdateCarriesTheNewScore) {
  world_.publish_learned();
  const Record lead = create_good_lead(seller_);
  const Record worse =
      must(records_.update("lead", lead.id, {{"leadsourcecode", std::int64_t{4}}}, lead.version, seller_));
  EXPECT_LT(*worse.get_as<std::int64_t>("msdyn_leadscore"), *lead.get_as<std::int64_t>("msdyn_leadscore") - 3);
  EXPECT_EQ(worse.get("msdyn_leadscoretrend"), Value(std::int64_t{2}));
  EXPECT_EQ(worse.version, 2) << "one write";
  EXPECT_EQ(world_.ledger(lead.id).size(), 2u);
  EXPECT_EQ(world_.score_row(lead.id).get("msdyn_score"), worse.get("msdyn_leadscore"));
}

TEST_F(RecordsTest, WithoutAPublishedModelRecordsAreJustWritten) {
  const Record lead = create_good_lead(seller_);
  EXPECT_TRUE(record::is_null(lead.get("msdyn_leadscore")));
  const Record after = must(records_.update("lead", lead.id, {{"subject", std::string("New")}}, std::nullopt, seller_));
  EXPECT_EQ(after.version, 2);
}

TEST_F(RecordsTest, TablesWithoutScoresAreJustWritten) {
  world_.publish_learned();
  const Record account = must(records_.create("account", Uuid{}, {{"name", std::string("Steelworks")}}, world_.system));
  EXPECT_EQ(must(records_.update("account", account.id, {{"name", std::string("Steel")}}, 1, world_.system)).version,
            2);
  must(records_.remove("account", account.id, std::nullopt, world_.system));
}

TEST_F(RecordsTest, ClosingKeepsTheLastScoreAndReopeningScoresAnew) {
  world_.publish_learned();
  const Record lead = create_good_lead(seller_);
  world_.clock.set(at_day(401));
  const Record closed = must(records_.update(
      "lead", lead.id, {{"statecode", std::int64_t{1}}, {"leadsourcecode", std::int64_t{4}}}, std::nullopt, seller_));
  EXPECT_EQ(closed.get("msdyn_leadscore"), lead.get("msdyn_leadscore"));
  EXPECT_EQ(closed.get("ll_closedon"), Value(at_day(401)));
  EXPECT_EQ(world_.ledger(lead.id).size(), 1u);
  world_.clock.set(at_day(402));
  const Record open = must(records_.update("lead", lead.id, {{"statecode", std::int64_t{0}}}, std::nullopt, seller_));
  EXPECT_TRUE(record::is_null(open.get("ll_closedon")));
  EXPECT_NE(open.get("msdyn_leadscore"), lead.get("msdyn_leadscore"));
  EXPECT_EQ(world_.ledger(lead.id).size(), 2u);
}

TEST_F(RecordsTest, BadInputWritesNothing) {
  world_.publish_learned();
  EXPECT_EQ(records_.create("nothing", Uuid{}, {}, seller_).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(records_.create("lead", Uuid{}, {{"nocolumn", Value(true)}}, seller_).error().code(),
            ErrorCode::InvalidInput);
  EXPECT_EQ(records_.create("lead", Uuid{}, {{"msdyn_leadscore", std::int64_t{99}}}, seller_).error().code(),
            ErrorCode::InvalidInput)
      << "nobody gives himself a score";
  const Record lead = create_good_lead(seller_);
  EXPECT_EQ(
      records_.update("lead", lead.id, {{"leadsourcecode", std::string("?")}}, std::nullopt, seller_).error().code(),
      ErrorCode::InvalidInput);
  EXPECT_EQ(records_.update("lead", lead.id, {{"subject", std::string("x")}}, 77, seller_).error().code(),
            ErrorCode::Conflict);
  EXPECT_EQ(world_.read("lead", lead.id).version, 1);
  EXPECT_EQ(world_.ledger(lead.id).size(), 1u);
}

TEST_F(RecordsTest, RightsAreThoseOfTheCaller) {
  world_.publish_learned();
  const Record lead = create_good_lead(seller_);
  store::Caller other = seller_;
  other.user = Uuid::from_name("another seller");
  EXPECT_EQ(records_.update("lead", lead.id, {{"subject", std::string("x")}}, std::nullopt, other).error().code(),
            ErrorCode::NotFound);
  EXPECT_EQ(records_.remove("lead", lead.id, std::nullopt, other).error().code(), ErrorCode::NotFound);
  store::Caller reader = seller_;
  reader.privileges = {};
  reader.privileges.grant("lead", store::Verb::Read, store::Depth::Organisation);
  EXPECT_EQ(records_.update("lead", lead.id, {{"subject", std::string("x")}}, std::nullopt, reader).error().code(),
            ErrorCode::Denied);
  EXPECT_EQ(records_.create("lead", Uuid{}, {}, reader).error().code(), ErrorCode::Denied);
  EXPECT_EQ(world_.ledger(lead.id).size(), 1u) << "a refused change leaves no score either";
}

TEST_F(RecordsTest, ARemovedLeadTakesItsScoreAlong) {
  world_.publish_learned();
  const Record lead = create_good_lead(seller_);
  must(records_.remove("lead", lead.id, std::nullopt, seller_));
  const auto snapshot = must(world_.store->snapshot());
  EXPECT_FALSE(
      must(snapshot->find("msdyn_predictivescore", scoring::score_row_id("lead", lead.id), {}, world_.system)));
  EXPECT_TRUE(world_.ledger(lead.id).empty());
}

TEST_F(RecordsTest, ConcurrentUpdatesAllCountAndTheLastScoreFitsTheLastRecord) {
  world_.publish_learned();
  const Record lead = create_good_lead(seller_);
  std::atomic<int> done = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t) {
    threads.emplace_back([&, t] {
      for (int i = 0; i < 25; ++i) {
        const auto source = static_cast<std::int64_t>(1 + (t + i) % 4);
        const auto result = records_.update("lead", lead.id,
                                            {{"leadsourcecode", source}, {"budgetamount", Amount{(i + 1) * 1'000'000}}},
                                            std::nullopt, seller_);
        done += result.has_value();
      }
    });
  }
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(done, 100);
  const Record last = world_.read("lead", lead.id);
  EXPECT_EQ(world_.score_now(last), *last.get_as<std::int64_t>("msdyn_leadscore"));
}

TEST_F(RecordsTest, PublishingAmongSavesLeavesNoScoreOfTheOldVersion) {
  world_.publish_learned(7);
  const auto leads = world_.add_open(300, 5);
  must(world_.service.rescore_all("lead", "publish", {}));
  std::thread saver([&] {
    for (int i = 0; i < 300; ++i) {
      must(records_.update("lead", leads[static_cast<size_t>(i)], {{"leadsourcecode", std::int64_t{1 + i % 4}}},
                           std::nullopt, world_.system));
    }
  });
  const Uuid version = world_.publish_learned(8);
  must(world_.service.rescore_all("lead", "publish", {}));
  saver.join();
  const auto live = world_.live();
  EXPECT_EQ(live->version_id, version);
  for (const Uuid& id : leads) {
    const Record row = world_.score_row(id), lead = world_.read("lead", id);
    ASSERT_EQ(row.get_as<record::Reference>("ll_modelversionid")->id, version);
    ASSERT_EQ(lead.get("msdyn_leadscore"), row.get("msdyn_score"));
    ASSERT_EQ(world_.score_now(lead), *lead.get_as<std::int64_t>("msdyn_leadscore"));
  }
}

TEST_F(RecordsTest, ATransactionThatFailsLeavesNeitherRecordNorScore) {
  world_.publish_learned();
  Uuid id;
  const auto result = world_.store->write([&](store::Transaction& tx) -> Result<void> {
    id = TRY(records_.create_in(tx, "lead", Uuid{}, {{"lastname", std::string("Gone")}}, world_.system)).id;
    return fail(ErrorCode::Unavailable, "the power went");
  });
  ASSERT_FALSE(result);
  const auto snapshot = must(world_.store->snapshot());
  EXPECT_FALSE(must(snapshot->find("lead", id, {}, world_.system)));
  EXPECT_FALSE(must(snapshot->find("msdyn_predictivescore", scoring::score_row_id("lead", id), {}, world_.system)));
  EXPECT_TRUE(world_.ledger(id).empty());
}

TEST_F(RecordsTest, TheLedgerReplaysTheScoreBitForBit) {
  world_.publish_learned();
  const Record lead = create_good_lead(seller_);
  const Record line = world_.ledger(lead.id)[0];
  const auto live = world_.live();
  const auto snapshot = must(world_.store->snapshot());
  const auto bytes = must(snapshot->find("ll_scorepoint", line.id, {"ll_features"}, world_.system));
  const auto features = must(scoring::read_feature_bytes(bytes->get_as<record::Bytes>("ll_features")->data));
  EXPECT_EQ(live->model->margin(features), *line.get_as<double>("ll_margin"));
  EXPECT_EQ(live->model->score_features(features).score, *line.get_as<std::int64_t>("ll_score"));
}

}  // namespace
}  // namespace leadlight::ingest
