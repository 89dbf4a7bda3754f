#include "service/jobs/jobs.h"

#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "storage/sqlite/temporary_store.h"

namespace leadlight::jobs {
namespace {

class JobsTest : public testing::Test {
 protected:
  record::Record job(const Uuid& id) {
    const auto snapshot = store_->snapshot();
    const auto row = (*snapshot)->find(
        "ll_job", id, {"ll_state", "ll_result", "ll_error", "ll_progress", "ll_attempts", "ll_nextattempton"},
        store::Caller::system());
    EXPECT_TRUE(row && *row);
    return **row;
  }
  std::int64_t state(const Uuid& id) { return *job(id).get_as<std::int64_t>("ll_state"); }
  Uuid add(std::string_view kind, const Json& payload = Json::object()) {
    return *enqueue(*store_, kind, payload, store::Caller::system());
  }
  /// Leaves a job as a worker that died would: running, with a lease that ends in a minute.
  void abandon(const Uuid& id) {
    ASSERT_TRUE(store_->write([&](store::Transaction& tx) -> Result<void> {
      TRY(tx.update("ll_job", id,
                    {{"ll_state", std::int64_t{1}},
                     {"ll_leaseowner", std::string("dead")},
                     {"ll_leaseexpireson", clock_.now() + std::chrono::minutes(1)}},
                    std::nullopt, store::Caller::system()));
      return {};
    }));
  }

  base::FixedClock clock_{Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22))};
  sqlite::TemporaryStore store_{clock_};
  Worker worker_{*store_, clock_};
};

TEST_F(JobsTest, DoesAJobWithItsPayloadAndKeepsTheAnswer) {
  worker_.handle("double", [](const Json& payload, Progress& progress) -> Result<Json> {
    EXPECT_TRUE(progress.report(0.5, "doubling"));
    return Json{{"answer", payload.at("n").get<int>() * 2}};
  });
  const Uuid id = add("double", {{"n", 21}});
  EXPECT_EQ(worker_.run_pending().value_or(0), 1);
  EXPECT_EQ(state(id), 2);
  EXPECT_EQ(*job(id).get_as<std::string>("ll_result"), R"({"answer":42})");
  EXPECT_EQ(worker_.run_pending().value_or(-1), 0);
}

TEST_F(JobsTest, WhatWaitsAlreadyIsNotQueuedAgain) {
  int done = 0;
  worker_.handle("count", [&](const Json&, Progress&) -> Result<Json> { return Json(++done); });
  EXPECT_TRUE(enqueue_unless_queued(*store_, "count", {}).value());
  EXPECT_FALSE(enqueue_unless_queued(*store_, "count", {}).value());
  EXPECT_EQ(worker_.run_pending().value_or(0), 1);
  EXPECT_TRUE(enqueue_unless_queued(*store_, "count", {}).value()) << "what is done does not wait";
}

TEST_F(JobsTest, WorkWithAnIdOfItsOwnIsDoneOnce) {
  int done = 0;
  worker_.handle("count", [&](const Json&, Progress&) -> Result<Json> { return Json(++done); });
  const Uuid id = Uuid::from_name("nightly count");
  EXPECT_TRUE(enqueue_once(*store_, id, "count", {}).value());
  EXPECT_FALSE(enqueue_once(*store_, id, "count", {}).value());
  EXPECT_EQ(worker_.run_pending().value_or(0), 1);
  EXPECT_FALSE(enqueue_once(*store_, id, "count", {}).value()) << "done is done";
  EXPECT_EQ(done, 1);
}

TEST_F(JobsTest, ARepeatedTaskRunsAtOnceAndEndsWithTheWorker) {
  std::atomic<int> runs = 0;
  worker_.repeat(std::chrono::seconds(3600), [&] { ++runs; });
  worker_.start();
  while (runs == 0) std::this_thread::yield();
  worker_.stop();
  EXPECT_EQ(runs, 1);
}

TEST_F(JobsTest, AFailureIsKeptInWords) {
  worker_.handle("break", [](const Json&, Progress&) -> Result<Json> {
    return fail(Error(ErrorCode::InvalidInput, "nothing to learn from", "Close some leads first."));
  });
  const Uuid id = add("break");
  EXPECT_EQ(worker_.run_pending().value_or(0), 1);
  EXPECT_EQ(state(id), kFailed);
  EXPECT_NE(job(id).get_as<std::string>("ll_error")->find("Close some leads"), std::string::npos);
}

