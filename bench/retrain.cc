// retrain: a new version learned from all closed leads of the demo company and judged, then every open lead scored anew
// with its reasons.
//
// `leadlight train` and `leadlight publish` as processes of their own on the embedded database of 20,000 leads (full:
// 462,000, of which about 324,000 are closed). What is measured is all of it: reading the rows as they were before
// their close, guard, screen, choice of the forest by cross-validation, judging on the newest fifth, learning again
// from all, the evidence of every value; then score, reasons, trend and ledger of every open lead. Making the company
// is not.
//
// - train, score: seconds of either; all: both together.
// - memory: the larger of the two peaks, in MB.
//
// The recorded peer learned from as many rows without judging itself: 48 s and 1,680 MB.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/log.h"
#include "figure.h"
#include "must_have.h"
#include "program.h"
#include "storage/sqlite/sqlite_store.h"

namespace leadlight::bench {
namespace {

struct Used {
  double seconds = 0;
  double megabytes = 0;  ///< most at one time
};

/// Runs the program and waits. Throws when it fails.
Used run_program(const std::string& data, const std::vector<std::string>& arguments) {
  std::vector<std::string> words{program()};
  words.insert(words.end(), arguments.begin(), arguments.end());
  words.insert(words.end(), {"--data", data});
  std::vector<char*> argv;
  for (std::string& word : words) argv.push_back(word.data());
  argv.push_back(nullptr);
  const double begin = wall_seconds();
  const pid_t child = ::fork();
  if (child == 0) {
    ::setenv("OMP_WAIT_POLICY", "passive", 1);
    const int nowhere = ::open("/dev/null", O_WRONLY);
    ::dup2(nowhere, STDOUT_FILENO);
    ::dup2(nowhere, STDERR_FILENO);
    ::execv(argv.front(), argv.data());
    ::_exit(127);
  }
  int status = 0;
  rusage usage{};
  if (child < 0 || ::wait4(child, &status, 0, &usage) != child || status != 0) {
    throw std::runtime_error(fmt::format("leadlight {} failed", arguments.front()));
  }
  constexpr double kKilobytesAMegabyte = 1000.0 / 1.024;  // ru_maxrss counts units of 1,024 bytes
  return {wall_seconds() - begin, static_cast<double>(usage.ru_maxrss) / kKilobytesAMegabyte};
}

std::int64_t count_leads(const std::string& data, const query::FilterPtr& filter) {
  const base::SystemClock clock;
  const auto store = must_have(sqlite::open_sqlite(data, clock));
  must_have(store->migrate());
  return must_have(must_have(store->snapshot())->count("lead", filter, store::Caller::system()));
}

void run_retrain(Run& run) {
  base::set_log_level(base::LogLevel::Warning);
  const int leads = run.full() ? 462'000 : 20'000;
  const std::string data = (run.data_dir() / fmt::format("company-{}", leads)).string();
  if (!std::filesystem::exists(data)) {
    output_of(fmt::format("{} demo --data {} --leads {} --seed 1 --json 2>/dev/null", shell_word(program()),
                          shell_word(data), leads));
  }
  const auto open = count_leads(data, query::equals("statecode", std::int64_t{0}));
  run.note(
      fmt::format("{} closed leads to learn from, {} open ones to score", count_leads(data, nullptr) - open, open));
  const Used train = run_program(data, {"train", "--table", "lead"});
  const Used publish = run_program(data, {"publish", "--table", "lead"});
  const auto figure = [&](std::string part, double value, std::string unit, std::optional<Peer> peer,
                          std::optional<Must> must) {
    run.report({.part = std::move(part),
                .value = value,
                .unit = std::move(unit),
                .better = Better::Lower,
                .peer = std::move(peer),
                .must = run.full() ? must : std::nullopt});
  };
  const auto recorded = [&](double value) {
    return run.full() ? std::optional(Peer{value, "gradient boosting without validation, same rows and machine class"})
                      : std::nullopt;
  };
  figure("train", train.seconds, "s", {}, {});
  figure("score", publish.seconds, "s", {}, {});
  figure("all", train.seconds + publish.seconds, "s", recorded(48), must_value(45));
  figure("memory", std::max(train.megabytes, publish.megabytes), "MB", recorded(1'680), must_value(700));
}

const Registrar kRetrain{"retrain", "a version learned from all closed leads, and every open one scored", run_retrain};

}  // namespace
}  // namespace leadlight::bench
