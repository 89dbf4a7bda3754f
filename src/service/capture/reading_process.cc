#include "service/capture/reading_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <new>

#include "base/bytes.h"

namespace leadlight::capture {
namespace {

using Length = std::uint32_t;

/// How the process ends of itself.
enum ReadingExit { kNoMemory = 71, kNonsense = 72, kNotStarted = 127 };
constexpr std::size_t kMostBytes = std::size_t{1} << 30;
constexpr int kDeathsWithoutAnswer = 5;

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kSanitized = true;  // Their shadow memory alone is beyond every limit.
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
constexpr bool kSanitized = true;
#else
constexpr bool kSanitized = false;
#endif
#else
constexpr bool kSanitized = false;
#endif

bool read_all(int from, char* into, std::size_t size) {
  while (size > 0) {
    const ssize_t got = ::read(from, into, size);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) return false;
    into += got;
    size -= static_cast<std::size_t>(got);
  }
  return true;
}

bool write_all(int to, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t put = ::write(to, bytes.data(), bytes.size());
    if (put < 0 && errno == EINTR) continue;
    if (put <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(put));
  }
  return true;
}

void limit_memory(std::size_t bytes) {
  if (kSanitized) return;
  const rlimit limit{bytes, bytes};
  ::setrlimit(RLIMIT_AS, &limit);
}

/// So much from now on: the limit counts from the beginning of the process.
void limit_processor(std::chrono::seconds more) {
  rusage used{};
  ::getrusage(RUSAGE_SELF, &used);
  rlimit limit{};
  ::getrlimit(RLIMIT_CPU, &limit);
  limit.rlim_cur = static_cast<rlim_t>(used.ru_utime.tv_sec + used.ru_stime.tv_sec + 1 + more.count());
  ::setrlimit(RLIMIT_CPU, &limit);
}

std::string death_of(int status, bool silent, const ReadingLimits& limits) {
  if (silent) return fmt::format("reading it took longer than {} s", limits.patience.count());
  if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
    return fmt::format("reading it took more than {} s of processor time", limits.processor.count());
  if (WIFSIGNALED(status)) return fmt::format("the reader broke on it ({})", ::strsignal(WTERMSIG(status)));
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNoMemory)
    return fmt::format("reading it took more than {} MB of memory", limits.memory_bytes >> 20);
  return "the reader ended while it read it";
}

void append_frame(std::string& bytes, std::string_view what) {
  base::append_bytes(bytes, static_cast<Length>(what.size()));
  bytes.append(what);
}

/// Cuts whole answers off the front; false for one longer than any can be.
bool take_answers(std::string& heard, std::vector<ReadingProcess::Answer>& answers) {
  std::size_t at = 0;
  while (heard.size() - at >= sizeof(Length)) {
    const auto size = base::bytes_at<Length>(heard, at);
    if (size > kMostBytes) return false;
    if (heard.size() - at - sizeof(Length) < size) break;
    answers.emplace_back(heard.substr(at + sizeof(Length), size));
    at += sizeof(Length) + size;
  }
  heard.erase(0, at);
  return true;
}

}  // namespace

void serve_requests(int in, int out, const ReadingLimits& limits, const ReadRequest& read) {
  limit_memory(limits.memory_bytes);
  const rlimit no_core{0, 0};
  ::setrlimit(RLIMIT_CORE, &no_core);
  std::string request;
  try {
    for (std::array<char, sizeof(Length)> head; read_all(in, head.data(), head.size());) {
      const auto size = base::bytes_at<Length>({head.data(), head.size()}, 0);
      if (size > kMostBytes) ::_exit(kNonsense);
      request.resize(size);
      if (!read_all(in, request.data(), size)) return;
      limit_processor(limits.processor);
      std::string frame;
      append_frame(frame, read(request));
      if (!write_all(out, frame)) return;
    }
  } catch (const std::bad_alloc&) {
    ::_exit(kNoMemory);
  }
}

ReadingProgram ReadingProgram::in_zone(const std::string& time_zone) const {
  ReadingProgram program = *this;
  if (!program.arguments.empty()) program.arguments.insert(program.arguments.end(), {"--time-zone", time_zone});
  return program;
}

ReadingProcess::ReadingProcess(ReadingProgram program, ReadingLimits limits)
    : program_(std::move(program)), limits_(limits) {}

ReadingProcess::~ReadingProcess() {
  stop();
}

