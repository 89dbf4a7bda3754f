// Long work: queued in the database, done by a worker, visible and cancellable (table ll_job).
//
// 1. A claim is one short transaction: the row is taken (rows that another node is taking are passed over), marked as
//    running, given a lease of half a minute and the claim's own key. The work happens outside any transaction.
// 2. While the work runs a heartbeat renews the lease. Whoever finds a running job whose lease has ended takes it over.
// 3. Progress and the end are written only while the row still carries the claim's key: what was cancelled or taken
// over
//    stays as it is.
// 4. A failure that may pass (Unavailable) puts the job back, to be tried again after 5, 20, 80 ... seconds; any
//    other ends it. Nothing is tried more than kMostAttempts times, deaths of workers included.
// 5. Each node has one thread a lane, so that a training never keeps a short job waiting. That of the bulk gives way to
//    the threads that answer requests.
//
// Leases compare the clocks of the nodes: they must agree within some seconds.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "storage/store/store.h"

namespace leadlight::jobs {

enum JobState : std::int64_t { kQueued = 0, kRunning = 1, kDone = 2, kFailed = 3, kCancelled = 4 };

/// What a running job may say and must ask.
class Progress {
 public:
  virtual ~Progress() = default;
  /// Tells how far it is (0..1) and at what; answers false when the job has been cancelled. Cheap to call often:
  /// written to the database at most a few times a second.
  virtual bool report(double share, std::string_view step, std::int64_t done = 0, std::int64_t total = 0) = 0;
};

using Handler = std::function<Result<Json>(const Json& payload, Progress& progress)>;

/// Kinds of a lane are done one after another, lanes beside each other.
enum class Lane {
  Quick,     ///< Seconds: what somebody waits for, scores around a row that changed.
  Bulk,      ///< Minutes: passes over all scores, imports.
  Network,   ///< Waits for other servers more than it works.
  Training,  ///< A process of its own that takes what processor is left.
};

/// Adds a job and answers its id (a row of ll_job). Of a lane's jobs those of the highest priority come first, then the
/// oldest.
Result<Uuid> enqueue(store::Store& store, std::string_view kind, const Json& payload, const store::Caller& caller,
                     int priority = 0);
/// The same as part of a change: there is a job when the change is kept.
Result<Uuid> enqueue(store::Transaction& tx, std::string_view kind, const Json& payload, const store::Caller& caller,
                     int priority = 0);
/// The same under an id of its own, in nobody's name: nothing happens when there is such a job already, whatever became
/// of it. Answers whether it was added.
Result<bool> enqueue_once(store::Store& store, const Uuid& id, std::string_view kind, const Json& payload);
/// Adds a job, in nobody's name, unless one of its kind waits already: for work that is the same however often it is
/// asked for. Answers whether it was added.
Result<bool> enqueue_unless_queued(store::Store& store, std::string_view kind, const Json& payload);
/// The same as part of a change: there is a job when the change is kept.
Result<bool> enqueue_unless_queued(store::Transaction& tx, std::string_view kind, const Json& payload);
/// Asks a queued or running job to stop. @errors NotFound
Result<void> cancel(store::Store& store, const Uuid& job, const store::Caller& caller);

class Worker {
 public:
  static constexpr std::int64_t kMostAttempts = 5;

  Worker(store::Store& store, const Clock& clock);
  ~Worker();

  /// Before start(). Jobs of kinds that nobody handles here wait for a node that does.
  void handle(std::string kind, Handler handler, Lane lane = Lane::Quick);
  /// Before start(): does this at once and then again and again, in a thread of its own.
  void repeat(std::chrono::seconds interval, std::function<void()> task);
  /// Starts a thread for each lane and each repeated task.
  void start();
  /// Lets the running jobs see a cancellation, waits for them, and stops. They go back into the queue.
  void stop();
  /// Does the jobs that wait, in this thread, and answers how many. For tests and commands.
  Result<int> run_pending();

 private:
  struct Kind {
    Handler handler;
    Lane lane;
  };
  struct Repeated {
    std::chrono::seconds interval;
    std::function<void()> task;
  };
  struct State;
  Result<int> run_pending(const std::vector<std::string>& kinds);
  void run_lane(const std::vector<std::string>& kinds);
  void run_repeated(const Repeated& repeated);

  store::Store& store_;
  const Clock& clock_;
  std::map<std::string, Kind, std::less<>> kinds_;
  std::vector<Repeated> repeated_;
  std::unique_ptr<State> state_;
};

}  // namespace leadlight::jobs
