#include "storage/sqlite/checkpointer.h"

#include "base/log.h"

namespace leadlight::sqlite {
namespace {

/// Pages (4 KiB) between two rounds: few enough that a round takes some milliseconds.
constexpr int kPagesBetween = 2'000;
/// Beyond this the log begins anew; it costs disk and time at the next start.
constexpr int kLongLog = 16'000;
/// The writer waits for a round that leaves it this few, ...
constexpr int kFewPages = 400;
/// ... but not beyond this.
constexpr int kTooLongLog = 4 * kLongLog;

}  // namespace

Checkpointer::Checkpointer(std::unique_ptr<SqliteConnection> connection)
    : connection_(std::move(connection)), longest_(kLongLog), thread_([this] { run(); }) {}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Checkpointer::ask_for_round(int pages) {
  begun_at_ = pages;
  {
    const std::lock_guard lock(mutex_);
    due_ = true;
  }
  wake_.notify_one();
}

void Checkpointer::log_has(int pages) {
  if (pages < begun_at_) {  // it began anew
    begun_at_ = 0;
    longest_ = kLongLog;
    const std::lock_guard lock(mutex_);
    in_file_ = 0;
  }
  if (pages - begun_at_ >= kPagesBetween) ask_for_round(pages);
}

bool Checkpointer::is_long(int pages) {
  if (pages <= longest_) return false;
  const int left = [&] {
    const std::lock_guard lock(mutex_);
    return pages - in_file_;
  }();
  if (left > kFewPages && pages < kTooLongLog) {
    if (pages - begun_at_ >= kFewPages) ask_for_round(pages);
    return false;
  }
  longest_ = pages + kPagesBetween;  // a reader may hold the log: not again at once
  return true;
}

void Checkpointer::run() {
  std::unique_lock lock(mutex_);
  while (true) {
    wake_.wait(lock, [this] { return due_ || stopping_; });
    if (stopping_) return;
    due_ = false;
    lock.unlock();
    const auto done = connection_->checkpoint();
    if (!done) base::log(base::LogLevel::Warning, "storage", "checkpoint_failed", {{"error", done.error().message()}});
    lock.lock();
    if (done) in_file_ = *done;
  }
}

}  // namespace leadlight::sqlite
