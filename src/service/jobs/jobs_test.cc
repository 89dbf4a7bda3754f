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
        "ll_job", id, {"ll_state", "ll_result", "ll_error", "ll_progress", "ll_attempts"}, store::Caller::system());
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

TEST_F(JobsTest, AFailureIsKeptInWords) {
  worker_.handle("break", [](const Json&, Progress&) -> Result<Json> {
    return fail(Error(ErrorCode::InvalidInput, "nothing to learn from", "Close some leads first."));
  });
  const Uuid id = add("break"), unknown = add("never heard of");
  EXPECT_EQ(worker_.run_pending().value_or(0), 2);
  EXPECT_EQ(state(id), 3);
  EXPECT_NE(job(id).get_as<std::string>("ll_error")->find("Close some leads"), std::string::npos);
  EXPECT_EQ(state(unknown), 3);
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
    TRY(tx.update("ll_job", id, {{"ll_attempts", std::int64_t{3}}}, std::nullopt, store::Caller::system()));
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
