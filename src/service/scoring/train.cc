// Training: closed records in, a new version out.
#include <algorithm>

#include "base/log.h"
#include "service/scoring/challenge.h"
#include "service/scoring/evidence.h"
#include "service/scoring/models.h"
#include "service/scoring/service_state.h"
#include "service/scoring/training_rows.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr double kReading = 0.25, kLearning = 0.97;  ///< shares of the progress at which a step ends

struct Started {
  Record model;
  Uuid version;
  std::int64_t number = 1;
};

query::Query versions_of(const Uuid& model) {
  query::Query query;
  query.table = kVersion;
  query.columns = {"ll_number", "ll_state"};
  query.filter = query::equals("ll_modelid", Value(model));
  return query;
}

/// Adds the version's row. One that is still training belongs to a process that died: only one trains at a time.
Result<Started> start_version(store::Store& store, const Uuid& model, Timestamp now) {
  const auto system = store::Caller::system();
  Started started;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    auto row = TRY(tx.find("ll_model", model, {}, system));
    if (!row || is_deleted(*row)) return fail(ErrorCode::NotFound, "no model with the id {}", model.to_string());
    if (is_external(*row)) {
      return fail(ErrorCode::Conflict, "the scores of {} come from outside: there is nothing to train", name_of(*row));
    }
    started.model = std::move(*row);
    started.number = 1;
    std::vector<Uuid> left_behind;
    TRY(tx.scan(versions_of(model), system, [&](Record&& version) -> Result<bool> {
      if (const auto* number = version.get_as<std::int64_t>("ll_number")) {
        started.number = std::max(started.number, *number + 1);
      }
      const auto* state = version.get_as<std::int64_t>("ll_state");
      if (state && *state == kTraining) left_behind.push_back(version.id);
      return true;
    }));
    for (const Uuid& id : left_behind) {
      TRY(tx.update(kVersion, id, {{"ll_state", kFailed}, {"ll_message", std::string("The training was interrupted.")}},
                    std::nullopt, system));
    }
    const Record version = TRY(tx.insert(kVersion, Uuid{},
                                         {{"ll_name", fmt::format("Version {}", started.number)},
                                          {"ll_modelid", Reference{"ll_model", model}},
                                          {"ll_number", started.number},
                                          {"ll_state", kTraining},
                                          {"ll_trainedon", now}},
                                         system));
    started.version = version.id;
    return {};
  }));
  return started;
}

void fail_version(store::Store& store, const Uuid& version, const Error& error) {
  const auto result = store.write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update(kVersion, version, {{"ll_state", kFailed}, {"ll_message", error.to_string()}}, std::nullopt,
                  store::Caller::system()));
    return {};
  });
  if (!result) {
    base::log(base::LogLevel::Error, "scoring", "failure not recorded", {{"error", result.error().to_string()}});
  }
}

std::vector<std::string> notes_of(const TrainingRows& rows, const feature::Report& report) {
  std::vector<std::string> notes = report.notes;
  if (rows.as_imported > 0) {
    notes.push_back(fmt::format(
        "{} of {} records came in closed and are used as they came: what was filled in at their close cannot be told "
        "from what was known before, except by how well it tells the outcome.",
        rows.as_imported, rows.records));
  }
  if (rows.without_dates > 0) {
    notes.push_back(fmt::format(
        "{} of {} records have no close date: {}.", rows.without_dates, rows.records,
        rows.set.order.empty() ? "the newest could not be held out, a seeded draw was" : "they count as the oldest"));
  }
  const auto positives = static_cast<std::int64_t>(report.positives);
  if (std::min(positives, static_cast<std::int64_t>(report.rows) - positives) < kClosingsNeeded) {
    notes.push_back(
        fmt::format("Fewer than {} closed records of an outcome: take the figures with care.", kClosingsNeeded));
  }
  return notes;
}

/// A version in the making.
struct Learned {
  const Started& started;
  const TrainRequest& request;
  const Definition& definition;
  const TrainingRows& rows;
  const feature::TrainedModel& trained;
  std::optional<Challenge> challenge;  ///< absent: nothing is in force yet
};

OrderedJson report_json(const Learned& learned) {
  const TrainingRows& rows = learned.rows;
  feature::Report report = learned.trained.report;
  report.notes = notes_of(rows, report);
  report.excluded.insert(report.excluded.end(), rows.left_out.begin(), rows.left_out.end());
  OrderedJson json = report.to_json();
  json["records"] = {{"closed", rows.records},
                     {"with_history", rows.with_life},
                     {"as_imported", rows.as_imported},
                     {"without_dates", rows.without_dates}};
  json["fingerprint"] = rows.fingerprint;
  json["definition"] = OrderedJson::parse(learned.definition.to_json());
  json["automatic"] = learned.request.automatic;
  json["challenge"] = learned.challenge ? learned.challenge->to_json() : OrderedJson();
  return json;
}

