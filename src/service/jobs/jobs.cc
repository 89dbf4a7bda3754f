#include "service/jobs/jobs.h"

#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.h"
#include "base/thread.h"
#include "service/jobs/claim.h"

namespace leadlight::jobs {
namespace {

using record::Values;

constexpr auto kHeartbeat = std::chrono::seconds(8);
constexpr auto kPollEvery = std::chrono::milliseconds(500);
constexpr auto kReportEvery = std::chrono::milliseconds(250);
constexpr int kNiceness = 5;
constexpr std::chrono::seconds kFirstWait{5};
constexpr std::chrono::seconds kLongestWait{15 * 60};

/// Whoever asks for a page comes before this thread: Linux counts niceness by thread.
void give_way() {
  ::setpriority(PRIO_PROCESS, static_cast<id_t>(::gettid()), kNiceness);
}

class JobProgress final : public Progress {
 public:
  JobProgress(store::Store& store, const Clock& clock, const Claim& job, const std::atomic<bool>& stopping)
      : store_(store), clock_(clock), job_(job), stopping_(stopping) {}

  bool report(double share, std::string_view step, std::int64_t done, std::int64_t total) override {
    if (stopping_ || lost_) return false;
    const auto now = std::chrono::steady_clock::now();
    if (now - written_at_ < kReportEvery) return true;
    written_at_ = now;
    write({{"ll_progress", share},
           {"ll_step", std::string(step)},
           {"ll_done", done},
           {"ll_total", total},
           {"ll_leaseexpireson", clock_.now() + kLease}});
    return !lost_;
  }
  void heartbeat() { write({{"ll_leaseexpireson", clock_.now() + kLease}}); }

 private:
  void write(const Values& changes) {
    const auto ours = update_if_ours(store_, job_, changes);
    if (ours && !*ours) lost_ = true;
    if (!ours) base::log(base::LogLevel::Warning, "jobs", "progress not written", {{"error", ours.error().message()}});
  }

  store::Store& store_;
  const Clock& clock_;
  const Claim& job_;
  const std::atomic<bool>& stopping_;
  std::atomic<bool> lost_{false};
  std::chrono::steady_clock::time_point written_at_{};
};

/// Renews the lease while a handler is busy with something it cannot report on.
class Heartbeat {
 public:
  explicit Heartbeat(JobProgress& progress)
      : thread_([this, &progress] {
          std::unique_lock lock(mutex_);
          while (!wake_.wait_for(lock, kHeartbeat, [this] { return over_; })) progress.heartbeat();
        }) {}
  ~Heartbeat() {
    {
      const std::lock_guard lock(mutex_);
      over_ = true;
    }
    wake_.notify_all();
    thread_.join();
  }

