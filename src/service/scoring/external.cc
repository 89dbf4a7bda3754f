#include "service/scoring/external.h"

#include <algorithm>
#include <array>

#include "core/learn/grades.h"
#include "service/scoring/given_reasons.h"
#include "service/scoring/service_state.h"
#include "service/scoring/trend.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;
using record::Value;
using record::Values;

/// Before models that are trained here and were given no number of their own: who pushes scores wants them seen.
constexpr std::int64_t kExternalPriority = 50;
/// The model of scores that name none.
constexpr std::string_view kUnnamed = "external";
constexpr std::string_view kUnnamedName = "External scores";

tl::unexpected<Error> refused(std::string_view column, std::string message, std::string hint = {}) {
  return fail(Error(ErrorCode::InvalidInput, fmt::format("{}: {}", column, message), std::move(hint)));
}

Result<void> require_rights(const store::Caller& caller) {
  if (caller.is_system || caller.privileges.depth(kModel, store::Verb::Write) != store::Depth::None) return {};
  return fail(Error(ErrorCode::Denied, "scores are written by who may change scoring models",
                    "An administrator can widen your security role."));
}

/// What is the program's own of both tables, and a client cannot set.
Result<void> check_columns(const Values& values) {
  constexpr std::array<std::string_view, 4> kOwn{"ll_leadid", "ll_opportunityid", "msdyn_similaropportunities",
                                                 "overriddencreatedon"};
  for (const std::string_view column : kOwn) {
    if (values.contains(column)) return refused(column, "is kept by the program");
  }
  return {};
}

std::string text_in(const Values& values, std::string_view column) {
  const auto found = values.find(column);
  const auto* text = found == values.end() ? nullptr : record::as<std::string>(found->second);
  return text != nullptr ? *text : std::string();
}

/// The record that a score is about, open and seen by the caller.
struct Target {
  const ScoredTable* scored = nullptr;
  Record record;
};

Result<Target> find_target(store::Snapshot& snapshot, const Values& values, const store::Caller& caller) {
  const std::string type = text_in(values, "msdyn_entitytype"), id = text_in(values, "msdyn_entityid");
  Target target;
  target.scored = find_scored_table(type);
  if (target.scored == nullptr)
    return refused("msdyn_entitytype", fmt::format("takes lead or opportunity, not {}", type));
  const auto parsed = Uuid::parse(id);
  if (!parsed) return refused("msdyn_entityid", fmt::format("\"{}\" is not an id", id));
  auto found = TRY(snapshot.find(type, *parsed, {}, caller));
  if (!found) return refused("msdyn_entityid", fmt::format("there is no {} {}", type, parsed->to_string()));
  if (!Outcome().is_open(*found)) {
    return refused("msdyn_entityid", fmt::format("this {} is closed: it keeps the score it had", type));
  }
  target.record = std::move(*found);
  return target;
}

/// The model that a pushed row names, and how it would be called.
struct Named {
  std::string prediction, name;
};

Named model_named_in(std::string_view table, const Values& values) {
  const bool of_model = table == kModelScore;
  Named named{text_in(values, of_model ? "msdyn_predictionid" : "msdyn_contributingpredictionids"),
              text_in(values, of_model ? "msdyn_modelname" : "msdyn_name")};
  if (named.prediction.empty()) named.prediction = named.name.empty() ? std::string(kUnnamed) : named.name;
  if (named.name.empty()) named.name = named.prediction == kUnnamed ? std::string(kUnnamedName) : named.prediction;
  return named;
}

Result<std::optional<Record>> find_model(store::Snapshot& snapshot, std::string_view table,
                                         std::string_view prediction) {
  query::Query query{.table = std::string(kModel)};
  query.filter = query::all_of({query::equals("ll_table", Value(std::string(table))),
                                query::equals("ll_predictionid", Value(std::string(prediction)))});
  std::optional<Record> found;
  TRY(snapshot.scan(query, store::Caller::system(), [&](Record&& model) -> Result<bool> {
    if (!is_deleted(model)) found = std::move(model);
    return !found;
  }));
  return found;
}

/// A name that no other model has: leads and opportunities may be scored by a model of the same name.
Result<std::string> free_name(store::Snapshot& snapshot, const Named& named, std::string_view table) {
  for (const std::string& name : {named.name, fmt::format("{} ({})", named.name, table)}) {
    const auto taken = query::equals("ll_name", Value(name));
    if (TRY(snapshot.count(kModel, taken, store::Caller::system())) == 0) return name;
  }
  return fmt::format("{} ({}, {})", named.name, table, named.prediction);
}