/// Only calls that are safe after fork in a program with threads, unless a test asks for a copy.
Result<void> ReadingProcess::start() {
  std::array<int, 2> ends{};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return fail(ErrorCode::Unavailable, "no channel to a reading process: {}", std::strerror(errno));
  std::vector<char*> argv;
  for (const std::string& argument : program_.arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const int nowhere = ::open("/dev/null", O_WRONLY | O_CLOEXEC);
  const pid_t child = ::fork();
  if (child == 0) {
    ::close(ends[0]);
    if (nowhere >= 0) ::dup2(nowhere, STDERR_FILENO);
    if (program_.in_copy) {
      serve_requests(ends[1], ends[1], limits_, program_.in_copy);
      ::_exit(0);
    }
    ::dup2(ends[1], STDIN_FILENO);
    ::dup2(ends[1], STDOUT_FILENO);
    ::execv("/proc/self/exe", argv.data());
    ::_exit(kNotStarted);
  }
  const int why = errno;
  ::close(ends[1]);
  if (nowhere >= 0) ::close(nowhere);
  if (child < 0) {
    ::close(ends[0]);
    return fail(ErrorCode::Unavailable, "a reading process could not be started: {}", std::strerror(why));
  }
  ::fcntl(ends[0], F_SETFL, O_NONBLOCK);
  child_ = child;
  channel_ = ends[0];
  return {};
}

void ReadingProcess::stop() {
  if (channel_ >= 0) ::close(channel_);
  channel_ = -1;
  if (child_ <= 0) return;
  // It waits for requests, or it is to give up the one it has.
  ::kill(child_, SIGKILL);
  while (::waitpid(child_, nullptr, 0) < 0 && errno == EINTR) {
  }
  child_ = -1;
}

ReadingProcess::Died ReadingProcess::reap(bool silent) {
  if (silent) ::kill(child_, SIGKILL);
  ::close(channel_);
  channel_ = -1;
  int status = 0;
  while (::waitpid(child_, &status, 0) < 0 && errno == EINTR) {
  }
  child_ = -1;
  ++deaths_;
  if (WIFEXITED(status) && WEXITSTATUS(status) == kNotStarted)
    return {Error(ErrorCode::Unavailable, "the reading process could not be started")};
  return {Error(ErrorCode::Corrupt, death_of(status, silent, limits_))};
}

std::optional<ReadingProcess::Died> ReadingProcess::exchange(std::span<const std::string> requests,
                                                             std::vector<Answer>& answers) {
  const auto patience = static_cast<int>(std::chrono::milliseconds(limits_.patience).count());
  const std::size_t wanted = answers.size() + requests.size();
  said_.clear();
  heard_.clear();
  for (const std::string& request : requests) append_frame(said_, request);
  std::string_view to_say = said_;
  std::array<char, std::size_t{64} << 10> buffer{};
  while (answers.size() < wanted) {
    pollfd wait{channel_, static_cast<short>(to_say.empty() ? POLLIN : POLLIN | POLLOUT), 0};
    const int ready = ::poll(&wait, 1, patience);
    if (ready < 0 && errno == EINTR) continue;
    if (ready <= 0) return reap(true);
    if ((wait.revents & POLLOUT) != 0) {
      const ssize_t put = ::send(channel_, to_say.data(), to_say.size(), MSG_NOSIGNAL);
      if (put > 0) to_say.remove_prefix(static_cast<std::size_t>(put));
    }
    if ((wait.revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
    const ssize_t got = ::recv(channel_, buffer.data(), buffer.size(), 0);
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (got <= 0) return reap(false);
    heard_.append(buffer.data(), static_cast<std::size_t>(got));
    if (!take_answers(heard_, answers)) return reap(true);
    ever_answered_ = ever_answered_ || !answers.empty();
  }
  return std::nullopt;
}

Result<std::vector<ReadingProcess::Answer>> ReadingProcess::ask(std::span<const std::string> requests) {
  std::vector<Answer> answers;
  answers.reserve(requests.size());
  const auto give_up = [&](const Died& died) {
    return died.why.code() == ErrorCode::Unavailable || (!ever_answered_ && deaths_ >= kDeathsWithoutAnswer);
  };
  while (answers.size() < requests.size()) {
    if (child_ < 0) TRY(start());
    const auto died = exchange(requests.subspan(answers.size()), answers);
    if (!died) break;
    if (give_up(*died)) return fail(Error(ErrorCode::Unavailable, died->why.message()));
    TRY(start());
    const auto again = exchange(requests.subspan(answers.size(), 1), answers);
    if (again && give_up(*again)) return fail(Error(ErrorCode::Unavailable, again->why.message()));
    if (again) answers.emplace_back(fail(again->why));
  }
  return answers;
}

}  // namespace leadlight::capture