 private:
  std::mutex mutex_;
  std::condition_variable wake_;
  bool over_ = false;
  std::thread thread_;
};

/// Four times as long after each attempt: 5 s, 20 s, 80 s ...
std::chrono::seconds wait_after(std::int64_t attempts) {
  std::chrono::seconds wait = kFirstWait;
  for (std::int64_t i = 1; i < attempts && wait < kLongestWait; ++i) wait *= 4;
  return std::min(wait, kLongestWait);
}

struct Ending {
  std::string_view word;
  Values changes;
};

Ending ending_of(const Result<Json>& result, const Claim& job, Timestamp now, bool stopping) {
  Values values{{"ll_leaseowner", record::Value{}}};
  if (result) {
    values.insert({{"ll_state", std::int64_t{kDone}},
                   {"ll_progress", 1.0},
                   {"ll_result", base::to_text(*result)},
                   {"ll_error", record::Value{}},
                   {"finishedon", now}});
    return {"done", std::move(values)};
  }
  if (stopping) {
    // Stopped from outside, not failed: the next worker takes it up at once.
    values.insert({{"ll_state", std::int64_t{kQueued}}, {"ll_attempts", job.attempts - 1}});
    return {"put back", std::move(values)};
  }
  values.insert_or_assign("ll_error", result.error().to_string());
  if (base::error_traits(result.error().code()).retryable && job.attempts < Worker::kMostAttempts) {
    values.insert({{"ll_state", std::int64_t{kQueued}}, {"ll_nextattempton", now + wait_after(job.attempts)}});
    return {"failed, to be tried again", std::move(values)};
  }
  values.insert({{"ll_state", std::int64_t{kFailed}}, {"finishedon", now}});
  return {"failed", std::move(values)};
}

Result<void> work_on(store::Store& store, const Clock& clock, const Claim& job, const Handler& handler,
                     const std::atomic<bool>& stopping) {
  base::log(base::LogLevel::Info, "jobs", "started", {{"kind", job.kind}, {"job", job.id.to_string()}});
  Result<Json> result = Json();
  {
    JobProgress progress(store, clock, job, stopping);
    const Heartbeat heartbeat(progress);
    auto payload = base::parse_json(job.payload);
    try {
      result = payload ? handler(*payload, progress) : Result<Json>(fail(payload.error()));
    } catch (const std::exception& error) {
      result = fail(ErrorCode::Internal, "the job ended by an exception: {}", error.what());
    }
  }
  const Ending ending = ending_of(result, job, clock.now(), stopping);
  const bool kept = TRY(update_if_ours(store, job, ending.changes));
  base::log(result || stopping ? base::LogLevel::Info : base::LogLevel::Warning, "jobs",
            kept ? ending.word : "ended after it was cancelled or taken over",
            {{"kind", job.kind}, {"job", job.id.to_string()}, {"error", result ? "" : result.error().message()}});
  return {};
}

}  // namespace

struct Worker::State {
  std::vector<std::thread> threads;
  std::mutex mutex;
  std::condition_variable wake;
  std::atomic<bool> stopping{false};
};

Worker::Worker(store::Store& store, const Clock& clock)
    : store_(store), clock_(clock), state_(std::make_unique<State>()) {}

Worker::~Worker() {
  stop();
}

void Worker::handle(std::string kind, Handler handler, Lane lane) {
  kinds_[std::move(kind)] = {std::move(handler), lane};
}

Result<int> Worker::run_pending() {
  std::vector<std::string> all;
  for (const auto& [kind, handled] : kinds_) all.push_back(kind);
  return run_pending(all);
}

Result<int> Worker::run_pending(const std::vector<std::string>& kinds) {
  int done = 0;
  while (!state_->stopping && !kinds.empty()) {
    const auto job = TRY(claim(store_, clock_, kinds));
    if (!job) break;
    TRY(work_on(store_, clock_, *job, kinds_.find(job->kind)->second.handler, state_->stopping));
    ++done;
  }
  return done;
}

void Worker::run_lane(const std::vector<std::string>& kinds) {
  base::set_background(true);
  std::unique_lock lock(state_->mutex);
  while (!state_->stopping) {
    lock.unlock();
    if (const auto done = run_pending(kinds); !done) {
      base::log(base::LogLevel::Error, "jobs", "the queue could not be read", {{"error", done.error().message()}});
    }
    lock.lock();
    state_->wake.wait_for(lock, kPollEvery, [this] { return state_->stopping.load(); });
  }
}

void Worker::repeat(std::chrono::seconds interval, std::function<void()> task) {
  repeated_.push_back({interval, std::move(task)});
}

void Worker::run_repeated(const Repeated& repeated) {
  base::set_background(true);
  std::unique_lock lock(state_->mutex);
  while (!state_->stopping) {
    lock.unlock();
    repeated.task();
    lock.lock();
    state_->wake.wait_for(lock, repeated.interval, [this] { return state_->stopping.load(); });
  }
}

void Worker::start() {
  std::map<Lane, std::vector<std::string>> lanes;
  for (const auto& [kind, handled] : kinds_) lanes[handled.lane].push_back(kind);
  for (auto& [lane, kinds] : lanes) {
    state_->threads.emplace_back([this, lane = lane, kinds = std::move(kinds)] {
      if (lane == Lane::Bulk) give_way();
      run_lane(kinds);
    });
  }
  for (const Repeated& repeated : repeated_) {
    state_->threads.emplace_back([this, &repeated] { run_repeated(repeated); });
  }
}

void Worker::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->wake.notify_all();
  for (std::thread& thread : state_->threads) {
    if (thread.joinable()) thread.join();
  }
}

}  // namespace leadlight::jobs
