// A response body that grows while it is sent: any thread adds to it, the connection takes what is there.
#pragma once

#include <functional>
#include <mutex>
#include <string>
#include <string_view>

namespace leadlight::http {

/// @threads any. Neither side waits for the other: a reader that leaves more than `limit` bytes lying is dropped.
class Stream {
 public:
  explicit Stream(std::size_t limit) : limit_(limit) {}

  /// False when the stream is over: closed, its reader gone, or too slow just now (which ends it).
  bool write(std::string_view bytes);
  /// What was written before is still sent.
  void close();
  bool is_open() const;

  /// For the connection: called, from any thread, whenever there is something to take or the end.
  void on_change(std::function<void()> wake);
  /// Everything that waits; empty when nothing does.
  std::string take();
  /// The reader is gone: what waits is thrown away.
  void abandon();

 private:
  void wake_up(std::unique_lock<std::mutex>& lock);

  const std::size_t limit_;
  mutable std::mutex mutex_;
  std::string waiting_;
  bool open_ = true;
  std::function<void()> wake_;
};

}  // namespace leadlight::http
