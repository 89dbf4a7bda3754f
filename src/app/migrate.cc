// leadlight migrate

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"

namespace leadlight::app {

void add_migrate(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<DatabaseOptions>();
  CLI::App* command = program.add_subcommand("migrate", "Make or upgrade the database (every command does so too)");
  options->add_to(*command);
  command->callback([=, &chosen] {
    chosen = [=]() -> Result<void> {
      const base::SystemClock clock;
      const auto store = TRY(open_database(*options, clock));
      fmt::print("the {} database is up to date\n", store->backend());
      return {};
    };
  });
}

}  // namespace leadlight::app
