// One record's score: worked out, and written as score row and ledger line.
#include <algorithm>
#include <cmath>

#include "service/scoring/external.h"
#include "service/scoring/given_reasons.h"
#include "service/scoring/score_text.h"
#include "service/scoring/service_state.h"
#include "service/scoring/trend.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

Values score_row(const LiveModel& live, const Record& record, const feature::Scored& scored, Trend trend,
                 Timestamp now) {
  return {
      {"msdyn_entityid", record.id.to_string()},
      {"msdyn_entitytype", std::string(live.scored->table)},
      {std::string(live.scored->parent), Reference{std::string(live.scored->table), record.id}},
      {"msdyn_score", std::int64_t{scored.score}},
      {"msdyn_grade", static_cast<std::int64_t>(scored.grade)},
      {"msdyn_scoretrend", static_cast<std::int64_t>(trend)},
      {"msdyn_name", Value()},
      {"msdyn_scorereasons", reasons_text(live, scored)},
      {"msdyn_scoredon", std::chrono::floor<std::chrono::days>(now)},
      {"msdyn_contributingpredictionids", live.model_id.to_string()},
      {"ll_margin", scored.margin},
      {"ll_probability", scored.probability},
      {"ll_average", std::int64_t{scored.average}},
      {"ll_provisional", live.provisional},
      {"ll_modelversionid", Reference{"ll_modelversion", live.version_id}},
      {"statecode", std::int64_t{0}},
      {"statuscode", std::int64_t{1}},
  };
}

Values ledger_line(const LiveModel& live, const Record& record, const feature::Scored& scored, std::string_view cause,
                   Timestamp now) {
  return {
      {std::string(live.scored->parent), Reference{std::string(live.scored->table), record.id}},
      {"ll_scoredon", now},
      {"ll_score", std::int64_t{scored.score}},
      {"ll_grade", static_cast<std::int64_t>(scored.grade)},
      {"ll_margin", scored.margin},
      {"ll_modelversionid", Reference{"ll_modelversion", live.version_id}},
      {"ll_cause", std::string(cause)},
      {"ll_reasons", ledger_text(live, scored)},
      {"ll_features", record::Bytes{feature_bytes(scored.features)}},
  };
}

Values score_row(const GivenScore& given, const ScoredTable& scored, const Record& record) {
  Values row{
      {"msdyn_entityid", record.id.to_string()},
      {"msdyn_entitytype", std::string(scored.table)},
      {std::string(scored.parent), Reference{std::string(scored.table), record.id}},
      {"msdyn_name", given.model->name},
      {"msdyn_contributingpredictionids", given.row.get("msdyn_predictionid")},
      {"ll_provisional", false},
      {"ll_modelversionid", Reference{std::string(kVersion), given.model->version}},
      {"statecode", std::int64_t{0}},
      {"statuscode", std::int64_t{1}},
  };
  for (const char* column :
       {"msdyn_score", "msdyn_grade", "msdyn_scoretrend", "msdyn_scorereasons", "msdyn_scoredon"}) {
    row.emplace(column, given.row.get(column));
  }
  for (const char* column : {"ll_margin", "ll_probability", "ll_average"}) row.emplace(column, Value());
  return row;
}

Values ledger_line(const GivenScore& given, const ScoredTable& scored, const Record& record, std::string_view cause,
                   Timestamp now) {
  return {
      {std::string(scored.parent), Reference{std::string(scored.table), record.id}},
      {"ll_scoredon", now},
      {"ll_score", given.row.get("msdyn_score")},
      {"ll_grade", given.row.get("msdyn_grade")},
      {"ll_modelversionid", Reference{std::string(kVersion), given.model->version}},
      {"ll_cause", std::string(cause)},
      {"ll_reasons", given_points(given.row.text("msdyn_scorereasons"))},
  };
}

