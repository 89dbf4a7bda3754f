// leadlight replay: is a score of the ledger what its model makes of its features, bit for bit?

#include <fmt/format.h>

#include "app/command.h"
#include "app/database.h"
#include "core/learn/grades.h"
#include "service/scoring/replay.h"

namespace leadlight::app {
namespace {

struct ReplayOptions {
  DatabaseOptions database;
  std::string id, table;
  bool all = false;
  bool json = false;
};

OrderedJson to_json(const scoring::ReplayedScore& score) {
  OrderedJson points = OrderedJson::object();
  for (const auto& [attribute, value] : score.reasons.points) points[attribute] = value;
  return {{"score", score.score},         {"grade", std::string(1, learn::letter(score.grade))},
          {"margin", score.margin},       {"average", score.reasons.average},
          {"other", score.reasons.other}, {"points", std::move(points)}};
}

OrderedJson to_json(const scoring::Replay& replay) {
  OrderedJson json{
      {"line", replay.line.to_string()},  {"table", replay.record.table},    {"record", replay.record.id.to_string()},
      {"at", base::to_string(replay.at)}, {"cause", replay.cause},           {"model", replay.model},
      {"version", replay.version},        {"stored", to_json(replay.stored)}};
  json["again"] = replay.why_not.empty() ? to_json(replay.again) : OrderedJson();
  json["why_not"] = replay.why_not.empty() ? OrderedJson() : OrderedJson(replay.why_not);
  json["differences"] = replay.differences;
  json["same"] = replay.is_same();
  return json;
}

std::string_view words_of(std::string_view why_not) {
  if (why_not == "external") return "given by a model outside of Leadlight: there is nothing to work out";
  if (why_not == "grades") return "only graded anew: the score is that of the line before";
  if (why_not == "damaged") return "its model version is damaged";
  return "its model version is gone";
}

void print_row(std::string_view name, const std::string& stored, const std::string& again) {
  fmt::print("  {:<34} {:>24} {:>24}{}\n", name, stored, again, stored == again ? "" : "  differs");
}

/// Enough digits to tell any two margins apart.
void print_scores(const scoring::ReplayedScore& stored, const scoring::ReplayedScore& again) {
  fmt::print("  {:<34} {:>24} {:>24}\n", "", "stored", "worked out again");
  print_row("score", std::to_string(stored.score), std::to_string(again.score));
  print_row("grade", std::string(1, learn::letter(stored.grade)), std::string(1, learn::letter(again.grade)));
  print_row("margin", fmt::format("{:.17g}", stored.margin), fmt::format("{:.17g}", again.margin));
  print_row("average", std::to_string(stored.reasons.average), std::to_string(again.reasons.average));
  std::map<std::string, std::pair<int, int>> points;
  for (const auto& [attribute, value] : stored.reasons.points) points[attribute].first = value;
  for (const auto& [attribute, value] : again.reasons.points) points[attribute].second = value;
  for (const auto& [attribute, both] : points) {
    print_row(attribute, fmt::format("{:+}", both.first), fmt::format("{:+}", both.second));
  }
  print_row("other", fmt::format("{:+}", stored.reasons.other), fmt::format("{:+}", again.reasons.other));
}

Result<void> replay_one(store::Store& store, const ReplayOptions& options) {
  const auto id = Uuid::parse(options.id);
  if (!id) {
    return fail(Error(ErrorCode::WrongUse, fmt::format("\"{}\" is not the id of a score or a record", options.id),
                      "Name one, or say --all."));
  }
  const scoring::Replay replay = TRY(scoring::replay(store, *id));
  if (options.json) {
    print_json(to_json(replay));
  } else {
    fmt::print("{} {}, {}, {}: {}, version {}\n", replay.record.table, replay.record.id.to_string(),
               base::to_string(replay.at), replay.cause, replay.model, replay.version);
    if (replay.why_not.empty()) print_scores(replay.stored, replay.again);
  }
  if (replay.is_same()) {
    if (!options.json) fmt::print("the same, bit for bit\n");
    return {};
  }
  if (!replay.why_not.empty()) return fail(ErrorCode::Unsupported, "the score is {}", words_of(replay.why_not));
  return fail(ErrorCode::Corrupt, "what the ledger says differs in: {}", fmt::join(replay.differences, ", "));
}

Result<void> replay_all(store::Store& store, const ReplayOptions& options) {
  ProgressLine line("replay");
  const auto counts = TRY(
      scoring::replay_all(store, options.table, [&](double share, std::string_view step, std::int64_t, std::int64_t) {
        line.show(share, step);
        return true;
      }));
  if (options.json) {
    OrderedJson not_replayed = OrderedJson::object(), different = OrderedJson::array();
    for (const auto& [why, number] : counts.not_replayed) not_replayed[why] = number;
    for (const Uuid& id : counts.first_different) different.push_back(id.to_string());
    print_json({{"same", counts.same},
                {"different", counts.different},
                {"not_replayed", std::move(not_replayed)},
                {"first_different", std::move(different)}});
  } else {
    fmt::print("{} scores are the same, bit for bit; {} differ\n", counts.same, counts.different);
    for (const auto& [why, number] : counts.not_replayed) fmt::print("{} left out: {}\n", number, words_of(why));
    for (const Uuid& id : counts.first_different) fmt::print("differs: {}\n", id.to_string());
  }
  if (counts.different == 0) return {};
  return fail(ErrorCode::Corrupt, "{} scores of the ledger are not what their models make of them", counts.different);
}

Result<void> replay(const ReplayOptions& options) {
  if (options.all != options.id.empty()) {
    return fail(ErrorCode::WrongUse, "replay takes the id of a score or a record, or --all");
  }
  const base::SystemClock clock;
  const auto store = TRY(open_database(options.database, clock));
  return options.all ? replay_all(*store, options) : replay_one(*store, options);
}

}  // namespace

void add_replay(CLI::App& program, Run& chosen) {
  auto options = std::make_shared<ReplayOptions>();
  CLI::App* command =
      program.add_subcommand("replay", "Work out scores of the ledger again and compare them, bit for bit");
  options->database.add_to(*command);
  command->add_option("id", options->id, "A line of the ledger, or a record: then its newest line");
  command->add_flag("--all", options->all, "The whole ledger");
  command->add_option("--table", options->table, "With --all: lead or opportunity only");
  command->add_flag("--json", options->json, "Answer as JSON");
  command->callback([=, &chosen] { chosen = [=] { return replay(*options); }; });
}

}  // namespace leadlight::app
