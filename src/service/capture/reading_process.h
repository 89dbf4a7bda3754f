// A process that reads what strangers wrote, so that what harms the reader harms nothing else: it has little memory and
// time, and its death is an answer, too (docs/decisions/0023-reading-in-a-process.md).
#pragma once

#include <sys/types.h>

#include <chrono>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace leadlight::capture {

/// What the process may take.
struct ReadingLimits {
  std::size_t memory_bytes = std::size_t{3} << 30;  ///< Of addresses (RLIMIT_AS).
  std::chrono::seconds processor{30};               ///< For one request.
  std::chrono::seconds patience{60};                ///< Without an answer; longer than `processor`.
};

/// Answers one request; called in the process.
using ReadRequest = std::function<std::string(std::string_view request)>;

/// The life of the process: answers requests from `in` on `out`, one after the other, until there are no more.
/// @shape both ways: the length in 4 bytes, then the bytes
void serve_requests(int in, int out, const ReadingLimits& limits, const ReadRequest& read);

/// How the process comes to be: this program again with these arguments, or, for tests, a copy of this process.
struct ReadingProgram {
  std::vector<std::string> arguments = {};
  ReadRequest in_copy = {};

  /// The same for an organisation that keeps its calendar in this zone.
  ReadingProgram in_zone(const std::string& time_zone) const;
};

/// Asks the process and starts it again when it died.
/// @threads one at a time
class ReadingProcess {
 public:
  ReadingProcess(ReadingProgram program, ReadingLimits limits);
  ~ReadingProcess();
  ReadingProcess(const ReadingProcess&) = delete;
  ReadingProcess& operator=(const ReadingProcess&) = delete;

  /// What the process said, or why it did not live to.
  using Answer = Result<std::string>;

  /// An answer for each request. Where the process dies or is silent for too long, the request in hand is asked again
  /// alone: only what kills a process that has read nothing else is left without an answer.
  /// @errors Unavailable: the process cannot be started
  Result<std::vector<Answer>> ask(std::span<const std::string> requests);

  int deaths() const { return deaths_; }

 private:
  struct Died {
    Error why;
  };
  Result<void> start();
  void stop();
  /// Appends the answers that came; why there are no more, when the process died.
  std::optional<Died> exchange(std::span<const std::string> requests, std::vector<Answer>& answers);
  Died reap(bool silent);

  ReadingProgram program_;
  ReadingLimits limits_;
  pid_t child_ = -1;
  int channel_ = -1;
  int deaths_ = 0;
  bool ever_answered_ = false;
  std::string said_, heard_;  ///< of one exchange; members keep their memory for the next
};

}  // namespace leadlight::capture
