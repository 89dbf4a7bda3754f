// leadlight train: learns a new version of a model from the closed records.

#include <fmt/format.h>

#include <cstdio>

#include "app/command.h"
#include "app/database.h"
#include "service/scoring/scoring.h"

namespace leadlight::app {
namespace {

struct TrainOptions {
  DatabaseOptions database;
  scoring::TrainRequest request;
  std::string model;
  std::string table = "lead";
  bool json = false;
  bool progress_lines = false;  ///< For the job worker, which reads them: `progress SHARE STEP`, then `version ID`.
};

std::string number(const Json& report, const char* key) {
  const auto found = report.find(key);
  return found != report.end() && found->is_number() ? fmt::format("{:.3f}", found->get<double>()) : "-";
}

Result<void> print_version(store::Store& store, const Uuid& version, bool json) {
  const auto snapshot = TRY(store.snapshot());
  const auto row = TRY(
      snapshot->find("ll_modelversion", version, {"ll_number", "ll_verdict", "ll_report"}, store::Caller::system()));
  if (!row) return fail(ErrorCode::Internal, "the new version {} is not there", version.to_string());
  const auto* report_text = row->get_as<std::string>("ll_report");
  const Json report = TRY(base::parse_json(report_text != nullptr ? *report_text : "{}"));
  const std::string number_text = record::to_string(row->get("ll_number"));
  const std::string verdict = record::to_string(row->get("ll_verdict"));
  if (json) {
    OrderedJson out = {{"model_version", version.to_string()}, {"number", number_text}, {"verdict", verdict}};
    out["report"] = report;
    print_json(out);
    return {};
  }
  fmt::print("version {}: {}\n", number_text, verdict);
  fmt::print("  AUC {}, Brier {}, log loss {}, ECE {} on the hold-out\n", number(report, "auc"),
             number(report, "brier"), number(report, "log_loss"), number(report, "ece"));
  if (const auto suspects = report.find("suspects"); suspects != report.end()) {
    for (const Json& suspect : *suspects) {
      fmt::print("  {} ({}): {}\n", suspect.value("column", ""), suspect.value("action", ""),
                 suspect.value("reason", ""));
    }
  }
  fmt::print("publish it with: leadlight publish\n");
  return {};
}

Result<void> train(TrainOptions& options) {
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  scoring::ScoringService scoring(*store, clock);
  options.request.model = TRY(model_named(scoring, options.table, options.model));
  ProgressLine line("train");
  const Uuid version =
      TRY(scoring.train(options.request, [&](double share, std::string_view step, std::int64_t, std::int64_t) {
        if (options.progress_lines) {
          fmt::print("progress {:.4f} {}\n", share, step);
          std::fflush(stdout);
        } else {
          line.show(share, step);
        }
        return true;
      }));
  if (options.progress_lines) {
    fmt::print("version {}\n", version.to_string());
    return {};
  }
  return print_version(*store, version, options.json);
}

}  // namespace

void add_train(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<TrainOptions>();
  CLI::App* command = program.add_subcommand("train", "Learn a new model version from the closed records");
  options->database.add_to(*command);
  command->add_option("--table", options->table, "What is scored")->capture_default_str();
  command->add_option("--model", options->model, "Id of the model; default: the table's own");
  command->add_option("--keep", options->request.keep, "Use this suspect column anyway (may be repeated)");
  command->add_option("--drop", options->request.drop, "Leave this column out (may be repeated)");
  command->add_option("--holdout", options->request.holdout, "Share judged on, not learned from")
      ->check(CLI::Range(0.05, 0.5))
      ->capture_default_str();
  command->add_option("--seed", options->request.seed, "The same seed gives the same model")->capture_default_str();
  command->add_flag("--json", options->json, "Answer as JSON");
  command->add_flag("--automatic", options->request.automatic)->group("");
  command->add_flag("--progress-lines", options->progress_lines)->group("");
  command->callback([=, &chosen] { chosen = [=] { return train(*options); }; });
}

}  // namespace leadlight::app
