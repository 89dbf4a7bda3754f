#include "storage/sqlite/writer_thread.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <random>
#include <utility>
#include <vector>

#include "base/log.h"
#include "storage/store/sql_snapshot.h"

namespace leadlight::sqlite {
namespace {

/// A commit is shared by at most so many, and waits at most so long for more.
constexpr std::size_t kMaxBatch = 256;
constexpr std::chrono::milliseconds kMaxBatchTime{20};
/// Work in the background lets others go first, but not for longer than this.
constexpr std::chrono::milliseconds kMaxGivenWay{200};

std::uint64_t seed() {
  std::random_device device;
  return std::uint64_t{device()} << 32 | device();
}

}  // namespace

WriterThread::WriterThread(std::unique_ptr<SqliteConnection> connection, std::unique_ptr<SqliteConnection> checkpoints,
                           store::SchemaCache& cache, const Clock& clock)
    : connection_(std::move(connection)),
      checkpointer_(std::move(checkpoints)),
      cache_(cache),
      clock_(clock),
      random_(seed()),
      thread_([this] { run(); }) {}

WriterThread::~WriterThread() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

Result<void> WriterThread::submit(Request request) {
  if (std::this_thread::get_id() == thread_.get_id()) {
    return fail(ErrorCode::Internal,
                "write() was called from within write(): the outer one would wait for itself; pass its Transaction on");
  }
  std::future<Result<void>> answer = request.answer.get_future();
  {
    const std::lock_guard lock(mutex_);
    queue_.push_back(std::move(request));
  }
  wake_.notify_one();
  return answer.get();
}

Result<void> WriterThread::write(const std::function<Result<void>(store::Transaction&)>& work) {
  return submit({.work = &work});
}

Result<void> WriterThread::alone(const std::function<Result<void>(store::Connection&)>& work) {
  return submit({.alone = &work});
}

void WriterThread::run() {
  while (true) {
    std::unique_lock lock(mutex_);
    wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return;
    Request request = take_next();
    lock.unlock();
    if (request.alone != nullptr) {
      run_alone(std::move(request));
    } else {
      run_batch(std::move(request));
    }
    tend_log();
  }
}

WriterThread::Request WriterThread::take_next() {
  const auto now = std::chrono::steady_clock::now();
  auto next = std::ranges::find_if(
      queue_, [&](const Request& request) { return !request.background || now - request.since > kMaxGivenWay; });
  if (next == queue_.end()) next = queue_.begin();
  Request request = std::move(*next);
  queue_.erase(next);
  return request;
}

std::optional<WriterThread::Request> WriterThread::next_in_batch(std::size_t done, Timestamp began) {
  if (done >= kMaxBatch || base::SystemClock().now() - began > kMaxBatchTime) return std::nullopt;
  const std::lock_guard lock(mutex_);
  const auto next = std::ranges::find_if(queue_, [](const Request& request) { return !request.background; });
  if (next == queue_.end() || next->alone != nullptr) return std::nullopt;
  Request request = std::move(*next);
  queue_.erase(next);
  return request;
}

Result<void> WriterThread::begin(bool redoable) {
  TRY(connection_->sync_commits(!redoable));
  return connection_->run_script("BEGIN IMMEDIATE");
}

/// After the answers, so that nobody waits for it who need not.
void WriterThread::tend_log() {
  const int pages = connection_->log_pages();
  checkpointer_.log_has(pages);
  if (!checkpointer_.is_long(pages)) return;
  const auto done = connection_->checkpoint();
  if (!done) base::log(base::LogLevel::Warning, "storage", "checkpoint_failed", {{"error", done.error().message()}});
}

void WriterThread::roll_back() {
  if (!connection_->in_transaction()) return;
  const auto done = connection_->run_script("ROLLBACK");
  if (!done) base::log(base::LogLevel::Error, "storage", "rollback_failed", {{"error", done.error().message()}});
}

Result<void> WriterThread::if_still_open(const Result<void>& done) const {
  if (connection_->in_transaction()) return {};
  return fail(ErrorCode::Unavailable, "the database ended the transaction: {}",
              done ? "unknown reason" : done.error().message());
}

Result<void> WriterThread::run_work(const Request& request, const std::shared_ptr<const record::Schema>& schema) {
  store::SqlTransaction transaction(*connection_, schema, clock_.now(), random_);
  try {
    TRY((*request.work)(transaction));
  } catch (const std::exception& e) {
    return fail(ErrorCode::Internal, "a transaction ended by an exception: {}", e.what());
  }
  if (transaction.failure()) return fail(*transaction.failure());
  return {};
}

Result<void> WriterThread::run_after_others(const Request& request,
                                            const std::shared_ptr<const record::Schema>& schema) {
  TRY(connection_->run_script("SAVEPOINT request"));
  Result<void> done = run_work(request, schema);
  if (!connection_->in_transaction()) return done;  // the caller sees that the whole batch is gone
  if (!done) TRY(connection_->run_script("ROLLBACK TO request"));
  TRY(connection_->run_script("RELEASE request"));
  return done;
}

void WriterThread::run_batch(Request first) {
  std::vector<std::pair<std::promise<Result<void>>, Result<void>>> answers;
  const bool redoable = first.redoable;
  Result<void> batch = begin(redoable);
  const auto schema = batch ? cache_.current(*connection_) : Result<std::shared_ptr<const record::Schema>>();
  if (batch && !schema) batch = fail(schema.error());
  const Timestamp began = base::SystemClock().now();
  if (batch) batch = run_work(first, *schema);
  if (batch) batch = if_still_open(batch);
  if (!batch) {
    roll_back();
    first.answer.set_value(std::move(batch));
    return;
  }
  answers.emplace_back(std::move(first.answer), Result<void>());
  // Nobody joins a commit that does not wait for the disk.
  while (batch && !redoable) {
    std::optional<Request> request = next_in_batch(answers.size(), began);
    if (!request) break;
    Result<void> done = run_after_others(*request, *schema);
    batch = if_still_open(done);
    answers.emplace_back(std::move(request->answer), std::move(done));
  }
  if (batch) batch = connection_->run_script("COMMIT");
  if (!batch) roll_back();
  for (auto& [promise, done] : answers) promise.set_value(batch || !done ? std::move(done) : batch);
}

void WriterThread::run_alone(Request request) {
  Result<void> done = [&]() -> Result<void> {
    TRY(begin(false));
    try {
      TRY((*request.alone)(*connection_));
    } catch (const std::exception& e) {
      return fail(ErrorCode::Internal, "a transaction ended by an exception: {}", e.what());
    }
    return connection_->run_script("COMMIT");
  }();
  if (!done) roll_back();
  request.answer.set_value(std::move(done));
}

}  // namespace leadlight::sqlite