/// A score row as what is to be written; its ledger line is the caller's.
NewScore shown_on(const ScoredTable& scored, const Record& record, Values row) {
  const auto* stored = record.get_as<Reference>(scored.score_row);
  NewScore score;
  score.row_id = stored != nullptr ? stored->id : score_row_id(record.table, record.id);
  score.row_exists = stored != nullptr;
  score.columns = {
      {std::string(scored.score), row.at("msdyn_score")},
      {std::string(scored.grade), row.at("msdyn_grade")},
      {std::string(scored.trend), row.at("msdyn_scoretrend")},
      {std::string(scored.score_row), Reference{std::string(kScoreTable), score.row_id}},
  };
  score.row = std::move(row);
  return score;
}

/// Whether the ledger says of a score row already what it says.
bool is_told(const std::optional<ScorePoint>& last, const Values& row) {
  return last && Value(std::int64_t{last->score}) == row.at("msdyn_score") &&
         Value(last->grade) == row.at("msdyn_grade") &&
         Value(Reference{std::string(kVersion), last->version}) == row.at("ll_modelversionid");
}

Result<NewScore> given_score(Trends& trends, const GivenScore& given, const ScoredTable& scored, const Record& record,
                             std::string_view cause, Timestamp now) {
  if (!Outcome().is_open(record)) return NewScore();
  NewScore score = shown_on(scored, record, score_row(given, scored, record));
  score.given = given.row.id;
  const TrendBase base = TRY(trends.base(record.id, Definition().trend_days));
  if (!is_told(base.last, score.row)) score.ledger_line = ledger_line(given, scored, record, cause, now);
  return score;
}

/// Whether a score stays though no model is about its record: it came from elsewhere, or its model was deleted with
/// the wish that its scores stay.
Result<bool> stays_alone(store::Snapshot& snapshot, const Uuid& score_row) {
  const auto system = store::Caller::system();
  const auto row = TRY(snapshot.find(kScoreTable, score_row, {"ll_modelversionid"}, system));
  if (!row || record::is_null(row->get("ll_modelversionid"))) return true;
  const auto version = TRY(snapshot.find(kVersion, row->target("ll_modelversionid"), {"ll_modelid"}, system));
  const auto model =
      version ? TRY(snapshot.find(kModel, version->target("ll_modelid"), {"ll_state"}, system)) : std::nullopt;
  return !model || model->number("ll_state") == kDeletedScoresKept;
}

Result<NewScore> score_that_goes(store::Snapshot& snapshot, const ScoredTable& scored, const Record& after) {
  NewScore score;
  const Uuid row = after.target(scored.score_row);
  if (row.is_nil() || TRY(stays_alone(snapshot, row))) return score;
  score.row_id = row;
  score.row_exists = true;
  for (const auto column : {scored.score, scored.grade, scored.trend, scored.score_row}) {
    score.columns.emplace(column, Value());
  }
  return score;
}

}  // namespace

Uuid score_row_id(std::string_view table, const Uuid& record) {
  Uuid id = Uuid::from_name("score of " + std::string(table) + " " + record.to_string());
  // It begins as the record's does, with its time: rows made together stand together in every index of ids.
  constexpr size_t kTimeBytes = 6;
  std::copy_n(record.bytes.begin(), kTimeBytes, id.bytes.begin());
  return id;
}

Result<NewScore> ScoringService::evaluate(store::Snapshot& tx, const ModelsInForce& models, Surroundings& surroundings,
                                          Trends& trends, const Record& after, std::string_view cause, Timestamp now) {
  const Subject subject = TRY(surroundings.now(after, seconds_of(now)));
  const LiveModel* covering = TRY(models.model_for(subject, surroundings));
  const ScoredTable& scored_table = *find_scored_table(after.table);
  if (const auto given = TRY(find_given_score(tx, models, covering, after.id))) {
    return given_score(trends, *given, scored_table, after, cause, now);
  }
  if (covering == nullptr) {
    // A closed record keeps the score it had at its close.
    return Outcome().is_open(after) ? score_that_goes(tx, scored_table, after) : NewScore();
  }
  const LiveModel& model = *covering;
  if (!model.definition.outcome.is_open(after)) return NewScore();
  const feature::Scored scored = model.score(subject);

  TrendBase base;
  if (!record::is_null(after.get(scored_table.score_row))) {
    base = TRY(trends.base(after.id, model.definition.trend_days));
  }
  const Trend trend = TRY(trends.trend(model, after.id, scored.score, base));
  NewScore score = shown_on(scored_table, after, score_row(model, after, scored, trend, now));
  if (!is_told(base.last, score.row)) score.ledger_line = ledger_line(model, after, scored, cause, now);
  return score;
}

