// One record's score: worked out, and written as score row and ledger line.
#include <algorithm>
#include <cmath>

#include "service/scoring/columns.h"
#include "service/scoring/score_text.h"
#include "service/scoring/service_state.h"
#include "service/scoring/trend.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

constexpr std::string_view kScoreTable = "msdyn_predictivescore";
constexpr std::string_view kLedger = "ll_scorepoint";

Values score_row(const LiveModel& live, const Record& record, const feature::Scored& scored, Trend trend,
                 Timestamp now) {
  return {
      {"msdyn_entityid", record.id.to_string()},
      {"msdyn_entitytype", std::string(live.scored->table)},
      {std::string(live.scored->parent), Reference{std::string(live.scored->table), record.id}},
      {"msdyn_score", std::int64_t{scored.score}},
      {"msdyn_grade", static_cast<std::int64_t>(scored.grade)},
      {"msdyn_scoretrend", static_cast<std::int64_t>(trend)},
      {"msdyn_scorereasons", reasons_text(live, scored)},
      {"msdyn_scoredon", std::chrono::floor<std::chrono::days>(now)},
      {"msdyn_contributingpredictionids", live.model_id.to_string()},
      {"ll_margin", scored.margin},
      {"ll_probability", scored.probability},
      {"ll_average", std::int64_t{scored.average}},
      {"ll_provisional", live.model->provisional()},
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

}  // namespace

Uuid score_row_id(std::string_view table, const Uuid& record) {
  Uuid id = Uuid::from_name("score of " + std::string(table) + " " + record.to_string());
  // It begins as the record's does, with its time: rows made together stand together in every index of ids.
  constexpr size_t kTimeBytes = 6;
  std::copy_n(record.bytes.begin(), kTimeBytes, id.bytes.begin());
  return id;
}

Result<NewScore> ScoringService::evaluate(store::Snapshot& tx, std::string_view table, const Record& after,
                                          std::string_view cause, Timestamp now, const LiveModel* given) {
  std::shared_ptr<const LiveModel> held;
  if (given == nullptr) {
    held = TRY(live(tx, table));
    given = held.get();
  }
  NewScore score;
  if (given == nullptr || !given->definition.outcome.is_open(after)) return score;
  const LiveModel& model = *given;
  const feature::Scored scored = model.score(after, seconds_of(now));

  const auto* row = after.get_as<record::Reference>(model.scored->score_row);
  TrendBase base;
  if (row != nullptr) base = TRY(find_trend_base(tx, model, after.id, now));
  const Trend trend = TRY(trend_of(tx, model, after, scored.score, base));

  score.row_id = row != nullptr ? row->id : score_row_id(table, after.id);
  score.row_exists = row != nullptr;
  score.row = score_row(model, after, scored, trend, now);
  const auto& last = base.last;
  const bool same = last && last->version == model.version_id && last->score == scored.score &&
                    last->grade == static_cast<std::int64_t>(scored.grade);
  if (!same) score.ledger_line = ledger_line(model, after, scored, cause, now);
  score.columns = {
      {std::string(model.scored->score), std::int64_t{scored.score}},
      {std::string(model.scored->grade), static_cast<std::int64_t>(scored.grade)},
      {std::string(model.scored->trend), static_cast<std::int64_t>(trend)},
      {std::string(model.scored->score_row), Reference{std::string(kScoreTable), score.row_id}},
  };
  return score;
}

Result<void> ScoringService::keep(store::Transaction& tx, NewScore score) {
  if (score.columns.empty()) return {};
  const auto system = store::Caller::system();
  if (score.row_exists) {
    TRY(tx.update(kScoreTable, score.row_id, std::move(score.row), std::nullopt, system));
  } else {
    TRY(tx.insert(kScoreTable, score.row_id, std::move(score.row), system));
  }
  if (!score.ledger_line.empty()) TRY(tx.insert(kLedger, Uuid{}, std::move(score.ledger_line), system));
  return {};
}

Result<void> ScoringService::keep_many(store::Transaction& tx, std::vector<NewScore> scores) {
  std::vector<std::pair<Uuid, Values>> rows, lines;
  for (NewScore& score : scores) {
    if (score.columns.empty()) continue;
    if (!score.ledger_line.empty()) lines.emplace_back(Uuid{}, std::move(score.ledger_line));
    if (score.row_exists) {
      TRY(tx.update(kScoreTable, score.row_id, std::move(score.row), std::nullopt, store::Caller::system()));
    } else {
      rows.emplace_back(score.row_id, std::move(score.row));
    }
  }
  TRY(tx.insert_many(kScoreTable, std::move(rows), store::Caller::system()));
  return tx.insert_many(kLedger, std::move(lines), store::Caller::system());
}

Result<Values> ScoringService::score_in(store::Transaction& tx, std::string_view table, const Record& after,
                                        std::string_view cause) {
  NewScore score = TRY(evaluate(tx, table, after, cause, tx.now()));
  Values columns = score.columns;
  TRY(keep(tx, std::move(score)));
  return columns;
}

}  // namespace leadlight::scoring
