// Long work: queued in the database, done by a worker, visible and cancellable (table ll_job).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "storage/store/store.h"

namespace leadlight::jobs {

/// What a running job may say and must ask.
class Progress {
 public:
  virtual ~Progress() = default;
  /// Tells how far it is (0..1) and at what; answers false when the job has been cancelled. Cheap to call often:
  /// written to the database at most a few times a second.
  virtual bool report(double share, std::string_view step, std::int64_t done = 0, std::int64_t total = 0) = 0;
};

using Handler = std::function<Result<Json>(const Json& payload, Progress& progress)>;

/// Adds a job and answers its id (a row of ll_job).
Result<Uuid> enqueue(store::Store& store, std::string_view kind, const Json& payload, const store::Caller& caller);
/// Asks a queued or running job to stop.
Result<void> cancel(store::Store& store, const Uuid& job, const store::Caller& caller);

/// Takes jobs one after another: claims by a short update with a lease and heartbeat, works outside any transaction,
/// and finishes only if the lease is still its own. A job whose worker died is taken again when its lease ends.
class Worker {
 public:
  Worker(store::Store& store, const Clock& clock);
  ~Worker();

  void handle(std::string kind, Handler handler);
  /// Starts the worker's thread.
  void start();
  /// Lets the running job see a cancellation, waits for it, and stops.
  void stop();
  /// Does the jobs that wait, in this thread, and answers how many. For tests and commands.
  Result<int> run_pending();

 private:
  struct State;
  store::Store& store_;
  const Clock& clock_;
  std::map<std::string, Handler, std::less<>> handlers_;
  std::unique_ptr<State> state_;
};

}  // namespace leadlight::jobs
