// leadlight publish and leadlight score: puts a version in force, and scores the open records with it.

#include <fmt/format.h>

#include <limits>

#include "app/command.h"
#include "app/database.h"
#include "service/scoring/live_model.h"
#include "service/scoring/models.h"

namespace leadlight::app {
namespace {

struct PublishOptions {
  DatabaseOptions database;
  std::string table = "lead";
  std::string model;  ///< Id; empty: the table's own.
  int number = 0;
  bool json = false;
};

/// The version with this number, or the newest one whose training came to its end.
Result<record::Record> find_version(store::Store& store, const Uuid& model, int number) {
  query::Query query;
  query.table = "ll_modelversion";
  query.columns = {"ll_number", "ll_verdict", "ll_state"};
  query.filter = query::equals("ll_modelid", record::Reference{"ll_model", model});
  query.order = {{query::Path{{}, {}, "ll_number"}, query::Direction::Descending}};
  std::optional<record::Record> found;
  TRY(TRY(store.snapshot())->scan(query, store::Caller::system(), [&](record::Record&& version) -> Result<bool> {
    const bool is_wanted =
        number > 0 ? version.number("ll_number") == number : scoring::is_trained(version.number("ll_state"));
    if (is_wanted) found = std::move(version);
    return !is_wanted;
  }));
  if (found) return std::move(*found);
  return fail(Error(ErrorCode::NotFound,
                    number > 0 ? fmt::format("the model has no version {}", number)
                               : "the model has no version that was trained to its end",
                    "Make one with `leadlight train`."));
}

Result<std::int64_t> rescore(scoring::ScoringService& scoring, const PublishOptions& options, std::string_view cause) {
  ProgressLine line("score");
  return scoring.rescore_all(options.table, cause,
                             [&](double share, std::string_view step, std::int64_t, std::int64_t) {
                               line.show(share, step);
                               return true;
                             });
}

Result<void> publish(const PublishOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  scoring::ScoringService scoring(*store, clock);
  const Uuid model = TRY(model_named(scoring, options.table, options.model));
  const record::Record version = TRY(find_version(*store, model, options.number));
  TRY(scoring.publish(version.id, store::Caller::system()));
  const std::int64_t scored = TRY(rescore(scoring, options, "publish"));
  const std::string number = record::to_string(version.get("ll_number"));
  if (options.json) {
    print_json({{"model_version", version.id.to_string()}, {"number", number}, {"scored", scored}});
  } else {
    fmt::print("version {} is published; {} open records scored\n", number, scored);
  }
  return {};
}

Result<void> score(const PublishOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  scoring::ScoringService scoring(*store, clock);
  {
    const auto snapshot = TRY(store->snapshot());
    if (TRY(scoring.in_force(*snapshot, options.table))->empty()) {
      return fail(Error(ErrorCode::NotFound, fmt::format("no model of {} is published", options.table),
                        "Make one with `leadlight train`, then `leadlight publish`."));
    }
  }
  const std::int64_t scored = TRY(rescore(scoring, options, "batch"));
  if (options.json) {
    print_json({{"scored", scored}});
  } else {
    fmt::print("{} open records scored\n", scored);
  }
  return {};
}

void add(CLI::App& program, Run& chosen, const char* name, const char* what, Result<void> (*run)(const PublishOptions&),
         bool takes_version) {
  auto options = std::make_shared<PublishOptions>();
  CLI::App* command = program.add_subcommand(name, what);
  options->database.add_to(*command);
  command->add_option("--table", options->table, "What is scored")->capture_default_str();
  if (takes_version) {
    command->add_option("--model", options->model, "Id of the model; default: the table's own");
    command
        ->add_option("--number", options->number, "Version to publish; default: the newest that was trained to its end")
        ->check(CLI::Range(1, std::numeric_limits<int>::max()));
  }
  command->add_flag("--json", options->json, "Answer as JSON");
  command->callback([=, &chosen] { chosen = [=] { return run(*options); }; });
}

}  // namespace

void add_publish(CLI::App& program, Run& chosen) {
  add(program, chosen, "publish", "Put a model version in force and score every open record", publish, true);
}

void add_score(CLI::App& program, Run& chosen) {
  add(program, chosen, "score", "Score every open record with the published model", score, false);
}

}  // namespace leadlight::app