Result<NewScore> ScoringService::evaluate(store::Snapshot& tx, const ModelsInForce& models, Surroundings& surroundings,
                                          const Record& after, std::string_view cause, Timestamp now) {
  Trends trends(tx, *find_scored_table(after.table), surroundings, now);
  return evaluate(tx, models, surroundings, trends, after, cause, now);
}

Result<NewScore> ScoringService::evaluate(store::Snapshot& tx, std::string_view table, const Record& after,
                                          std::string_view cause, Timestamp now) {
  const auto models = TRY(in_force(tx, table));
  Surroundings surroundings(tx, *find_scored_table(table), models->wanted);
  return evaluate(tx, *models, surroundings, after, cause, now);
}

Result<std::vector<NewScore>> ScoringService::evaluate_many(store::Snapshot& snapshot, const ModelsInForce& models,
                                                            std::span<const Record* const> records,
                                                            std::string_view cause, Timestamp now) {
  std::vector<NewScore> scores;
  if (records.empty()) return scores;
  const ScoredTable& scored = *find_scored_table(records.front()->table);
  Surroundings surroundings(snapshot, scored, models.wanted);
  TRY(surroundings.read_ahead(records));
  Trends trends(snapshot, scored, surroundings, now);
  trends.read_together(records);
  for (const Record* record : records) {
    scores.push_back(TRY(evaluate(snapshot, models, surroundings, trends, *record, cause, now)));
  }
  return scores;
}

Result<void> ScoringService::keep(store::Transaction& tx, NewScore score) {
  if (score.columns.empty()) return {};
  const auto system = store::Caller::system();
  if (score.row.empty()) return tx.remove(kScoreTable, score.row_id, std::nullopt, system);
  if (score.row_exists) {
    TRY(tx.update(kScoreTable, score.row_id, std::move(score.row), std::nullopt, system));
  } else {
    TRY(tx.insert(kScoreTable, score.row_id, std::move(score.row), system));
  }
  if (!score.ledger_line.empty()) TRY(tx.insert(kLedger, Uuid{}, std::move(score.ledger_line), system));
  if (score.given) {
    TRY(tx.update(kModelScore, *score.given,
                  {{"msdyn_predictivescoreid", Reference{std::string(kScoreTable), score.row_id}}}, std::nullopt,
                  system));
  }
  return {};
}

Result<void> ScoringService::keep_many(store::Transaction& tx, std::vector<NewScore> scores) {
  const auto system = store::Caller::system();
  std::vector<std::pair<Uuid, Values>> rows, lines;
  std::vector<store::RowChange> changes;
  for (NewScore& score : scores) {
    if (score.columns.empty()) continue;
    if (score.row.empty() || score.given) {
      TRY(keep(tx, std::move(score)));
      continue;
    }
    if (!score.ledger_line.empty()) lines.emplace_back(Uuid{}, std::move(score.ledger_line));
    if (score.row_exists) {
      changes.push_back({score.row_id, std::move(score.row), std::nullopt});
    } else {
      rows.emplace_back(score.row_id, std::move(score.row));
    }
  }
  const auto outcomes = TRY(tx.update_many(kScoreTable, std::move(changes), system));
  if (std::ranges::find(outcomes, store::UpdateOutcome::Gone) != outcomes.end()) {
    return fail(ErrorCode::NotFound, "a record points to a score that is not there");
  }
  TRY(tx.insert_many(kScoreTable, std::move(rows), system));
  return tx.insert_many(kLedger, std::move(lines), system);
}

}  // namespace leadlight::scoring
