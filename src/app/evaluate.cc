// leadlight evaluate: one file in, an honest report out, no database.

#include <fmt/format.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>

#include "app/command.h"
#include "app/evaluate_input.h"
#include "app/evaluate_text.h"
#include "base/text.h"
#include "connect/csv/writer.h"

namespace leadlight::app {
namespace {

struct Options {
  EvaluateInput input;
  feature::TrainOptions train;
  bool json = false;
  std::string predict;
  std::string out;
};

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

/// `average 39; Lead Source Google +12; City (not filled in) -3; rounding +1`: the points add up to the score.
std::string reasons_text(const feature::ScoringModel& model, const feature::Scored& scored) {
  std::string text = fmt::format("average {}", scored.average);
  for (const auto& reason : scored.reasons) {
    const auto& attribute = model.attributes()[reason.attribute];
    const auto value = reason.key == "empty"    ? "(not filled in)"
                       : reason.key == "filled" ? "(filled in)"
                                                : reason.value;
    text += fmt::format("; {} {} {:+d}", attribute.label, value, reason.points);
  }
  if (scored.other != 0) text += fmt::format("; rounding {:+d}", scored.other);
  return text;
}

Result<void> write_scores(const std::string& path, const feature::ScoringModel& model, const feature::Frame& frame) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  csv::Writer writer;
  writer.write(std::vector<std::string>{"row", "probability", "score", "grade", "reasons"});
  std::vector<const feature::Column*> columns;
  for (const auto& attribute : model.attributes()) columns.push_back(frame.find(attribute.name));
  std::vector<feature::Cell> cells(columns.size());
  for (size_t row = 0; row < frame.rows; ++row) {
    for (size_t a = 0; a < columns.size(); ++a) cells[a] = columns[a] ? columns[a]->cell(row) : feature::Cell{};
    const auto scored = model.score(cells);
    writer.write(std::vector<std::string>{fmt::format("{}", row + 1), fmt::format("{:.6f}", scored.probability),
                                          fmt::format("{}", scored.score), std::string(1, learn::letter(scored.grade)),
                                          model.is_constant() ? "" : reasons_text(model, scored)});
    if (writer.pending_bytes() > 1 << 20) file << writer.take();
  }
  file << writer.take();
  file.close();
  if (!file) return fail(ErrorCode::Unavailable, "{}: could not be written in full", path);
  return {};
}

/// Fails early: a training is not to be lost to a misspelt path.
Result<csv::Document> open_for_prediction(const Options& options) {
  auto document = TRY(csv::read_document(options.predict));
  if (!std::ofstream(options.out, std::ios::binary | std::ios::app)) {
    return fail(
        Error(ErrorCode::InvalidInput, fmt::format("{}: cannot be written", options.out), "Does its folder exist?"));
  }
  return document;
}

Result<void> evaluate(const Options& options) {
  const auto began = std::chrono::steady_clock::now();
  if (options.predict.empty() != options.out.empty()) {
    return fail(ErrorCode::WrongUse, "--predict OTHER.csv and --out SCORED.csv go together");
  }
  std::optional<csv::Document> other;
  if (!options.predict.empty()) other = TRY(open_for_prediction(options));
  auto input = TRY(read_evaluate_set(options.input));
  auto train = options.train;
  train.drop = input.drop;
  train.keep = input.keep;
  std::unique_ptr<ProgressLine> line;
  if (!options.json) line = std::make_unique<ProgressLine>("evaluate");
  train.progress = [&](double share, std::string_view step) {
    if (line) line->show(share, step);
    return true;
  };
  auto trained = TRY(feature::train(std::move(input.set), train));
  input.set = std::move(trained.set);
  line.reset();
  auto& report = trained.report;
  report.excluded.insert(report.excluded.begin(), input.excluded.begin(), input.excluded.end());
  report.notes.insert(report.notes.end(), input.notes.begin(), input.notes.end());
  if (input.open_rows > 0)
    report.notes.push_back(fmt::format("{} rows have no outcome and are not used", input.open_rows));
  if (other) {
    const auto frame = TRY(read_matching_frame(*other, input, report.notes));
    TRY(write_scores(options.out, trained.model, frame));
  }
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  if (options.json) {
    auto json = report.to_json();
    json["open_rows"] = input.open_rows;
    json["seconds"] = seconds;
    json["peak_mb"] = peak_mb();
    print_json(json);
    return {};
  }
  fmt::print("{}\n{:.1f} s, {:.0f} MB at most.\n", to_text(report), seconds, peak_mb());
  if (other) fmt::print("Scores of {} are in {}.\n", options.predict, options.out);
  return {};
}

}  // namespace

void add_evaluate(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<Options>();
  auto* command =
      program.add_subcommand("evaluate", "Say honestly what could be predicted from a file of closed records");
  auto& input = options->input;
  auto& train = options->train;
  command->add_option("FILE", input.file, "Records with their outcome, one a row (CSV)")->required();
  command->add_option("--outcome", input.outcome, "COLUMN=POSITIVE: the column and the value that means success")
      ->required();
  auto* order =
      command->add_option("--order", input.order, "Column that grows with time: the newest records are held out");
  command->add_option("--created", input.created, "Column with the date a record was created")->excludes(order);
  command->add_option("--closed", input.closed, "Column with the date a record was closed")->excludes(order);
  command->add_option("--drop", input.drop, "Leave this column out (may be repeated)")->expected(1)->take_all();
  command->add_option("--keep", input.keep, "Use this column though it was refused (may be repeated)")
      ->expected(1)
      ->take_all();
  command->add_option("--holdout", train.holdout, "Share of the records to judge on")
      ->check(CLI::Range(0.05, 0.9))
      ->capture_default_str();
  command->add_option("--seed", train.seed, "The same seed gives the same figures")->capture_default_str();
  command->add_flag("--json", options->json, "Answer as JSON");
  command->add_option("--predict", options->predict, "Score the records of this file too");
  command->add_option("--out", options->out, "Where their scores go (CSV)");
  command->callback([=, &chosen] { chosen = [=] { return evaluate(*options); }; });
}

}  // namespace leadlight::app
