// leadlight rebuild: works out anew what changes keep up to date by themselves.

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"
#include "service/insight/kpi_rows.h"

namespace leadlight::app {
namespace {

struct RebuildOptions {
  DatabaseOptions database;
  bool json = false;
};

Result<void> rebuild_relations(const RebuildOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  ProgressLine line("relations");
  const std::int64_t rows = TRY(insight::rebuild(*store, clock, [&](std::int64_t done, std::int64_t total) {
    line.show(static_cast<double>(done) / static_cast<double>(total), fmt::format("{} of {} records", done, total));
    return true;
  }));
  if (options.json) {
    print_json({{"records", rows}});
  } else {
    fmt::print("the list columns of {} records say how their relationships stand now\n", rows);
  }
  return {};
}

}  // namespace

void add_rebuild(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<RebuildOptions>();
  CLI::App* command = program.add_subcommand("rebuild", "Work out anew what is kept up to date by every change");
  command->require_subcommand(1);
  CLI::App* relations = command->add_subcommand("relations", "Key figures and health of relationships in lists");
  options->database.add_to(*relations);
  relations->add_flag("--json", options->json, "Answer as JSON");
  relations->callback([=, &chosen] { chosen = [=] { return rebuild_relations(*options); }; });
}

}  // namespace leadlight::app
