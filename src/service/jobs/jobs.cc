#include "service/jobs/jobs.h"

#include <atomic>
#include <condition_variable>
#include <mutex>
#include <thread>

#include "base/log.h"
#include "core/query/query.h"

namespace leadlight::jobs {
namespace {

using record::Record;
using record::Values;
using store::Caller;
using store::Transaction;

enum JobState : std::int64_t { kQueued = 0, kRunning = 1, kDone = 2, kFailed = 3, kCancelled = 4 };

constexpr auto kLease = std::chrono::seconds(30);
constexpr auto kHeartbeat = std::chrono::seconds(8);
constexpr auto kPollEvery = std::chrono::milliseconds(500);
constexpr auto kReportEvery = std::chrono::milliseconds(250);
/// A job whose workers died this often is given up, so that one poisonous job does not go round for ever.
constexpr std::int64_t kMostAttempts = 3;

const Caller& program() {
  static const Caller caller = Caller::system();
  return caller;
}

std::int64_t integer_of(const Record& row, std::string_view column) {
  const auto* number = row.get_as<std::int64_t>(column);
  return number != nullptr ? *number : 0;
}

std::string text_of(const Record& row, std::string_view column) {
  const auto* text = row.get_as<std::string>(column);
  return text != nullptr ? *text : std::string();
}

/// The oldest job that waits, or whose worker's lease has ended.
query::Query claimable(Timestamp now) {
  query::Query query;
  query.table = "ll_job";
  query.columns = {"ll_kind", "ll_payload", "ll_state", "ll_attempts", "versionnumber"};
  query.filter = query::any_of({query::equals("ll_state", std::int64_t{kQueued}),
                                query::all_of({query::equals("ll_state", std::int64_t{kRunning}),
                                               query::compare("ll_leaseexpireson", query::CompareOp::Lt, now)})});
  query.order = {{query::Path{{}, {}, "createdon"}, query::Direction::Ascending}};
  query.limit = 1;
  return query;
}

struct Claim {
  Uuid id;
  std::string kind, payload, lease;
};

/// Takes one job for this worker; nullopt when none waits. Short: one read, one update.
Result<std::optional<Claim>> claim(store::Store& store, const Clock& clock) {
  {
    const auto snapshot = TRY(store.snapshot());
    if (TRY(snapshot->select(claimable(clock.now()), program())).rows.empty()) return std::optional<Claim>();
  }
  std::optional<Claim> claimed;
  const Result<void> written = store.write([&](Transaction& tx) -> Result<void> {
    claimed.reset();
    const Timestamp now = clock.now();
    const store::Page page = TRY(tx.select(claimable(now), program()));
    if (page.rows.empty()) return {};
    const Record& job = page.rows.front().record;
    const std::int64_t attempts = integer_of(job, "ll_attempts") + 1;
    if (attempts > kMostAttempts) {
      TRY(tx.update("ll_job", job.id,
                    {{"ll_state", std::int64_t{kFailed}},
                     {"ll_error", fmt::format("given up: its worker ended {} times before it was done", kMostAttempts)},
                     {"finishedon", now}},
                    job.version, program()));
      return {};
    }
    static std::atomic<std::uint64_t> counter{0};
    Random random(static_cast<std::uint64_t>(now.time_since_epoch().count()) ^ (++counter << 48) ^ job.id.bytes[15]);
    const std::string lease = Uuid::make(now, random).to_string();
    TRY(tx.update("ll_job", job.id,
                  {{"ll_state", std::int64_t{kRunning}},
                   {"ll_attempts", attempts},
                   {"ll_leaseowner", lease},
                   {"ll_leaseexpireson", now + kLease},
                   {"startedon", now},
                   {"ll_progress", 0.0}},
                  job.version, program()));
    claimed = Claim{job.id, text_of(job, "ll_kind"), text_of(job, "ll_payload"), lease};
    return {};
  });
  // Another worker was faster: that is no failure, there is simply nothing to do for us.
  if (!written && written.error().code() == ErrorCode::Conflict) return std::optional<Claim>();
  if (!written) return fail(written.error());
  return claimed;
}

/// Changes the job only while the lease is ours; false when it is not any more (cancelled, or taken over).
Result<bool> update_if_ours(store::Store& store, const Claim& job, const Values& changes) {
  bool ours = false;
  TRY(store.write([&](Transaction& tx) -> Result<void> {
    const auto row = TRY(tx.find("ll_job", job.id, {"ll_state", "ll_leaseowner"}, program()));
    ours = row && integer_of(*row, "ll_state") == kRunning && text_of(*row, "ll_leaseowner") == job.lease;
    if (ours) TRY(tx.update("ll_job", job.id, changes, std::nullopt, program()));
    return {};
  }));
  return ours;
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

}  // namespace

Result<Uuid> enqueue(store::Store& store, std::string_view kind, const Json& payload, const Caller& caller) {
  Uuid id;
  TRY(store.write([&](Transaction& tx) -> Result<void> {
    Values values{{"ll_kind", std::string(kind)},
                  {"ll_state", std::int64_t{kQueued}},
                  {"ll_payload", base::to_text(payload)},
                  {"ll_progress", 0.0},
                  {"ll_attempts", std::int64_t{0}}};
    if (!caller.is_system) values["createdby"] = record::Reference{"systemuser", caller.user};
    id = TRY(tx.insert("ll_job", Uuid{}, std::move(values), program())).id;
    return {};
  }));
  return id;
}

Result<void> cancel(store::Store& store, const Uuid& job, const Caller& caller) {
  return store.write([&](Transaction& tx) -> Result<void> {
    const auto row = TRY(tx.find("ll_job", job, {"ll_state"}, caller));
    if (!row) return fail(ErrorCode::NotFound, "there is no job {}", job.to_string());
    const std::int64_t state = integer_of(*row, "ll_state");
    if (state != kQueued && state != kRunning) return {};
    TRY(tx.update("ll_job", job, {{"ll_state", std::int64_t{kCancelled}}, {"finishedon", tx.now()}}, std::nullopt,
                  program()));
    return {};
  });
}

struct Worker::State {
  std::thread thread;
  std::mutex mutex;
  std::condition_variable wake;
  std::atomic<bool> stopping{false};
};

namespace {

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

Values outcome(const Result<Json>& result, Timestamp now) {
  Values values{{"finishedon", now}, {"ll_leaseowner", record::Value{}}};
  if (result) {
    values["ll_state"] = std::int64_t{kDone};
    values["ll_progress"] = 1.0;
    values["ll_result"] = base::to_text(*result);
  } else {
    values["ll_state"] = std::int64_t{kFailed};
    values["ll_error"] = result.error().to_string();
  }
  return values;
}

Result<void> work_on(store::Store& store, const Clock& clock, const Claim& job, const Handler* handler,
                     const std::atomic<bool>& stopping) {
  base::log(base::LogLevel::Info, "jobs", "started", {{"kind", job.kind}, {"job", job.id.to_string()}});
  Result<Json> result = fail(ErrorCode::Internal, "this program knows no job of kind \"{}\"", job.kind);
  if (handler != nullptr) {
    JobProgress progress(store, clock, job, stopping);
    const Heartbeat heartbeat(progress);
    auto payload = base::parse_json(job.payload);
    result = payload ? (*handler)(*payload, progress) : Result<Json>(fail(payload.error()));
  }
  if (stopping && !result) {
    // Stopped from outside, not failed: the next worker takes it up at once.
    TRY(update_if_ours(
        store, job,
        {{"ll_state", std::int64_t{kQueued}}, {"ll_attempts", std::int64_t{0}}, {"ll_leaseowner", record::Value{}}}));
    return {};
  }
  const bool kept = TRY(update_if_ours(store, job, outcome(result, clock.now())));
  base::log(result ? base::LogLevel::Info : base::LogLevel::Warning, "jobs",
            !kept    ? "ended after it was cancelled"
            : result ? "done"
                     : "failed",
            {{"kind", job.kind}, {"job", job.id.to_string()}, {"error", result ? "" : result.error().message()}});
  return {};
}

}  // namespace

Worker::Worker(store::Store& store, const Clock& clock)
    : store_(store), clock_(clock), state_(std::make_unique<State>()) {}

Worker::~Worker() {
  stop();
}

void Worker::handle(std::string kind, Handler handler) {
  handlers_[std::move(kind)] = std::move(handler);
}

Result<int> Worker::run_pending() {
  int done = 0;
  while (!state_->stopping) {
    const auto job = TRY(claim(store_, clock_));
    if (!job) break;
    const auto handler = handlers_.find(job->kind);
    TRY(work_on(store_, clock_, *job, handler == handlers_.end() ? nullptr : &handler->second, state_->stopping));
    ++done;
  }
  return done;
}

void Worker::start() {
  state_->thread = std::thread([this] {
    std::unique_lock lock(state_->mutex);
    while (!state_->stopping) {
      lock.unlock();
      if (const auto done = run_pending(); !done) {
        base::log(base::LogLevel::Error, "jobs", "the queue could not be read", {{"error", done.error().message()}});
      }
      lock.lock();
      state_->wake.wait_for(lock, kPollEvery, [this] { return state_->stopping.load(); });
    }
  });
}

void Worker::stop() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
  }
  state_->wake.notify_all();
  if (state_->thread.joinable()) state_->thread.join();
}

}  // namespace leadlight::jobs
