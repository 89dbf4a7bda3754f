// The models of a table, and whether there is enough to learn from.
#include "service/scoring/models.h"
#include "service/scoring/service_state.h"
#include "service/scoring/training_query.h"

namespace leadlight::scoring {
namespace {

using record::Record;

std::string_view state_name(std::int64_t state) {
  constexpr std::string_view kNames[] = {"draft",     "training", "ready",  "no_signal", "failed",
                                         "published", "retired",  "paused", "deleted",   "deleted_scores_kept",
                                         "external"};
  return state >= 0 && static_cast<size_t>(state) < std::size(kNames) ? kNames[state] : "";
}

/// When its published version last changed. From the history: grades may have been set since.
Result<OrderedJson> published_on(store::Snapshot& snapshot, const Record& model) {
  std::optional<Timestamp> changed;
  for (const auto& entry : TRY(snapshot.history(kModel, model.id, store::Caller::system()))) {
    if (entry.changes.contains("ll_publishedversionid")) changed = entry.at;
  }
  return changed ? OrderedJson(base::to_string(*changed)) : OrderedJson();
}

/// nullopt: it was never trained.
Result<std::optional<Record>> newest_version(store::Snapshot& snapshot, const Uuid& model) {
  query::Query query;
  query.table = kVersion;
  query.columns = {"ll_number", "ll_state", "ll_trainedon", "ll_auc", "ll_verdict", "ll_report"};
  query.filter = query::equals("ll_modelid", record::Value(model));
  query.order = {{{"", "", "ll_number"}, query::Direction::Descending}};
  query.limit = 1;
  store::Page newest = TRY(snapshot.select(query, store::Caller::system()));
  if (newest.rows.empty()) return std::optional<Record>();
  return std::optional<Record>(std::move(newest.rows.front().record));
}

/// A version that waits to be published, with what somebody needs to decide.
OrderedJson offer_json(const Record& version) {
  constexpr size_t kTopFactors = 5;
  const auto report = base::parse_json(version.text("ll_report"));
  OrderedJson factors = OrderedJson::array();
  for (const Json& factor : report ? report->value("factors", Json::array()) : Json::array()) {
    if (factors.size() == kTopFactors) break;
    factors.push_back({{"attribute", factor.value("attribute", "")},
                       {"label", factor.value("label", "")},
                       {"influence", factor.value("influence", 0.0)}});
  }
  const auto trained = version.time("ll_trainedon");
  const auto* auc = version.get_as<double>("ll_auc");
  return {{"version", version.number("ll_number")},
          {"version_id", version.id.to_string()},
          {"trained_on", trained ? OrderedJson(base::to_string(*trained)) : OrderedJson()},
          {"automatic", report && report->value("automatic", false)},
          {"auc", auc ? OrderedJson(*auc) : OrderedJson()},
          {"verdict", version.text("ll_verdict")},
          {"factors", std::move(factors)}};
}

/// How many open records have a score of an external model.
Result<std::int64_t> count_given(store::Snapshot& snapshot, const ScoredTable& scored, const Record& model) {
  const query::Path state{std::string(scored.parent), {}, "statecode"};
  const auto open = std::make_shared<query::Filter>(
      query::Filter{query::Compare{state, query::CompareOp::Eq, record::Value(std::int64_t{0})}});
  return snapshot.count(kModelScore, query::all_of({query::equals("ll_modelid", record::Value(model.id)), open}),
                        store::Caller::system());
}

/// That the published version is damaged, and which one scores in its place.
OrderedJson damage_json(const ScoringService::Serving& serving, const OrderedJson& version) {
  return {{"version", version},
          {"serves", serving.live ? OrderedJson(serving.live->number) : OrderedJson()},
          {"reason", serving.problem->message()}};
}

/// The model's row, with what is published of it and how many records it is about.
Result<OrderedJson> model_json(store::Snapshot& snapshot, const ScoredTable& scored, const Record& model,
                               Timestamp now) {
  const auto system = store::Caller::system();
  OrderedJson json{{"id", model.id.to_string()},
                   {"name", name_of(model)},
                   {"table", scored.table},
                   {"priority", priority_of(model)},
                   {"state", state_name(model.number("ll_state", kDraft))}};
  for (const auto member : {"version", "version_id", "published_on", "auc", "verdict", "offer"}) json[member] = nullptr;
  if (const Uuid version = model.target("ll_publishedversionid"); !version.is_nil()) {
    const auto row = TRY(snapshot.find(kVersion, version, {"ll_number", "ll_auc", "ll_verdict"}, system));
    json["version_id"] = version.to_string();
    json["published_on"] = TRY(published_on(snapshot, model));
    if (row && !is_external(model)) {
      json["version"] = row->number("ll_number");
      json["verdict"] = row->text("ll_verdict");
      if (const auto* auc = row->get_as<double>("ll_auc")) json["auc"] = *auc;
    }
  } else if (const auto version_row = TRY(newest_version(snapshot, model.id))) {
    // How far it has come on its way to a first published version.
    const std::int64_t state = version_row->number("ll_state");
    json["state"] = state_name(state);
    if (state == kReady) json["offer"] = offer_json(*version_row);
  }
  if (is_external(model)) {
    json["prediction_id"] = model.text("ll_predictionid");
    json["matching_open"] = TRY(count_given(snapshot, scored, model));
    return json;
  }
  const auto definition = Definition::parse(model.text("ll_definition"));
  if (definition) json["definition"] = TRY(base::parse_json(definition->to_json()));
  const auto about =
      definition ? training_query(*definition, snapshot.schema(), scored, now) : fail(definition.error());
  if (about) {
    json["matching_open"] = TRY(snapshot.count(scored.table, about->open, system));
  } else {
    json["problem"] = about.error().to_string();
  }
  return json;
}

}  // namespace

bool may_read_models(const store::Caller& caller) {
  return caller.is_system || caller.privileges.depth(kModel, store::Verb::Read) != store::Depth::None;
}

Result<void> require_model_reader(const store::Caller& caller) {
  if (may_read_models(caller)) return {};
  return fail(
      Error(ErrorCode::Denied, "you may not read scoring models", "An administrator can widen your security role."));
}

Result<Record> readable_model(store::Snapshot& snapshot, const Uuid& model, const store::Caller& caller) {
  TRY(require_model_reader(caller));
  auto row = TRY(snapshot.find(kModel, model, {}, caller));
  if (!row || is_deleted(*row)) return fail(ErrorCode::NotFound, "no model with the id {}", model.to_string());
  return *std::move(row);
}

Result<OrderedJson> ScoringService::status(std::string_view table, const store::Caller& caller) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr) return fail(ErrorCode::InvalidInput, "records of the table {} cannot be scored", table);
  TRY(require_model_reader(caller));
  const auto snapshot = TRY(store_.snapshot());
  const Timestamp now = clock_.now();
  OrderedJson models = OrderedJson::array();
  for (const Record& model : TRY(models_of(*snapshot, table, ModelSet::All))) {
    OrderedJson json = TRY(model_json(*snapshot, *scored, model, now));
    if (!is_external(model) && !model.target("ll_publishedversionid").is_nil()) {
      const Serving now_serving = TRY(serving(*snapshot, model));
      const bool damaged = now_serving.problem && now_serving.problem->code() == ErrorCode::Corrupt;
      if (damaged) json["damaged"] = damage_json(now_serving, json["version"]);
    }
    models.push_back(std::move(json));
  }
  // Of all records, whatever models there are: whether a first one can be learned.
  const TrainingQuery all = TRY(training_query(Definition(), *store_.schema(), *scored, now));
  const auto counted = [&](query::FilterPtr filter) { return snapshot->count(table, filter, store::Caller::system()); };
  const auto scored_open =
      query::all_of({all.open, query::compare(std::string(scored->score), query::CompareOp::Ne, record::Value())});
  return OrderedJson{{"table", table},
                     {"models", std::move(models)},
                     {"closed",
                      {{"positive", TRY(counted(all.positive))},
                       {"negative", TRY(counted(all.negative))},
                       {"needed", kClosingsNeeded}}},
                     {"open", TRY(counted(all.open))},
                     {"scored", TRY(counted(scored_open))}};
}

}  // namespace leadlight::scoring
