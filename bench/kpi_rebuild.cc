#include "kpi_rebuild.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

#include "base/log.h"
#include "databases.h"
#include "many_activities.h"
#include "program.h"

namespace leadlight::bench {
namespace {

/// The pages of a file leave memory, so that the next to read it reads from the disk.
void forget(const std::filesystem::path& file) {
  const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return;
  ::fsync(descriptor);
  ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED);
  ::close(descriptor);
}

struct Cost {
  double seconds;
  double gigabytes;  ///< the most memory it had
};

Cost rebuild(const std::filesystem::path& folder) {
  const std::string file = program();
  const double start = wall_seconds();
  const pid_t child = ::fork();
  if (child == 0) {
    if (::freopen("/dev/null", "w", stdout) == nullptr) ::_exit(1);
    ::execl(file.c_str(), file.c_str(), "rebuild", "relations", "--data", folder.c_str(), "--json", nullptr);
    ::_exit(1);
  }
  int status = 0;
  rusage used{};
  if (child < 0 || ::wait4(child, &status, 0, &used) != child || status != 0) {
    throw std::runtime_error("leadlight rebuild relations failed");
  }
  return {wall_seconds() - start, static_cast<double>(used.ru_maxrss) / (1024.0 * 1024.0)};
}

}  // namespace

void run_kpi_rebuild(Run& run) {
  const base::SystemClock clock;
  const std::filesystem::path folder = run.data_dir() / (run.full() ? "ten-million" : "one-million");
  std::filesystem::create_directories(folder);
  const double begin = wall_seconds();
  ManyActivities made{};
  {
    Database database = databases(run, folder.filename().string()).front();
    made = many_activities(*database.open(clock), run.full() ? 100'000 : 10'000);
  }
  // Of a copy: the rows are all to be made.
  const std::filesystem::path copy = run.data_dir() / "copy";
  std::filesystem::remove_all(copy);
  std::filesystem::copy(folder, copy, std::filesystem::copy_options::recursive);
  for (const auto& entry : std::filesystem::directory_iterator(copy)) forget(entry.path());
  run.note(fmt::format("{} activities with {} parties in SQLite, made or found within {:.0f} s", made.activities,
                       made.parties, wall_seconds() - begin));
  const Cost first = rebuild(copy);
  run.report({.part = "rebuild",
              .value = first.seconds,
              .unit = "s",
              .better = Better::Lower,
              .peer = {},
              .must = run.full() ? std::optional(must_value(60)) : std::nullopt});
  run.report({.part = "rebuild-memory",
              .value = first.gigabytes,
              .unit = "GB",
              .better = Better::Lower,
              .peer = {},
              .must = must_value(4)});
  run.report({.part = "rebuild-again",
              .value = rebuild(copy).seconds,
              .unit = "s",
              .better = Better::Lower,
              .peer = {},
              .must = {}});
  std::filesystem::remove_all(copy);
}

}  // namespace leadlight::bench
