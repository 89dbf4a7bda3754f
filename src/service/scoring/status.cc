// Whether a table has a model, and whether there is enough to learn from.
#include "service/scoring/service_state.h"

namespace leadlight::scoring {
namespace {

std::string_view state_name(std::int64_t state) {
  constexpr std::string_view kNames[] = {"draft", "training", "ready", "no_signal", "failed", "published", "retired"};
  return state >= 0 && state < 7 ? kNames[state] : "";
}

/// The model's row, with what is published of it.
Result<OrderedJson> model_json(store::Snapshot& snapshot, const record::Record& model) {
  const auto* name = model.get_as<std::string>("ll_name");
  const auto* state = model.get_as<std::int64_t>("ll_state");
  OrderedJson json{{"id", model.id.to_string()},
                   {"name", name ? *name : ""},
                   {"state", state_name(state ? *state : kDraft)},
                   {"version", nullptr},
                   {"published_on", nullptr},
                   {"withdrawn", false}};
  // The history of the model, not the row's last change: grades may have been set since.
  std::optional<Timestamp> changed;
  for (const auto& entry : TRY(snapshot.history("ll_model", model.id, store::Caller::system()))) {
    if (entry.changes.contains("ll_publishedversionid")) changed = entry.at;
  }
  const auto* version = model.get_as<record::Reference>("ll_publishedversionid");
  json["withdrawn"] = version == nullptr && changed.has_value();
  if (version == nullptr) return json;
  const auto row =
      TRY(snapshot.find("ll_modelversion", version->id, {"ll_number", "modifiedon"}, store::Caller::system()));
  const auto* number = row ? row->get_as<std::int64_t>("ll_number") : nullptr;
  if (number != nullptr) json["version"] = *number;
  if (changed) json["published_on"] = base::to_string(*changed);
  return json;
}

}  // namespace

Result<OrderedJson> ScoringService::status(std::string_view table, const store::Caller& caller) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr) return fail(ErrorCode::InvalidInput, "records of the table {} cannot be scored", table);
  const auto readable =
      caller.is_system || caller.privileges.depth("ll_model", store::Verb::Read) != store::Depth::None;
  if (!readable) {
    return fail(
        Error(ErrorCode::Denied, "you may not read scoring models", "An administrator can widen your security role."));
  }
  const auto system = store::Caller::system();
  const auto snapshot = TRY(store_.snapshot());
  const auto models = TRY(models_of(*snapshot, table, false));
  Definition definition;
  if (!models.empty()) {
    const auto* text = models.front().get_as<std::string>("ll_definition");
    definition = TRY(Definition::parse(text ? *text : std::string()));
  }
  const auto in_state = [&](std::int64_t state) {
    return snapshot->count(table, query::equals("statecode", state), system);
  };
  // Duplicates that were merged into another record are closed, too.
  const auto merged_in_state = [&](std::int64_t state) -> Result<std::int64_t> {
    if (store_.schema()->find(table)->find("masterid") == nullptr) return 0;
    return snapshot->count(table,
                           query::all_of({query::equals("statecode", state),
                                          query::compare("masterid", query::CompareOp::Ne, record::Value())}),
                           system);
  };
  const auto positive = TRY(in_state(definition.outcome.positive)) - TRY(merged_in_state(definition.outcome.positive));
  const auto negative = TRY(in_state(definition.outcome.negative)) - TRY(merged_in_state(definition.outcome.negative));
  const auto open = TRY(in_state(definition.outcome.open));
  const auto scored_open = TRY(snapshot->count(
      table,
      query::all_of({query::equals("statecode", definition.outcome.open),
                     query::compare(std::string(scored->score), query::CompareOp::Ne, record::Value())}),
      system));
  OrderedJson json;
  json["model"] = models.empty() ? OrderedJson() : TRY(model_json(*snapshot, models.front()));
  json["closed"] = {{"positive", positive}, {"negative", negative}, {"needed", kClosingsNeeded}};
  json["open"] = open;
  json["scored"] = scored_open;
  return json;
}

}  // namespace leadlight::scoring
