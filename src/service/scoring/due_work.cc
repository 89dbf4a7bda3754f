// What is due by the passing of time, or because enough new outcomes came: the nightly pass over the scores and over
// their ledger, and trainings of models that train by themselves.
#include <algorithm>

#include "core/query/query.h"
#include "service/scoring/models.h"
#include "service/scoring/service_state.h"
#include "service/scoring/training_query.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;

/// Hour of the day, UTC, from which the nightly pass runs; where nothing ran at that hour it is made up for.
constexpr std::chrono::hours kNight{2};
/// A model trains again before its time when so many outcomes came, and at least this share of what it learned from.
constexpr std::int64_t kManyNewOutcomes = 100;
constexpr double kShareOfNewOutcomes = 0.2;
/// No model trains by itself more often.
constexpr std::chrono::days kBetweenTrainings{1};

/// The last training of a model, whatever came of it.
struct LastTraining {
  std::optional<Timestamp> at;  ///< absent: it was never trained
  std::int64_t records = 0;     ///< learned from; 0 when it failed
  std::int64_t state = kDraft;  ///< of the version that came of it
};

Result<LastTraining> last_training(store::Snapshot& snapshot, const Uuid& model) {
  query::Query query;
  query.table = kVersion;
  query.columns = {"ll_trainedon", "ll_rows", "ll_state"};
  query.filter = query::equals("ll_modelid", Value(model));
  LastTraining last;
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& version) -> Result<bool> {
    const auto at = version.time("ll_trainedon");
    if (!at || (last.at && *at <= *last.at)) return true;
    last = {at, version.number("ll_rows", 0), version.number("ll_state")};
    return true;
  }));
  return last;
}

/// Outcomes that came since a training. Closed records without a date are counted by how many more there are.
Result<std::int64_t> new_outcomes(store::Snapshot& snapshot, const ScoredTable& scored, const Definition& definition,
                                  const TrainingQuery& about, const LastTraining& last) {
  const auto system = store::Caller::system();
  const auto since = query::compare(std::string(scored.closed_on), query::CompareOp::Gt, *last.at);
  const std::int64_t dated = TRY(snapshot.count(scored.table, query::all_of({about.closed, since}), system));
  // A database cannot tell how many of them stood in the process.
  if (definition.process) return dated;
  return std::max(dated, TRY(snapshot.count(scored.table, about.closed, system)) - last.records);
}

Result<bool> has_enough_for_a_first(store::Snapshot& snapshot, const ScoredTable& scored, const TrainingQuery& about) {
  for (const auto& outcome : {about.positive, about.negative}) {
    if (TRY(snapshot.count(scored.table, outcome, store::Caller::system())) < kClosingsNeeded) return false;
  }
  return true;
}

/// Whether somebody waits for this model to train, or it trains.
Result<bool> is_training(store::Snapshot& snapshot, const Uuid& model) {
  constexpr std::int64_t kRunningJob = 1;  // and 0 is a queued one
  const auto trains =
      query::all_of({query::equals("ll_kind", std::string("train")), query::equals("ll_modelid", Value(model)),
                     query::compare("ll_state", query::CompareOp::Le, kRunningJob)});
  return TRY(snapshot.count("ll_job", trains, store::Caller::system())) > 0;
}

Result<bool> is_training_due(store::Snapshot& snapshot, const ScoredTable& scored, const Record& model, Timestamp now) {
  const auto definition = Definition::parse(model.text("ll_definition"));
  if (!definition || !definition->retrain || model.number("ll_state") == kPaused || is_external(model)) return false;
  const bool is_published = !record::is_null(model.get("ll_publishedversionid"));
  // Other drafts are in somebody's hands.
  if (!is_published && model.id != ready_made_model(scored.table)) return false;
  const auto about = training_query(*definition, snapshot.schema(), scored, now);
  if (!about) return false;  // the model's page says what is wrong with its condition
  const LastTraining last = TRY(last_training(snapshot, model.id));
  if (!last.at) return has_enough_for_a_first(snapshot, scored, *about);
  const bool is_offered = !is_published && last.state == kReady;
  if (is_offered || now - *last.at < kBetweenTrainings) return false;
  const std::int64_t fresh = TRY(new_outcomes(snapshot, scored, *definition, *about, last));
  const double many = std::max<double>(kManyNewOutcomes, kShareOfNewOutcomes * static_cast<double>(last.records));
  const bool in_time = now - *last.at >= std::chrono::days(definition->retrain_days);
  return static_cast<double>(fresh) >= (in_time ? 1 : many);
}

Uuid id_of(std::string_view what, const std::string& of, Timestamp now) {
  const Date day = std::chrono::floor<std::chrono::days>(now);
  return Uuid::from_name(fmt::format("{} of {} on {}", what, of, base::to_string(day)));
}

}  // namespace

Result<std::vector<DueWork>> ScoringService::due_work() {
  const auto snapshot = TRY(store_.snapshot());
  const Timestamp now = clock_.now();
  const bool is_night_over = now - std::chrono::floor<std::chrono::days>(now) >= kNight;
  std::vector<DueWork> due;
  if (is_night_over) due.push_back({id_of("compaction", "the ledger", now), "compact", Json::object()});
  for (const ScoredTable& scored : scored_tables()) {
    const std::string table(scored.table);
    if (is_night_over && !TRY(in_force(*snapshot, table))->empty()) {
      due.push_back({id_of("nightly pass", table, now), "rescore", {{"table", table}, {"cause", "time"}}});
    }
    for (const Record& model : TRY(models_of(*snapshot, table, ModelSet::All))) {
      if (!TRY(is_training_due(*snapshot, scored, model, now)) || TRY(is_training(*snapshot, model.id))) continue;
      const std::string id = model.id.to_string();
      due.push_back({id_of("training", id, now), "train", {{"model", id}, {"table", table}, {"automatic", true}}});
    }
  }
  return due;
}

}  // namespace leadlight::scoring
