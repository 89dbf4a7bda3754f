#include "server/http/stream.h"

#include <utility>

namespace leadlight::http {

void Stream::wake_up(std::unique_lock<std::mutex>& lock) {
  const auto wake = wake_;
  lock.unlock();
  if (wake) wake();
}

bool Stream::write(std::string_view bytes) {
  std::unique_lock lock(mutex_);
  if (!open_) return false;
  const bool fits = waiting_.size() + bytes.size() <= limit_;
  if (fits) {
    waiting_.append(bytes);
  } else {
    open_ = false;
    waiting_.clear();
  }
  wake_up(lock);
  return fits;
}

void Stream::close() {
  std::unique_lock lock(mutex_);
  if (!open_) return;
  open_ = false;
  wake_up(lock);
}

bool Stream::is_open() const {
  std::lock_guard lock(mutex_);
  return open_;
}

void Stream::on_change(std::function<void()> wake) {
  std::unique_lock lock(mutex_);
  wake_ = std::move(wake);
  const bool now = !waiting_.empty() || !open_;
  if (now) wake_up(lock);
}

std::string Stream::take() {
  std::lock_guard lock(mutex_);
  return std::exchange(waiting_, {});
}

void Stream::abandon() {
  std::lock_guard lock(mutex_);
  open_ = false;
  waiting_.clear();
  wake_ = nullptr;
}

}  // namespace leadlight::http
