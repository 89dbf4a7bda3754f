// Training without anybody asking for it: when it is due, and what becomes of the version.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "service/scoring/challenge.h"
#include "service/scoring/models.h"
#include "service/scoring/scoring_fixture.h"

namespace leadlight::scoring {
namespace {

using feature::Verdict;
using testing::AnyOf;
using testing::SizeIs;

constexpr std::chrono::days kYoung{15}, kOld{92};

Uuid train_automatically(ScoringWorld& world, std::vector<std::string> drop = {}) {
  TrainRequest request;
  request.model = must(world.service.default_model("lead"));
  request.drop = std::move(drop);
  request.automatic = true;
  return must(world.service.train(request, {}));
}

Json quality_report(ScoringWorld& world, const Uuid& version) {
  return must(base::parse_json(world.read("ll_modelversion", version).text("ll_report")));
}

Uuid published(ScoringWorld& world) {
  return world.read("ll_model", must(world.service.default_model("lead"))).target("ll_publishedversionid");
}

/// The trainings that are due; the nightly pass is left out.
std::vector<DueWork> due_trainings(ScoringWorld& world) {
  auto due = must(world.service.due_work());
  std::erase_if(due, [](const DueWork& work) { return work.kind != "train"; });
  return due;
}

void set_model(ScoringWorld& world, record::Values values) {
  const Uuid model = must(world.service.default_model("lead"));
  must(world.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("ll_model", model, values, std::nullopt, world.system));
    return {};
  }));
}

TEST(Challenge, ANewVersionTakesOverFromNinetyFivePercentOfTheAuc) {
  EXPECT_EQ(rule(Verdict::Ready, 0.76, 0.80, kYoung), Ruling::GoodEnough);       // 95.0 %
  EXPECT_EQ(rule(Verdict::Ready, 0.7592, 0.80, kYoung), Ruling::NotGoodEnough);  // 94.9 %
  EXPECT_EQ(rule(Verdict::Ok, 0.62, 0.80, kOld), Ruling::ChampionOld);
  EXPECT_EQ(rule(Verdict::NotReady, 0.59, 0.59, kYoung), Ruling::BelowFloor);
  EXPECT_EQ(rule(Verdict::NotReady, 0.59, 0.80, kOld), Ruling::BelowFloor) << "age does not lift it over the floor";
  EXPECT_EQ(rule(Verdict::NoSignal, 0.9, 0.5, kOld), Ruling::BelowFloor);
  EXPECT_EQ(rule(Verdict::Ready, 0.8, feature::kNoNumber, kYoung), Ruling::GoodEnough);
  EXPECT_TRUE(takes_over(Ruling::GoodEnough) && takes_over(Ruling::ChampionOld));
  EXPECT_FALSE(takes_over(Ruling::BelowFloor) || takes_over(Ruling::NotGoodEnough));
}

TEST(Challenge, BothAreAskedAboutTheSameHeldOutRecords) {
  ScoringWorld world;
  world.add_closed(400, 7);
  must(world.service.publish(world.train(), world.system));
  const Json report = quality_report(world, train_automatically(world));
  const Json& challenge = report.at("challenge");
  EXPECT_EQ(report.at("automatic"), true);
  EXPECT_EQ(challenge.at("champion"), 1);
  EXPECT_EQ(challenge.at("rows"), report.at("split").at("holdout_rows"));
  EXPECT_EQ(challenge.at("unseen"), false) << "all of them closed before the champion was trained";
  EXPECT_DOUBLE_EQ(challenge.at("auc"), report.at("auc"));
  EXPECT_GT(challenge.at("champion_auc"), report.at("auc")) << "it has learned from them";
}

TEST(Challenge, WhatTheChampionLearnedFromIsLeftOutWhereEnoughCameSince) {
  ScoringWorld world;
  world.add_closed(1000, 7);
  world.clock.set(at_day(200));  // as if it had been trained half-way
  must(world.service.publish(world.train(), world.system));
  world.clock.set(at_day(400));
  const Json challenge = quality_report(world, train_automatically(world)).at("challenge");
  EXPECT_EQ(challenge.at("unseen"), true);
}

TEST(Settle, AVersionThatStandsUpToTheOneInForceTakesOver) {
  ScoringWorld world;
  world.add_closed(400, 7);
  must(world.service.publish(world.train(), world.system));
  const Uuid next = train_automatically(world);
  const Settled settled = must(world.service.settle(next));
  EXPECT_TRUE(settled.published) << settled.why;
  EXPECT_EQ(published(world), next);
}

TEST(Settle, AWorseVersionStaysUnpublishedAndCanStillBe) {
  ScoringWorld world;
  world.add_closed(1000, 7);
  const Uuid good = world.train();
  must(world.service.publish(good, world.system));
  const Uuid worse = train_automatically(world, {"leadsourcecode"});
  const Settled settled = must(world.service.settle(worse));
  EXPECT_FALSE(settled.published);
  EXPECT_THAT(settled.why, AnyOf("not_good_enough", "below_floor"));
  EXPECT_EQ(published(world), good);
  must(world.service.publish(worse, world.system));
  EXPECT_EQ(published(world), worse);
}

TEST(Settle, AFirstVersionWaitsForSomebodyToPublishIt) {
  ScoringWorld world;
  world.add_closed(400, 7);
  const Settled settled = must(world.service.settle(train_automatically(world)));
  EXPECT_FALSE(settled.published);
  EXPECT_EQ(settled.why, "first");
  EXPECT_TRUE(published(world).is_nil());
}