TEST_F(JobsTest, AJobOfAKindThatIsNotHandledHereWaitsForANodeThatDoes) {
  worker_.handle("known", [](const Json&, Progress&) -> Result<Json> { return Json::object(); });
  const Uuid strange = add("strange"), known = add("known");
  EXPECT_EQ(worker_.run_pending().value_or(0), 1);
  EXPECT_EQ(state(known), kDone);
  EXPECT_EQ(state(strange), kQueued);
}

TEST_F(JobsTest, APassingFailureIsTriedAgainAfterLongerAndLongerWaits) {
  int runs = 0;
  worker_.handle("flaky", [&](const Json&, Progress&) -> Result<Json> {
    if (++runs < 3) return fail(ErrorCode::Unavailable, "the disk is full");
    return Json{{"runs", runs}};
  });
  const Uuid id = add("flaky");
  EXPECT_EQ(worker_.run_pending().value_or(0), 1) << "not at once again";
  EXPECT_EQ(state(id), kQueued);
  EXPECT_EQ(*job(id).get_as<std::string>("ll_error"), "the disk is full");
  const auto first = *job(id).get_as<Timestamp>("ll_nextattempton") - clock_.now();
  clock_.set(clock_.now() + first);
  EXPECT_EQ(worker_.run_pending().value_or(0), 1);
  const auto second = *job(id).get_as<Timestamp>("ll_nextattempton") - clock_.now();
  EXPECT_GT(second, first);
  clock_.set(clock_.now() + second);
  EXPECT_EQ(worker_.run_pending().value_or(0), 1);
  EXPECT_EQ(state(id), kDone);
  EXPECT_TRUE(record::is_null(job(id).get("ll_error")));
}

TEST_F(JobsTest, APassingFailureThatDoesNotPassEndsTheJobWithItsReason) {
  worker_.handle(
      "never", [](const Json&, Progress&) -> Result<Json> { return fail(ErrorCode::Unavailable, "the host is away"); });
  const Uuid id = add("never");
  int tries = 0;
  for (; state(id) == kQueued && tries < 20; ++tries) {
    EXPECT_TRUE(worker_.run_pending());
    clock_.set(clock_.now() + std::chrono::hours(1));
  }
  EXPECT_EQ(tries, Worker::kMostAttempts);
  EXPECT_EQ(state(id), kFailed);
  EXPECT_EQ(*job(id).get_as<std::string>("ll_error"), "the host is away");
}

TEST_F(JobsTest, AJobWaitingForItsNextAttemptCanBeCancelled) {
  worker_.handle("never", [](const Json&, Progress&) -> Result<Json> { return fail(ErrorCode::Unavailable, "away"); });
  const Uuid id = add("never");
  EXPECT_TRUE(worker_.run_pending());
  EXPECT_TRUE(cancel(*store_, id, store::Caller::system()));
  clock_.set(clock_.now() + std::chrono::hours(1));
  EXPECT_EQ(worker_.run_pending().value_or(-1), 0);
  EXPECT_EQ(state(id), kCancelled);
}

TEST_F(JobsTest, AnExceptionEndsTheJobNotTheWorker) {
  worker_.handle("throws", [](const Json& payload, Progress&) -> Result<Json> { return payload.at("absent"); });
  const Uuid id = add("throws");
  EXPECT_TRUE(worker_.run_pending());
  EXPECT_EQ(state(id), kFailed);
}

TEST_F(JobsTest, TheMoreUrgentComesFirstThenTheOlder) {
  std::string order;
  worker_.handle("note", [&](const Json& payload, Progress&) -> Result<Json> {
    order += payload.at("name").get<std::string>();
    return Json::object();
  });
  const auto at = [&](const char* name, int priority) {
    clock_.set(clock_.now() + std::chrono::seconds(1));
    EXPECT_TRUE(enqueue(*store_, "note", {{"name", name}}, store::Caller::system(), priority));
  };
  at("a", 0), at("b", 0), at("c", 5);
  EXPECT_EQ(worker_.run_pending().value_or(0), 3);
  EXPECT_EQ(order, "cab");
}

TEST_F(JobsTest, AJobTakenOverIsFinishedByTheOneThatHasItNow) {
  Worker other(*store_, clock_);
  const auto answer = [](const char* who) { return Json{{"who", who}}; };
  other.handle("long", [&](const Json&, Progress&) -> Result<Json> { return answer("second"); });
  worker_.handle("long", [&](const Json&, Progress& progress) -> Result<Json> {
    clock_.set(clock_.now() + std::chrono::minutes(2));  // a node that stood still for two minutes
    EXPECT_EQ(other.run_pending().value_or(0), 1);
    EXPECT_FALSE(progress.report(0.5, "still at it"));
    return answer("first");
  });
  const Uuid id = add("long");
  EXPECT_TRUE(worker_.run_pending());
  EXPECT_EQ(state(id), kDone);
  EXPECT_EQ(*job(id).get_as<std::string>("ll_result"), R"({"who":"second"})");
}

