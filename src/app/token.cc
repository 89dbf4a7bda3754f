// leadlight token create

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"
#include "service/access/access.h"

namespace leadlight::app {
namespace {

struct TokenOptions {
  DatabaseOptions database;
  std::string user;
  std::string label = "command line";
  int days = 0;
};

Result<void> create(const TokenOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  access::AccessService access(*store, clock);
  std::optional<Timestamp> expires;
  if (options.days > 0) expires = clock.now() + std::chrono::days(options.days);
  const std::string token = TRY(access.create_token(options.user, options.label, expires));
  fmt::print(stderr, "A bearer token for {}; it is shown only now:\n", options.user);
  fmt::print("{}\n", token);
  return {};
}

}  // namespace

void add_token(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<TokenOptions>();
  CLI::App* token = program.add_subcommand("token", "Make tokens for programs");
  token->require_subcommand(1);
  CLI::App* make = token->add_subcommand("create", "Print a new bearer token (the last line) for a user");
  options->database.add_to(*make);
  make->add_option("--user", options->user, "Whose rights it has")->required();
  make->add_option("--label", options->label, "What it is for")->capture_default_str();
  make->add_option("--days", options->days, "Days until it expires; 0: never")
      ->check(CLI::Range(0, 3650))
      ->capture_default_str();
  make->callback([=, &chosen] { chosen = [=] { return create(*options); }; });
}

}  // namespace leadlight::app
