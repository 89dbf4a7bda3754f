// The one program: leadlight COMMAND ...

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>
#include <exception>

#include "app/command.h"

namespace leadlight::app {
namespace {

constexpr int kFailed = 1;
constexpr int kWrongUse = 2;

/// libgomp reads how its threads wait when it is loaded, before main: the only way to choose is to start again.
/// Threads that go on spinning make a training many times slower where something else wants the processors. A short
/// while of it saves the sleep between two small loops: of 97,000 leads a training took 31 s in place of 36.
void wait_passively(char** argv) {
  if (getenv("OMP_WAIT_POLICY") != nullptr) return;
  setenv("OMP_WAIT_POLICY", "passive", 1);
  setenv("GOMP_SPINCOUNT", "20000", 0);
  execv("/proc/self/exe", argv);
  // Without /proc it runs as it is.
}

int run(int argc, char** argv) {
  CLI::App program("Leadlight: whom to call next, why, and how the relationship stands.", "leadlight");
  program.require_subcommand(1);
  program.set_version_flag("--version", LEADLIGHT_VERSION);
  program.get_formatter()->column_width(34);
  Run chosen;
  add_commands(program, chosen);
  try {
    program.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return program.exit(error) == 0 ? 0 : kWrongUse;
  }
  const Result<void> result = chosen();
  if (result) return 0;
  fmt::print(stderr, "leadlight: {}\n", result.error().to_string());
  return base::error_traits(result.error().code()).exit_code;
}

}  // namespace
}  // namespace leadlight::app

int main(int argc, char** argv) {
  leadlight::app::wait_passively(argv);
  try {
    return leadlight::app::run(argc, argv);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "leadlight: internal error: %s\n", error.what());
    return leadlight::app::kFailed;
  }
}
