#include "service/scoring/hindsight.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/scoring/scoring_fixture.h"
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

using record::Record;

TEST(StabilityIndex, IsAboutZeroWhereNothingMovedAndLargeWhereMuchDid) {
  EXPECT_NEAR(stability_index({500, 300, 200}, {50, 30, 20}), 0, 0.03);
  EXPECT_GT(stability_index({500, 300, 200}, {10, 10, 80}), kLargeShift);
  EXPECT_LT(stability_index({50, 50, 0}, {60, 40, 0}), 0.1) << "a value that nobody has is none";
}

class HindsightTest : public testing::Test {
 protected:
  void SetUp() override {
    world_.publish_learned();
    leads_ = world_.add_open(200, 5);
    must(world_.service.rescore_all("lead", "create", {}));
  }

  /// Closes every lead on a day; `succeeds` says which.
  template <class Succeeds>
  void close_all(double day, Succeeds&& succeeds) {
    world_.clock.set(at_day(day));
    for (const Uuid& id : leads_) {
      const Record lead = world_.read("lead", id);
      const std::int64_t state = succeeds(static_cast<int>(lead.number("msdyn_leadscore"))) ? 1 : 2;
      must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
        TRY(tx.update("lead", id, {{"statecode", state}, {"ll_closedon", at_day(day)}}, std::nullopt, world_.system));
        return {};
      }));
    }
  }
  /// What happens as often as it was promised.
  auto as_promised() {
    return [this](int score) { return random_.chance(score / 100.0); };
  }
  OrderedJson asked(std::string_view by = {}) {
    return must(world_.service.was_it_right("lead", 26, by, world_.system));
  }

  ScoringWorld world_;
  std::vector<Uuid> leads_;
  Random random_{17};
};

TEST_F(HindsightTest, ComparesWhatWasPromisedWithWhatHappened) {
  close_all(440, as_promised());
  const OrderedJson answer = asked("leadsourcecode");
  EXPECT_EQ(answer.at("closed"), 200);
  EXPECT_TRUE(answer.at("alarms").empty()) << answer.at("alarms").dump();
  for (const auto moment : {"creation", "month_before"}) {
    const OrderedJson& told = answer.at("moments").at(moment);
    EXPECT_EQ(told.at("all").at("records"), 200);
    EXPECT_NEAR(told.at("all").at("expected"), told.at("all").at("actual"), 0.1);
    EXPECT_GT(told.at("all").at("auc"), 0.6);
    EXPECT_EQ(told.at("weeks").size(), 1);
    EXPECT_EQ(told.at("weeks")[0].at("week"), "2027-03-15");
    EXPECT_EQ(told.at("groups").size(), 4) << "sources";
    EXPECT_GE(told.at("grades").size(), 3);
    double last = 1;
    for (const OrderedJson& grade : told.at("grades")) {
      EXPECT_LT(grade.at("expected"), last) << "A promises most";
      last = grade.at("expected");
    }
  }
}

TEST_F(HindsightTest, AScoreFromOutsideIsNoPromise) {
  for (const Uuid& id : leads_) {
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      TRY(world_.service.push_score(tx, kScoreTable, {},
                                    {{"msdyn_entityid", id.to_string()},
                                     {"msdyn_entitytype", std::string("lead")},
                                     {"msdyn_score", std::int64_t{100}}},
                                    std::nullopt, world_.system));
      return {};
    }));
  }
  close_all(440, as_promised());
  for (const auto moment : {"creation", "month_before"}) {
    EXPECT_LT(asked().at("moments").at(moment).at("all").at("expected"), 0.9) << moment;
  }
}

TEST_F(HindsightTest, AScoreGivenAfterTheCreationOrShortlyBeforeTheCloseIsNoPromise) {
  close_all(410, as_promised());
  const OrderedJson early = asked();
  EXPECT_FALSE(early.at("moments").at("creation").is_null());
  EXPECT_TRUE(early.at("moments").at("month_before").is_null()) << "closed ten days after it was made";

  ScoringWorld late;
  const Uuid lead = late.add_open(1, 5).front();
  late.clock.set(at_day(420));
  late.publish_learned();
  must(late.service.rescore_all("lead", "publish", {}));
  late.clock.set(at_day(430));
  must(late.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("lead", lead, {{"statecode", std::int64_t{1}}, {"ll_closedon", at_day(430)}}, std::nullopt,
                  late.system));
    return {};
  }));
  const auto promises =
      must(read_promises(*must(late.store->snapshot()), *find_scored_table("lead"), at_day(400), "", late.system));
  ASSERT_EQ(promises.size(), 1);
  EXPECT_FALSE(promises.front().at_creation);
  EXPECT_FALSE(promises.front().month_before);
}

TEST_F(HindsightTest, WarnsWhenFewerSucceedThanWasPromised) {
  close_all(440, [this](int score) { return random_.chance(score / 300.0); });
  const OrderedJson alarms = asked().at("alarms");
  ASSERT_GE(alarms.size(), 1);
  EXPECT_EQ(alarms[0].at("kind"), "calibration");
  EXPECT_LT(alarms[0].at("actual"), alarms[0].at("expected"));
}

TEST_F(HindsightTest, WarnsWhenRecordsAreMadeDifferentlyThanBefore) {
  world_.clock.set(at_day(500));
  for (int i = 0; i < 150; ++i) {
    must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
      TRY(tx.insert("lead", Uuid{},
                    {{"lastname", std::string("New")},
                     {"leadsourcecode", std::int64_t{4}},
                     {"emailaddress1", std::string("someone@gmail.com")},
                     {"statecode", std::int64_t{0}}},
                    world_.system));
      return {};
    }));
  }
  const auto shifts = must(input_shifts(*must(world_.store->snapshot()), *world_.live(), at_day(500)));
  ASSERT_FALSE(shifts.empty());
  EXPECT_GT(shifts.front().index, kLargeShift);
  std::vector<std::string> alarmed;
  const OrderedJson answer = asked();
  for (const OrderedJson& alarm : answer.at("alarms")) alarmed.push_back(alarm.at("attribute"));
  EXPECT_THAT(alarmed, testing::Contains("leadsourcecode"));
}

TEST_F(HindsightTest, NamesAColumnThatItCannotGroupBy) {
  EXPECT_EQ(world_.service.was_it_right("lead", 26, "subject", world_.system).error().code(), ErrorCode::InvalidInput);
  EXPECT_EQ(world_.service.was_it_right("lead", 0, "", world_.system).error().code(), ErrorCode::InvalidInput);
}

}  // namespace
}  // namespace leadlight::scoring
