// leadlight doctor: is everything as it should be, and if not, what to do.

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"
#include "service/scoring/definition.h"
#include "service/scoring/scoring.h"

namespace leadlight::app {
namespace {

struct DoctorOptions {
  DatabaseOptions database;
  bool json = false;
};

/// One thing looked at.
struct Finding {
  std::string what;
  Result<std::string> answer;
};

Result<std::string> check_rows(store::Store& store, std::string_view table) {
  const auto snapshot = TRY(store.snapshot());
  return fmt::format("{}", TRY(snapshot->count(table, nullptr, store::Caller::system())));
}

Error damage_of(const OrderedJson& model) {
  const OrderedJson& damaged = model.at("damaged");
  const std::string version = base::to_text(damaged.at("version"));
  const std::string serves = damaged.at("serves").is_null()
                                 ? "no earlier one can be read, so it scores nothing"
                                 : fmt::format("version {} scores until it is trained again or published",
                                               base::to_text(damaged.at("serves")));
  return Error(ErrorCode::Corrupt,
               fmt::format("{}: version {} is damaged; {}", model.value("name", ""), version, serves),
               "Train the model again, or publish another version.");
}

Result<std::string> check_models(scoring::ScoringService& scoring, std::string_view table) {
  const OrderedJson status = TRY(scoring.status(table, store::Caller::system()));
  int in_force = 0;
  for (const OrderedJson& model : status.at("models")) {
    if (model.contains("problem")) {
      return fail(ErrorCode::Corrupt, "{}: {}", model.value("name", ""), model.value("problem", ""));
    }
    if (model.contains("damaged")) return fail(damage_of(model));
    const std::string state = model.value("state", "");
    in_force += state == "published" || state == "external";
  }
  return in_force > 0 ? fmt::format("{} published, all readable", in_force) : std::string("none published");
}

Result<void> examine(const DoctorOptions& options) {
  const base::SystemClock clock;
  std::vector<Finding> findings;
  auto store = open_database(options.database, clock);
  findings.push_back({"database", store
                                      ? Result<std::string>(fmt::format("{}, open and up to date", (*store)->backend()))
                                      : Result<std::string>(fail(store.error()))});
  if (store) {
    scoring::ScoringService scoring(**store, clock);
    for (const char* table : {"lead", "account", "contact", "systemuser"}) {
      findings.push_back({fmt::format("{} rows", table), check_rows(**store, table)});
    }
    for (const scoring::ScoredTable& scored : scoring::scored_tables()) {
      findings.push_back({fmt::format("{} models", scored.table), check_models(scoring, scored.table)});
    }
  }
  bool healthy = true;
  OrderedJson json = OrderedJson::array();
  for (const Finding& finding : findings) {
    const bool good = finding.answer.has_value();
    healthy = healthy && good;
    const std::string text = good ? *finding.answer : finding.answer.error().to_string();
    if (options.json) {
      json.push_back({{"check", finding.what}, {"ok", good}, {"answer", text}});
    } else {
      fmt::print("{}  {}: {}\n", good ? "ok     " : "PROBLEM", finding.what, text);
    }
  }
  if (options.json) print_json(json);
  if (!healthy) return fail(ErrorCode::Unavailable, "something needs mending; see above");
  return {};
}

}  // namespace

void add_doctor(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<DoctorOptions>();
  CLI::App* command = program.add_subcommand("doctor", "Check the database and the published model");
  options->database.add_to(*command);
  command->add_flag("--json", options->json, "Answer as JSON");
  command->callback([=, &chosen] { chosen = [=] { return examine(*options); }; });
}

}  // namespace leadlight::app
