#include "storage/postgres/tool.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <libpq-fe.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "base/text.h"

extern char** environ;

namespace leadlight::postgres {
namespace {

/// The program's environment and the address's parts in place of what it said of them.
Result<std::vector<std::string>> environment_with(const std::string& url) {
  char* why = nullptr;
  PQconninfoOption* options = PQconninfoParse(url.c_str(), &why);
  if (options == nullptr) {
    std::string message = why != nullptr ? std::string(base::trim(why)) : "no address";
    PQfreemem(why);
    return fail(ErrorCode::InvalidInput, "PostgreSQL: {}", message);
  }
  std::vector<std::string> environment, names;
  for (const PQconninfoOption* option = options; option->keyword != nullptr; ++option) {
    if (option->envvar == nullptr || option->val == nullptr) continue;
    names.push_back(fmt::format("{}=", option->envvar));
    environment.push_back(names.back() + option->val);
  }
  PQconninfoFree(options);
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view text(*entry);
    bool replaced = false;
    for (const std::string& name : names) replaced = replaced || text.starts_with(name);
    if (!replaced) environment.emplace_back(text);
  }
  return environment;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (std::string& text : texts) all.push_back(text.data());
  all.push_back(nullptr);
  return all;
}

/// The last lines of what a program said before it ended.
std::string read_to_end(int descriptor) {
  constexpr std::size_t kKept = 2'000;
  std::string text;
  std::array<char, 4096> buffer;
  while (true) {
    const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    if (text.size() > kKept) text.erase(0, text.size() - kKept);
  }
  return std::string(base::trim(text));
}

}  // namespace

Result<void> run_tool(const std::string& program, std::vector<std::string> arguments, const std::string& url) {
  std::vector<std::string> environment = TRY(environment_with(url));
  arguments.insert(arguments.begin(), program);
  std::array<int, 2> ends{};
  if (::pipe2(ends.data(), O_CLOEXEC) != 0) return fail(ErrorCode::Unavailable, "no pipe: {}", std::strerror(errno));
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, ends[1], STDERR_FILENO);
  pid_t child = 0;
  const int failed = ::posix_spawnp(&child, program.c_str(), &actions, nullptr, pointers(arguments).data(),
                                    pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  ::close(ends[1]);
  if (failed != 0) {
    ::close(ends[0]);
    return fail(Error(ErrorCode::Unavailable, fmt::format("cannot run {}: {}", program, std::strerror(failed)),
                      "It comes with PostgreSQL's client programs: apt-get install postgresql-client."));
  }
  const std::string said = read_to_end(ends[0]);
  ::close(ends[0]);
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return {};
  return fail(ErrorCode::Unavailable, "{} failed: {}", program, said.empty() ? "it said nothing" : said);
}

}  // namespace leadlight::postgres
