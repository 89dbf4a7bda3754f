// leadlight user create | password | list

#include <fmt/format.h>
#include <unistd.h>


#include "app/command.h"
#include "app/database.h"
#include "service/access/access.h"

namespace leadlight::app {
namespace {

struct UserOptions {
  DatabaseOptions database;
  access::NewUser user;
  bool password_from_stdin = false;
  bool json = false;
};

Result<void> create(UserOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  if (options.password_from_stdin) options.user.password = TRY(read_password());
  access::AccessService access(*store, clock);
  const auto created = TRY(access.create_user(options.user));
  if (options.json) {
    print_json({{"id", created.id.to_string()}, {"name", options.user.name}, {"password", created.password}});
  } else if (options.password_from_stdin) {
    fmt::print("user {} made\n", options.user.name);
  } else {
    fmt::print("user {} made; password (shown only now): {}\n", options.user.name, created.password);
  }
  return {};
}

Result<void> set_password(UserOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  const std::string password = options.password_from_stdin ? TRY(read_password()) : access::random_password();
  access::AccessService access(*store, clock);
  TRY(access.set_password(options.user.name, password));
  fmt::print("password of {} set{}\n", options.user.name,
             options.password_from_stdin ? "" : "; the new one (shown only now): " + password);
  return {};
}

Result<void> list(const UserOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  const auto snapshot = TRY(store->snapshot());
  query::Query query;
  query.table = "systemuser";
  query.columns = {"domainname", "fullname"};
  query.order = {{query::Path{{}, {}, "domainname"}, query::Direction::Ascending}};
  OrderedJson users = OrderedJson::array();
  TRY(snapshot->scan(query, store::Caller::system(), [&](record::Record&& row) -> Result<bool> {
    const std::string name = record::to_string(row.get("domainname")), full = record::to_string(row.get("fullname"));
    if (options.json) {
      users.push_back({{"id", row.id.to_string()}, {"name", name}, {"full_name", full}});
    } else {
      fmt::print("{}  {}\n", name, full);
    }
    return true;
  }));
  if (options.json) print_json(users);
  return {};
}

}  // namespace

void add_user(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<UserOptions>();
  CLI::App* user = program.add_subcommand("user", "Make users, set passwords");
  user->require_subcommand(1);

  CLI::App* make = user->add_subcommand("create", "Make a user");
  options->database.add_to(*make);
  make->add_option("--name", options->user.name, "Name to sign in with")->required();
  make->add_option("--full-name", options->user.full_name, "Name to show");
  make->add_option("--role", options->user.role, "Administrator, \"Sales manager\" or Salesperson")->required();
  make->add_option("--business-unit", options->user.business_unit, "Made when absent");
  make->add_flag("--password-stdin", options->password_from_stdin, "Read the password from standard input");
  make->add_flag("--json", options->json, "Answer as JSON");
  make->callback([=, &chosen] { chosen = [=] { return create(*options); }; });

  CLI::App* password = user->add_subcommand("password", "Set a user's password and end the user's sessions");
  options->database.add_to(*password);
  password->add_option("--name", options->user.name, "Name to sign in with")->required();
  password->add_flag("--password-stdin", options->password_from_stdin, "Read it from standard input");
  password->callback([=, &chosen] { chosen = [=] { return set_password(*options); }; });

  CLI::App* show = user->add_subcommand("list", "List the users");
  options->database.add_to(*show);
  show->add_flag("--json", options->json, "Answer as JSON");
  show->callback([=, &chosen] { chosen = [=] { return list(*options); }; });
}

}  // namespace leadlight::app