/// The model with its one version, made where it is new.
Result<Record> ensure_model(store::Transaction& tx, std::string_view table, const Named& named) {
  const auto system = store::Caller::system();
  if (auto found = TRY(find_model(tx, table, named.prediction))) return std::move(*found);
  // The id follows from what names it, so that two nodes make one; but one that was deleted keeps its id.
  Uuid id = Uuid::from_name(fmt::format("external model of {} {}", table, named.prediction));
  if (TRY(tx.find(kModel, id, {"ll_state"}, system))) id = Uuid{};
  const Record model = TRY(tx.insert(kModel, id,
                                     {{"ll_name", TRY(free_name(tx, named, table))},
                                      {"ll_table", std::string(table)},
                                      {"ll_definition", Definition().to_json()},
                                      {"ll_state", kExternal},
                                      {"ll_predictionid", named.prediction},
                                      {"ll_priority", kExternalPriority}},
                                     system));
  const Record version = TRY(tx.insert(kVersion, Uuid{},
                                       {{"ll_name", std::string("Version 1")},
                                        {"ll_modelid", Reference{std::string(kModel), model.id}},
                                        {"ll_number", std::int64_t{1}},
                                        {"ll_state", kExternal}},
                                       system));
  return tx.update(kModel, model.id, {{"ll_publishedversionid", Reference{std::string(kVersion), version.id}}},
                   std::nullopt, system);
}

Result<std::int64_t> score_in(const Values& values, const Record* before) {
  const auto found = values.find("msdyn_score");
  const Value& value = found != values.end() ? found->second : before != nullptr ? before->get("msdyn_score") : Value();
  const auto* score = record::as<std::int64_t>(value);
  if (score == nullptr) return refused("msdyn_score", "a score is needed, from 0 to 100");
  if (*score < 0 || *score > 100) return refused("msdyn_score", fmt::format("{} is not from 0 to 100", *score));
  return *score;
}

/// Against the score that the same model had given some days ago; our own scores say nothing about it.
Result<Trend> derived_trend(store::Snapshot& snapshot, const Target& target, const Record& model, std::int64_t score,
                            Timestamp now) {
  const Definition definition = TRY(Definition::parse(model.text("ll_definition")));
  const TrendBase base = TRY(find_trend_base(snapshot, *target.scored, definition.trend_days, target.record.id, now));
  if (!base.point || base.point->version != model.target("ll_publishedversionid")) return Trend::NotEnoughInfo;
  return trend_of_change(static_cast<int>(score) - base.point->score, definition.trend_points);
}

/// The row of `msdyn_predictivemodelscore` as it will be.
Result<Values> model_score_row(store::Snapshot& snapshot, const Target& target, const Record& model,
                               const std::string& prediction, const Values& sent, const Record* before, Timestamp now) {
  const auto given = [&](std::string_view column) -> const Value* {
    const auto found = sent.find(column);
    return found != sent.end() && !record::is_null(found->second) ? &found->second : nullptr;
  };
  const ScoredTable& scored = *target.scored;
  const std::int64_t score = TRY(score_in(sent, before));
  Values row{
      {"msdyn_name", name_of(model)},
      {"msdyn_modelname", name_of(model)},
      {"msdyn_entityid", target.record.id.to_string()},
      {"msdyn_entitytype", std::string(scored.table)},
      {"msdyn_predictionid", prediction},
      {std::string(scored.parent), Reference{std::string(scored.table), target.record.id}},
      {"ll_modelid", Reference{std::string(kModel), model.id}},
      {"msdyn_score", score},
      {"statecode", std::int64_t{0}},
      {"statuscode", std::int64_t{1}},
  };
  const bool new_score = before == nullptr || sent.contains("msdyn_score");
  const Value* grade = given("msdyn_grade");
  if (grade != nullptr) row["msdyn_grade"] = *grade;
  if (grade == nullptr && new_score) {
    row["msdyn_grade"] = static_cast<std::int64_t>(learn::grade(static_cast<int>(score), learn::preset_75_50_25()));
  }
  const Value* trend = given("msdyn_scoretrend");
  if (trend != nullptr) row["msdyn_scoretrend"] = *trend;
  if (trend == nullptr && new_score) {
    row["msdyn_scoretrend"] = static_cast<std::int64_t>(TRY(derived_trend(snapshot, target, model, score, now)));
  }
  if (const auto reasons = sent.find("msdyn_scorereasons"); reasons != sent.end()) {
    const auto* text = record::as<std::string>(reasons->second);
    std::string kept = TRY(given_reasons(text != nullptr ? *text : "", score, scored.table));
    row["msdyn_scorereasons"] = kept.empty() ? Value() : Value(std::move(kept));
  } else if (new_score) {
    row["msdyn_scorereasons"] = Value();  // those of another score say nothing of this one
  }
  const Value* day = given("msdyn_scoredon");
  if (day != nullptr || new_score) {
    row["msdyn_scoredon"] = day != nullptr ? *day : Value(std::chrono::floor<std::chrono::days>(now));
  }
  if (const auto history = sent.find("msdyn_scorehistory"); history != sent.end()) row.insert(*history);
  return row;
}

