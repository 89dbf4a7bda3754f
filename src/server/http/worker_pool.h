// The threads that run handlers, with a queue that has an end.
#pragma once

#include <atomic>
#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace leadlight::http {

/// @threads any
class WorkerPool {
 public:
  /// At most `queue_limit` tasks wait beside those that run.
  WorkerPool(int threads, std::size_t queue_limit);
  /// Does what waits, then ends.
  ~WorkerPool();

  /// False when the queue is full: the task was not taken. Tasks must not throw.
  bool submit(std::function<void()> task);
  std::size_t waiting() const;

 private:
  void work();

  const std::size_t queue_limit_;
  mutable std::mutex mutex_;
  std::condition_variable wake_;
  std::deque<std::function<void()>> queue_;
  bool ending_ = false;
  std::vector<std::thread> threads_;
};

}  // namespace leadlight::http
