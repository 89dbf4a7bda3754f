#include "app/training_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <vector>

#include "base/text.h"

namespace leadlight::app {
namespace {

constexpr int kNiceness = 10;
constexpr int kPollMillis = 200;
constexpr size_t kMostErrorText = 8'192;

struct Pipe {
  int read = -1, write = -1;
  ~Pipe() {
    close_end(read);
    close_end(write);
  }
  static void close_end(int& end) {
    if (end >= 0) ::close(end);
    end = -1;
  }
  bool open() {
    std::array<int, 2> ends{};
    if (::pipe2(ends.data(), O_CLOEXEC) != 0) return false;
    read = ends[0];
    write = ends[1];
    return true;
  }
};

std::vector<std::string> arguments(const DatabaseOptions& database, const Json& payload) {
  std::vector<std::string> args = {"leadlight", "train", "--progress-lines"};
  for (std::string& part : database.as_arguments()) args.push_back(std::move(part));
  const std::string model = payload.value("model", "");
  if (!model.empty()) args.insert(args.end(), {"--model", model});
  if (payload.value("automatic", false)) args.emplace_back("--automatic");
  // `--keep=X`, so that a column whose name begins with a dash stays a value.
  for (const Json& column : payload.value("keep", Json::array())) args.push_back("--keep=" + column.get<std::string>());
  for (const Json& column : payload.value("drop", Json::array())) args.push_back("--drop=" + column.get<std::string>());
  return args;
}

/// Starts the child; only calls that are safe after fork in a program with threads.
Result<pid_t> start(const std::vector<std::string>& args, const Pipe& out, const Pipe& err) {
  std::vector<char*> argv;
  for (const std::string& arg : args) argv.push_back(const_cast<char*>(arg.c_str()));
  argv.push_back(nullptr);
  const pid_t parent = ::getpid();
  const pid_t child = ::fork();
  if (child < 0) return fail(ErrorCode::Unavailable, "could not start the training: {}", std::strerror(errno));
  if (child == 0) {
    // Whoever takes the job again trains anew: what outlived its server would add a version nobody asked for.
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (::getppid() != parent) ::_exit(127);
    ::dup2(out.write, STDOUT_FILENO);
    ::dup2(err.write, STDERR_FILENO);
    ::setpriority(PRIO_PROCESS, 0, kNiceness);
    ::execv("/proc/self/exe", argv.data());
    ::_exit(127);
  }
  return child;
}

/// Cuts whole lines off the front of `text`.
template <class F>
void take_lines(std::string& text, F&& line) {
  size_t end = 0;
  while ((end = text.find('\n')) != std::string::npos) {
    line(std::string_view(text).substr(0, end));
    text.erase(0, end + 1);
  }
}

/// What the child says while it runs.
struct Child {
  std::string out, errors, version;
  double share = 0;
  std::string step;

  void heard(std::string_view line) {
    if (line.starts_with("version ")) {
      version = line.substr(8);
    } else if (line.starts_with("progress ")) {
      line.remove_prefix(9);
      const size_t blank = line.find(' ');
      share = base::parse_double(line.substr(0, blank)).value_or(share);
      step = blank == std::string_view::npos ? "" : std::string(line.substr(blank + 1));
    }
  }
};

/// Reads what is there; false at the end of the stream.
bool read_some(int fd, std::string& into, size_t most) {
  std::array<char, 4096> buffer{};
  const ssize_t got = ::read(fd, buffer.data(), buffer.size());
  if (got > 0 && into.size() < most) into.append(buffer.data(), static_cast<size_t>(got));
  return got > 0 || (got < 0 && errno == EINTR);
}

}  // namespace

Result<Json> train_in_process(const DatabaseOptions& database, const Json& payload, jobs::Progress& progress) {
  Pipe out, err;
  if (!out.open() || !err.open())
    return fail(ErrorCode::Unavailable, "no pipe for the training: {}", std::strerror(errno));
  const pid_t child = TRY(start(arguments(database, payload), out, err));
  Pipe::close_end(out.write);
  Pipe::close_end(err.write);

  Child said;
  bool out_open = true, err_open = true, cancelled = false;
  while (out_open || err_open) {
    std::array<pollfd, 2> wait{{{out_open ? out.read : -1, POLLIN, 0}, {err_open ? err.read : -1, POLLIN, 0}}};
    ::poll(wait.data(), wait.size(), kPollMillis);
    if (wait[0].revents != 0) out_open = read_some(out.read, said.out, 1 << 20);
    if (wait[1].revents != 0) err_open = read_some(err.read, said.errors, kMostErrorText);
    take_lines(said.out, [&](std::string_view line) { said.heard(line); });
    if (!cancelled && !progress.report(said.share, said.step)) {
      cancelled = true;
      ::kill(child, SIGTERM);
    }
  }
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (cancelled) return fail(ErrorCode::Unavailable, "the training was cancelled");
  // Killed by the system (memory) or a person, not by what it met: that may be different the next time.
  if (WIFSIGNALED(status)) return fail(ErrorCode::Unavailable, "the training was ended by signal {}", WTERMSIG(status));
  if (!WIFEXITED(status) || WEXITSTATUS(status) != 0 || said.version.empty()) {
    std::string_view why = base::trim(said.errors);
    if (why.starts_with("leadlight: ")) why.remove_prefix(11);
    return fail(ErrorCode::InvalidInput, "{}", why.empty() ? "the training ended without an answer" : why);
  }
  return Json{{"model_version", said.version}};
}

}  // namespace leadlight::app
