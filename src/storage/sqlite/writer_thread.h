// The thread that owns the writing connection.
//
// 1. Requests are done one after another, in the order they came.
// 2. What waits when a transaction begins, or comes while it runs, shares its commit: one wait for the disk for many.
//    What is done in the background (base/thread.h) takes long, and joins no transaction that somebody waits for.
// 3. Each request but the first has a savepoint, so that one that fails leaves nothing and harms nobody. Where the
//    first fails, the transaction is undone, and none has joined it. Without a savepoint around it a request of very
//    many statements is fast: at the end of each SQLite walks through all that it keeps for the savepoint.
// 4. A request is answered after the commit. When the commit fails, all of its requests fail.
// 5. What was committed is brought into the database file by another thread (checkpointer.h).
#pragma once

#include <condition_variable>
#include <deque>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <thread>

#include "base/random.h"
#include "base/thread.h"
#include "base/time.h"
#include "storage/sqlite/checkpointer.h"
#include "storage/sqlite/sqlite_connection.h"
#include "storage/store/metadata.h"
#include "storage/store/store.h"

namespace leadlight::sqlite {

class WriterThread {
 public:
  /// `checkpoints`: a second connection to the same file. `cache` and `clock` outlive it.
  WriterThread(std::unique_ptr<SqliteConnection> connection, std::unique_ptr<SqliteConnection> checkpoints,
               store::SchemaCache& cache, const Clock& clock);
  /// Finishes what was asked for, then stops.
  ~WriterThread();

  /// Runs `work` in a transaction, returns when it is durable. @threads any
  Result<void> write(const std::function<Result<void>(store::Transaction&)>& work);
  /// Runs `work` in a transaction that no other request shares: for changes of tables. @threads any
  Result<void> alone(const std::function<Result<void>(store::Connection&)>& work);

 private:
  struct Request {
    const std::function<Result<void>(store::Transaction&)>* work = nullptr;
    const std::function<Result<void>(store::Connection&)>* alone = nullptr;
    bool background = base::is_background();
    bool redoable = base::is_redoable();
    std::chrono::steady_clock::time_point since = std::chrono::steady_clock::now();
    std::promise<Result<void>> answer;
  };
  Result<void> submit(Request request);
  void run();
  /// The request whose turn it is, of a queue that is not empty.
  Request take_next();
  std::optional<Request> next_in_batch(std::size_t done, Timestamp began);
  void run_batch(Request first);
  void run_alone(Request request);
  Result<void> run_work(const Request& request, const std::shared_ptr<const record::Schema>& schema);
  Result<void> run_after_others(const Request& request, const std::shared_ptr<const record::Schema>& schema);
  Result<void> begin(bool redoable);
  /// An error where the database itself has ended the transaction, as on a full disk; `done` may say why.
  Result<void> if_still_open(const Result<void>& done) const;
  void roll_back();
  void tend_log();

  std::unique_ptr<SqliteConnection> connection_;
  Checkpointer checkpointer_;
  store::SchemaCache& cache_;
  const Clock& clock_;
  base::Random random_;
  std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<Request> queue_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace leadlight::sqlite
