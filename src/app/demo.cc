// leadlight demo: the demo company, trained, published, with users to sign in as.

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/command.h"
#include "app/database.h"
#include "service/access/access.h"
#include "service/demo/generate.h"
#include "service/insight/kpi_rows.h"
#include "service/scoring/definition.h"
#include "service/scoring/scoring.h"

namespace leadlight::app {
namespace {

constexpr const char* kAdminName = "admin";

struct DemoCommand {
  DatabaseOptions database;
  demo::DemoOptions company;
  std::string sign_ins;
  bool json = false;
};

struct SignIn {
  std::string name, password, role;
};

Result<std::vector<SignIn>> make_sign_ins(access::AccessService& access, const demo::DemoSummary& company) {
  std::vector<SignIn> made;
  access::NewUser admin;
  admin.name = kAdminName;
  admin.full_name = "Administrator";
  admin.role = access::kAdministrator;
  made.push_back({kAdminName, TRY(access.create_user(admin)).password, std::string(access::kAdministrator)});
  for (const auto& [name, role] :
       {std::pair(company.manager, access::kSalesManager), {company.seller, access::kSalesperson}}) {
    const std::string password = access::random_password();
    TRY(access.set_password(name, password));
    made.push_back({name, password, std::string(role)});
  }
  return made;
}

/// Readable by its owner only: it holds passwords.
Result<void> write_sign_ins(const std::string& path, const std::vector<SignIn>& sign_ins) {
  std::string text;
  for (const SignIn& user : sign_ins) text += fmt::format("{:<20} {}   ({})\n", user.name, user.password, user.role);
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  const bool written = file >= 0 && ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
  if (file >= 0) ::close(file);
  if (!written) return fail(ErrorCode::Unavailable, "could not write the sign-ins to {}", path);
  return {};
}

/// Trains and publishes; answers how many open records got a score. A company too small to learn from is a company all
/// the same: then nothing is published, and why is said.
Result<std::int64_t> train_and_publish(store::Store& store, const Clock& clock, std::string_view table) {
  scoring::ScoringService scoring(store, clock);
  scoring::TrainRequest request;
  request.model = TRY(scoring.default_model(table));
  Uuid version;
  {
    ProgressLine line(fmt::format("demo: training {} scores", table));
    version = TRY(scoring.train(request, [&](double share, std::string_view step, std::int64_t, std::int64_t) {
      line.show(share, step);
      return true;
    }));
  }
  const Result<void> published = scoring.publish(version, store::Caller::system());
  if (!published && published.error().code() == ErrorCode::Conflict) {
    fmt::print(stderr, "demo: no model is published: {}\n", published.error().to_string());
    return 0;
  }
  if (!published) return fail(published.error());
  ProgressLine line(fmt::format("demo: scoring {} rows", table));
  return scoring.rescore_all(table, "publish", [&](double share, std::string_view step, std::int64_t, std::int64_t) {
    line.show(share, step);
    return true;
  });
}

Result<void> make_demo(DemoCommand& command) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(command.database, clock));
  command.company.now = clock.now();
  demo::DemoSummary company;
  {
    ProgressLine line("demo: company");
    company = TRY(demo::generate(*store, command.company, [&](double share, std::string_view step) {
      line.show(share, step);
      return true;
    }));
  }
  access::AccessService access(*store, clock);
  const std::vector<SignIn> sign_ins = TRY(make_sign_ins(access, company));
  std::int64_t scored = 0;
  for (const scoring::ScoredTable& each : scoring::scored_tables()) {
    scored += TRY(train_and_publish(*store, clock, each.table));
  }
  {
    ProgressLine line("demo: relationships");
    TRY(insight::rebuild(*store, clock, [&](std::int64_t done, std::int64_t total) {
      line.show(static_cast<double>(done) / static_cast<double>(total), fmt::format("{} of {} records", done, total));
      return true;
    }));
  }
  if (!command.sign_ins.empty()) TRY(write_sign_ins(command.sign_ins, sign_ins));

  if (command.json) {
    OrderedJson users = OrderedJson::array();
    for (const SignIn& user : sign_ins) {
      users.push_back({{"name", user.name}, {"password", user.password}, {"role", user.role}});
    }
    OrderedJson out = {{"leads", company.leads},
                       {"open", company.open},
                       {"qualified", company.qualified},
                       {"disqualified", company.disqualified},
                       {"accounts", company.accounts},
                       {"contacts", company.contacts},
                       {"opportunities", company.opportunities},
                       {"activities", company.activities},
                       {"scored", scored}};
    out["users"] = std::move(users);
    print_json(out);
    return {};
  }
  fmt::print(
      "{} leads ({} open and scored, {} qualified, {} disqualified), {} accounts, {} contacts, {} opportunities, {} "
      "activities\n",
      company.leads, scored, company.qualified, company.disqualified, company.accounts, company.contacts,
      company.opportunities, company.activities);
  if (command.sign_ins.empty()) {
    for (const SignIn& user : sign_ins)
      fmt::print("sign in as {:<20} {}   ({})\n", user.name, user.password, user.role);
  }
  return {};
}

}  // namespace

void add_demo(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<DemoCommand>();
  CLI::App* command =
      program.add_subcommand("demo", "Fill an empty database with the demo company, trained and published");
  options->database.add_to(*command);
  command->add_option("--leads", options->company.leads, "How many leads; everything else grows with it")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  command->add_option("--seed", options->company.seed, "The same seed makes the same company")->capture_default_str();
  command->add_option("--sign-ins", options->sign_ins, "Write names and passwords to this file, not to the terminal");
  command->add_flag("--json", options->json, "Answer as JSON");
  command->callback([=, &chosen] { chosen = [=] { return make_demo(*options); }; });
}

}  // namespace leadlight::app