/// The row a client changes or removes. Whether it may be is asked after whether it is there.
Result<Record> row_to_change(store::Snapshot& snapshot, std::string_view table, const Uuid& id,
                             std::optional<std::int64_t> expected_version, const store::Caller& caller) {
  auto row = TRY(snapshot.find(table, id, {}, caller));
  if (!row) return fail(ErrorCode::NotFound, "no {} with the id {}", table, id.to_string());
  TRY(require_rights(caller));
  if (expected_version && row->version != *expected_version) {
    return fail(ErrorCode::Conflict, "this {} was changed meanwhile: it is at version {}, not {}", table, row->version,
                *expected_version);
  }
  return std::move(*row);
}

/// What names a row cannot be changed; what the client left out is as it was.
Result<void> take_names(const Record& row, Values& values) {
  for (const char* column : {"msdyn_entityid", "msdyn_entitytype", "msdyn_predictionid"}) {
    const std::string stands = row.text(column);
    if (stands.empty()) continue;
    const std::string sent = text_in(values, column);
    if (!sent.empty() && sent != stands) return refused(column, fmt::format("is {} and stays so", stands));
    values.insert_or_assign(column, stands);
  }
  return {};
}

}  // namespace

bool takes_scores(std::string_view table) {
  return table == kScoreTable || table == kModelScore;
}

Uuid model_score_id(const Uuid& model, const Uuid& record) {
  return Uuid::from_name(fmt::format("score of {} by {}", record.to_string(), model.to_string()));
}

Result<std::optional<GivenScore>> find_given_score(store::Snapshot& snapshot, const ModelsInForce& models,
                                                   const LiveModel* covering, const Uuid& record) {
  const auto at = std::ranges::find_if(models.models, [&](const auto& model) { return model.get() == covering; });
  const auto tried_before = static_cast<size_t>(at - models.models.begin());
  for (const ExternalModel& model : models.external) {
    if (model.place > tried_before) break;
    auto row = TRY(snapshot.find(kModelScore, model_score_id(model.id, record), {}, store::Caller::system()));
    if (row) return GivenScore{&model, std::move(*row)};
  }
  return std::nullopt;
}

Result<Record> ScoringService::push_score(store::Transaction& tx, std::string_view table, const Uuid& row,
                                          Values values, std::optional<std::int64_t> expected_version,
                                          const store::Caller& caller) {
  const auto system = store::Caller::system();
  if (!row.is_nil()) {
    TRY(take_names(TRY(row_to_change(tx, table, row, expected_version, caller)), values));
  }
  TRY(require_rights(caller));
  TRY(check_columns(values));
  const Target target = TRY(find_target(tx, values, caller));
  const Named named = model_named_in(table, values);
  const Record model = TRY(ensure_model(tx, target.scored->table, named));
  const Uuid id = model_score_id(model.id, target.record.id);
  const auto before = TRY(tx.find(kModelScore, id, {}, system));
  Values kept =
      TRY(model_score_row(tx, target, model, named.prediction, values, before ? &*before : nullptr, tx.now()));
  if (before) {
    TRY(tx.update(kModelScore, id, std::move(kept), std::nullopt, system));
  } else {
    TRY(tx.insert(kModelScore, id, std::move(kept), system));
  }
  TRY(rescore_in(tx, {Reference{std::string(target.scored->table), target.record.id}}, "external"));
  const Uuid answered = table == kModelScore ? id : score_row_id(target.scored->table, target.record.id);
  auto result = TRY(tx.find(table, answered, {}, caller));
  if (!result) {
    return fail(Error(ErrorCode::Conflict,
                      fmt::format("the model {} is paused: the record shows no score", name_of(model)),
                      "Resume it, or write to msdyn_predictivemodelscores."));
  }
  return std::move(*result);
}

Result<void> ScoringService::withdraw_score(store::Transaction& tx, std::string_view table, const Uuid& id,
                                            std::optional<std::int64_t> expected_version, const store::Caller& caller) {
  const auto system = store::Caller::system();
  const Record row = TRY(row_to_change(tx, table, id, expected_version, caller));
  query::Query query{.table = std::string(kModelScore), .columns = {"ll_modelid"}};
  query.filter = table == kModelScore ? query::equals("msdyn_predictivemodelscoreid", Value(id))
                                      : query::all_of({query::equals("msdyn_entityid", row.get("msdyn_entityid")),
                                                       query::equals("msdyn_entitytype", row.get("msdyn_entitytype"))});
  std::vector<Uuid> given;
  TRY(tx.scan(query, system, [&](Record&& score) -> Result<bool> {
    given.push_back(score.id);
    return true;
  }));
  if (given.empty()) {
    return fail(Error(ErrorCode::Conflict, "this score is Leadlight's own",
                      "It goes when its model is paused or deleted, or with its record."));
  }
  for (const Uuid& score : given) TRY(tx.remove(kModelScore, score, std::nullopt, system));
  const auto record = Uuid::parse(row.text("msdyn_entityid"));
  if (!record) return fail(ErrorCode::Corrupt, "a score of no record");
  return rescore_in(tx, {Reference{row.text("msdyn_entitytype"), *record}}, "external");
}

}  // namespace leadlight::scoring
