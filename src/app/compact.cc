// leadlight compact: thins out the old part of the ledger of scores.

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"
#include "service/scoring/scoring.h"

namespace leadlight::app {
namespace {

struct CompactOptions {
  DatabaseOptions database;
  bool json = false;
};

Result<void> compact(const CompactOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  scoring::ScoringService scoring(*store, clock);
  ProgressLine line("compact");
  const auto done =
      TRY(scoring.compact_ledger(clock.now(), [&](double share, std::string_view step, std::int64_t, std::int64_t) {
        line.show(share, step);
        return true;
      }));
  if (options.json) {
    print_json({{"looked_at", done.looked_at}, {"removed", done.removed}});
  } else {
    fmt::print("{} of {} old lines of the ledger are gone\n", done.removed, done.looked_at);
  }
  return {};
}

}  // namespace

void add_compact(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<CompactOptions>();
  CLI::App* command = program.add_subcommand(
      "compact",
      "Thin out scores older than 90 days: one a week, one a month after a year, and whatever tells of a change");
  options->database.add_to(*command);
  command->add_flag("--json", options->json, "Answer as JSON");
  command->callback([=, &chosen] { chosen = [=] { return compact(*options); }; });
}

}  // namespace leadlight::app