/// How many records, and how many of them positive: a record seen twice counts once.
std::pair<std::int64_t, std::int64_t> count_records(const TrainingRows& rows) {
  std::int64_t records = 0, positives = 0;
  for (size_t row = 0; row < rows.is_last.size(); ++row) {
    records += rows.is_last[row];
    positives += rows.is_last[row] && rows.set.outcome[row];
  }
  return {records, positives};
}

Result<void> finish_version(store::Store& store, const Learned& learned) {
  const auto& [started, request, definition, rows, trained, challenge] = learned;
  const auto& report = trained.report;
  const bool no_signal = report.verdict == feature::Verdict::NoSignal;
  const auto [records, positives] = count_records(rows);
  Values values{
      {"ll_state", no_signal ? kNoSignal : kReady},
      {"ll_verdict", std::string(feature::to_string(report.verdict))},
      {"ll_rows", records},
      {"ll_positives", positives},
      {"ll_message", report.verdict_reason},
      {"ll_report", base::to_text(report_json(learned))},
      {"ll_bytes", record::Bytes{trained.model.to_bytes()}},
  };
  if (!std::isnan(report.quality.auc)) values["ll_auc"] = report.quality.auc;
  return store.write([&](store::Transaction& tx) -> Result<void> {
    TRY(tx.update(kVersion, started.version, values, std::nullopt, store::Caller::system()));
    TRY(write_evidence(tx, started.version, trained.model, rows));
    const auto live = TRY(load_live_model(tx, started.model, started.version, store.schema()));
    return count_closings_since(tx, *live, rows.read_at);
  });
}

}  // namespace

Result<Uuid> ScoringService::train(const TrainRequest& request, const ProgressFn& progress) {
  const auto say = [&](double share, std::string_view step, std::int64_t done = 0, std::int64_t total = 0) {
    return !progress || progress(share, step, done, total);
  };
  const Timestamp now = clock_.now();
  const Started started = TRY(start_version(store_, request.model, now));
  const auto work = [&]() -> Result<void> {
    TrainingSource source;
    const auto* table = started.model.get_as<std::string>("ll_table");
    const auto* definition = started.model.get_as<std::string>("ll_definition");
    source.table = table ? *table : std::string();
    source.definition = TRY(Definition::parse(definition ? *definition : std::string()));
    if (!request.order_column.empty()) source.definition.order_column = request.order_column;
    AttributeChoice& choice = source.definition.attributes;
    const std::vector<std::string> dropped_before = choice.drop;
    choice.keep.insert(choice.keep.end(), request.keep.begin(), request.keep.end());
    choice.drop.insert(choice.drop.end(), request.drop.begin(), request.drop.end());
    source.seed = request.seed;
    TrainingRows rows = TRY(read_training_rows(store_, source, now, [&](std::int64_t done, std::int64_t total) {
      return say(kReading * static_cast<double>(done) / static_cast<double>(std::max<std::int64_t>(1, total)),
                 "reading closed records", done, total);
    }));
    if (rows.records == 0) {
      return fail(Error(ErrorCode::InvalidInput, fmt::format("no closed {} to learn from", source.table),
                        "Import or close records of both outcomes first."));
    }
    feature::TrainOptions options;
    options.holdout = request.holdout;
    options.seed = request.seed;
    options.drop = choice.drop;
    options.keep = choice.keep;
    options.ignore_empty = choice.ignore_empty;
    // What the model's own definition drops may be gone since, or no factor in the first place.
    std::erase_if(options.drop, [&](const std::string& name) {
      return std::ranges::find(dropped_before, name) != dropped_before.end() && rows.set.frame.find(name) == nullptr;
    });
    std::erase(options.drop, source.definition.order_column);  // is no column to learn from anyway
    options.progress = [&](double share, std::string_view step) {
      return say(kReading + share * (kLearning - kReading), step);
    };
    auto trained = feature::train(std::move(rows.set), options);
    if (!trained && trained.error().code() == ErrorCode::Conflict) {
      return fail(ErrorCode::Unavailable, "the training was cancelled");
    }
    feature::TrainedModel result = TRY(std::move(trained));
    rows.set = std::move(result.set);
    const auto champion = TRY(champion_of(started.model));
    std::optional<Challenge> against;
    if (champion) against = challenge(*champion, rows, result, now);
    TRY(finish_version(store_, {started, request, source.definition, rows, result, std::move(against)}));
    say(1, "done");
    return {};
  };
  if (auto result = work(); !result) {
    fail_version(store_, started.version, result.error());
    return fail(std::move(result).error());
  }
  return started.version;
}

}  // namespace leadlight::scoring
