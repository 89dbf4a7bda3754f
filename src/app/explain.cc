// leadlight explain: one record's score with all its reasons.

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"
#include "service/scoring/scoring.h"

namespace leadlight::app {
namespace {

struct ExplainOptions {
  DatabaseOptions database;
  std::string table, id;
  bool json = false;
};

/// A score from outside need not say how its points come about.
std::string points_of(const OrderedJson& json, const char* member) {
  return json.at(member).is_number() ? fmt::format("{:+4}", json.at(member).get<int>()) : "    ";
}

void print_reason(const OrderedJson& reason) {
  const std::string label = reason.value("label", "");
  fmt::print("  {}  {}{}{}", points_of(reason, "points"), label, label.empty() ? "" : " = ", reason.value("value", ""));
  if (const auto evidence = reason.find("evidence"); evidence != reason.end() && evidence->is_object()) {
    fmt::print("   ({:.0f} % of {} closed; all: {:.0f} %)", 100 * evidence->value("rate", 0.0),
               evidence->value("closed", 0), 100 * evidence->value("base_rate", 0.0));
  }
  fmt::print("\n");
}

Result<void> explain(const ExplainOptions& options) {
  const auto id = Uuid::parse(options.id);
  if (!id) {
    return fail(Error(ErrorCode::WrongUse, fmt::format("\"{}\" is not a record's id", options.id),
                      "An id looks like 0192e4a0-7c1b-7d2e-8f00-1234567890ab."));
  }
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  scoring::ScoringService scoring(*store, clock);
  const OrderedJson details = TRY(scoring.explain(options.table, *id, store::Caller::system()));
  if (options.json) {
    print_json(details);
    return {};
  }
  if (details.at("score").is_null()) {
    fmt::print("no score: {}\n", details.value("why", ""));
    return {};
  }
  fmt::print("score {} (grade {}), average {}\n", details.value("score", 0), details.value("grade", ""),
             base::to_text(details.at("average")));
  for (const OrderedJson& reason : details.at("reasons")) print_reason(reason);
  fmt::print("  {}  everything else\n", points_of(details, "other"));
  return {};
}

}  // namespace

void add_explain(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ExplainOptions>();
  CLI::App* command = program.add_subcommand("explain", "Show a record's score with its reasons and their evidence");
  options->database.add_to(*command);
  command->add_option("table", options->table, "lead")->required();
  command->add_option("id", options->id, "The record's id")->required();
  command->add_flag("--json", options->json, "Answer as JSON");
  command->callback([=, &chosen] { chosen = [=] { return explain(*options); }; });
}

}  // namespace leadlight::app