TEST_F(JobsTest, AShortJobDoesNotWaitForATraining) {
  std::atomic<bool> short_done = false;
  worker_.handle(
      "train",
      [&](const Json&, Progress& progress) -> Result<Json> {
        while (!short_done && progress.report(0.5, "training"))
          std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return Json{{"short_done", short_done.load()}};
      },
      Lane::Training);
  worker_.handle("short", [&](const Json&, Progress&) -> Result<Json> {
    short_done = true;
    return Json::object();
  });
  const Uuid training = add("train");
  worker_.start();
  for (int i = 0; i < 400 && state(training) != kRunning; ++i)
    std::this_thread::sleep_for(std::chrono::milliseconds(25));
  add("short");
  for (int i = 0; i < 400 && state(training) != kDone; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(25));
  worker_.stop();
  EXPECT_EQ(state(training), kDone);
  EXPECT_EQ(*job(training).get_as<std::string>("ll_result"), R"({"short_done":true})");
}

TEST_F(JobsTest, AJobWhoseWorkerIsStoppedGoesBackAsIfItHadNotBeenTried) {
  std::atomic<bool> begun = false;
  worker_.handle("long", [&](const Json&, Progress& progress) -> Result<Json> {
    begun = true;
    while (progress.report(0.1, "working")) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return fail(ErrorCode::Unavailable, "told to stop");
  });
  const Uuid id = add("long");
  worker_.start();
  while (!begun) std::this_thread::sleep_for(std::chrono::milliseconds(5));
  worker_.stop();
  EXPECT_EQ(state(id), kQueued);
  EXPECT_EQ(*job(id).get_as<std::int64_t>("ll_attempts"), 0);
  EXPECT_TRUE(record::is_null(job(id).get("ll_nextattempton")));
}

TEST_F(JobsTest, ACancelledJobIsToldAndStaysCancelled) {
  Uuid id;
  worker_.handle("slow", [&](const Json&, Progress& progress) -> Result<Json> {
    EXPECT_TRUE(cancel(*store_, id, store::Caller::system()));
    EXPECT_FALSE(progress.report(0.5, "half way"));
    return Json{{"finished", true}};
  });
  id = add("slow");
  EXPECT_TRUE(worker_.run_pending());
  EXPECT_EQ(state(id), 4);

  const Uuid queued = add("slow");
  EXPECT_TRUE(cancel(*store_, queued, store::Caller::system()));
  EXPECT_EQ(worker_.run_pending().value_or(-1), 0);
  EXPECT_EQ(state(queued), 4);
}

TEST_F(JobsTest, ADeadWorkersJobIsTakenUpWhenItsLeaseEnds) {
  std::atomic<int> runs = 0;
  worker_.handle("count", [&](const Json&, Progress&) -> Result<Json> {
    ++runs;
    return Json::object();
  });
  const Uuid id = add("count");
  abandon(id);
  EXPECT_EQ(worker_.run_pending().value_or(-1), 0);
  clock_.set(clock_.now() + std::chrono::minutes(2));
  EXPECT_EQ(worker_.run_pending().value_or(-1), 1);
  EXPECT_EQ(runs, 1);
  EXPECT_EQ(state(id), 2);
}

TEST_F(JobsTest, AJobThatKillsItsWorkersIsGivenUp) {
  worker_.handle("count", [](const Json&, Progress&) -> Result<Json> { return Json::object(); });
  const Uuid id = add("count");
  ASSERT_TRUE(store_->write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update("ll_job", id, {{"ll_attempts", Worker::kMostAttempts}}, std::nullopt, store::Caller::system()));
    return {};
  }));
  EXPECT_TRUE(worker_.run_pending());
  EXPECT_EQ(state(id), 3);
}

TEST_F(JobsTest, TheThreadDoesWhatComesInAndStops) {
  std::atomic<int> runs = 0;
  worker_.handle("count", [&](const Json&, Progress&) -> Result<Json> {
    ++runs;
    return Json::object();
  });
  worker_.start();
  const Uuid id = add("count");
  for (int i = 0; i < 200 && state(id) != 2; ++i) std::this_thread::sleep_for(std::chrono::milliseconds(50));
  worker_.stop();
  EXPECT_EQ(state(id), 2);
  EXPECT_EQ(runs, 1);
}

}  // namespace
}  // namespace leadlight::jobs