TEST(Settle, NothingIsPublishedOverWhatSomebodyDidMeanwhile) {
  ScoringWorld world;
  world.add_closed(400, 7);
  must(world.service.publish(world.train(), world.system));
  const Uuid next = train_automatically(world);
  const Uuid by_hand = world.train(2);
  must(world.service.publish(by_hand, world.system));
  EXPECT_EQ(must(world.service.settle(next)).why, "overtaken");
  EXPECT_EQ(published(world), by_hand);
  const Uuid after_pause = train_automatically(world);
  must(pause_model(*world.store, must(world.service.default_model("lead")), world.system));
  EXPECT_FALSE(must(world.service.settle(after_pause)).published);
}

TEST(Due, TheReadyMadeModelTrainsAsSoonAsThereAreEnoughOfBothOutcomes) {
  ScoringWorld world;
  must(world.service.default_model("lead"));
  int closed = 0;
  const auto counted = [&](std::int64_t state) {
    return must(must(world.store->snapshot())->count("lead", query::equals("statecode", state), world.system));
  };
  while (std::min(counted(1), counted(2)) < kClosingsNeeded) {
    EXPECT_THAT(due_trainings(world), SizeIs(0)) << closed;
    world.add_closed(20, static_cast<std::uint64_t>(100 + closed++));
  }
  ASSERT_THAT(due_trainings(world), SizeIs(1));
  EXPECT_EQ(due_trainings(world).front().payload.at("automatic"), true);
  train_automatically(world);
  world.clock.set(at_day(430));
  EXPECT_THAT(due_trainings(world), SizeIs(0)) << "it waits to be published";
}

TEST(Due, ADraftOfSomebodyElseIsLeftAlone) {
  ScoringWorld world;
  world.add_closed(400, 7);
  const Uuid model = must(world.service.default_model("lead"));
  must(clone_model(*world.store, model, "Mine", world.system));
  ASSERT_THAT(due_trainings(world), SizeIs(1));
  EXPECT_EQ(due_trainings(world).front().payload.at("model"), model.to_string());
}

class DueAgain : public testing::Test {
 protected:
  void SetUp() override {
    world_.add_closed(400, 7);
    must(world_.service.publish(world_.train(), world_.system));
  }
  ScoringWorld world_;
};

TEST_F(DueAgain, AfterFifteenDaysIfAnythingClosedSince) {
  world_.clock.set(at_day(416));
  EXPECT_THAT(due_trainings(world_), SizeIs(0)) << "nothing closed since";
  world_.add_closed(1, 8);
  EXPECT_THAT(due_trainings(world_), SizeIs(1));
  world_.clock.set(at_day(414));
  EXPECT_THAT(due_trainings(world_), SizeIs(0)) << "too early";
}

TEST_F(DueAgain, SoonerWhenManyOutcomesCame) {
  world_.clock.set(at_day(402));
  world_.add_closed(99, 8);
  EXPECT_THAT(due_trainings(world_), SizeIs(0));
  world_.add_closed(1, 9);
  EXPECT_THAT(due_trainings(world_), SizeIs(1));
  world_.clock.set(at_day(400.5));
  EXPECT_THAT(due_trainings(world_), SizeIs(0)) << "at most once a day";
}

TEST_F(DueAgain, NotWhilePausedOrTurnedOffOrAlreadyTraining) {
  world_.clock.set(at_day(420));
  world_.add_closed(10, 8);
  ASSERT_THAT(due_trainings(world_), SizeIs(1));
  set_model(world_, {{"ll_state", kPaused}});
  EXPECT_THAT(due_trainings(world_), SizeIs(0));
  set_model(world_, {{"ll_state", kPublished}, {"ll_definition", std::string(R"({"retrain":{"on":false}})")}});
  EXPECT_THAT(due_trainings(world_), SizeIs(0));
  set_model(world_, {{"ll_definition", Definition().to_json()}});
  ASSERT_THAT(due_trainings(world_), SizeIs(1));
  const record::Reference model{"ll_model", must(world_.service.default_model("lead"))};
  must(world_.store->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.insert("ll_job", Uuid{},
                  {{"ll_kind", std::string("train")}, {"ll_state", std::int64_t{0}}, {"ll_modelid", model}},
                  world_.system));
    return {};
  }));
  EXPECT_THAT(due_trainings(world_), SizeIs(0));
}

TEST_F(DueAgain, ScoresAndLedgerAreLookedAtOnceEachNight) {
  const auto passes_of = [&](std::string_view kind) {
    std::vector<Uuid> ids;
    for (const DueWork& work : must(world_.service.due_work())) {
      if (work.kind == kind) ids.push_back(work.id);
    }
    return ids;
  };
  const auto passes = [&] { return passes_of("rescore"); };
  world_.clock.set(at_day(401.05));
  EXPECT_THAT(passes(), SizeIs(0)) << "the night has just begun";
  world_.clock.set(at_day(401.1));
  const auto first = passes();
  ASSERT_THAT(first, SizeIs(1));
  EXPECT_THAT(passes_of("compact"), SizeIs(1));
  world_.clock.set(at_day(401.9));
  EXPECT_EQ(passes(), first) << "the same work, known by its id";
  world_.clock.set(at_day(402.1));
  ASSERT_THAT(passes(), SizeIs(1));
  EXPECT_NE(passes(), first);
}

}  // namespace
}  // namespace leadlight::scoring
