// The models of a table, and whether there is enough to learn from.
#include "service/scoring/models.h"
#include "service/scoring/service_state.h"
#include "service/scoring/training_query.h"

namespace leadlight::scoring {
namespace {

using record::Record;

std::string_view state_name(std::int64_t state) {
  constexpr std::string_view kNames[] = {"draft",     "training", "ready",  "no_signal", "failed",
                                         "published", "retired",  "paused", "deleted",   "deleted_scores_kept"};
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

/// The model's row, with what is published of it and how many records it is about.
Result<OrderedJson> model_json(store::Snapshot& snapshot, const ScoredTable& scored, const Record& model,
                               Timestamp now) {
  const auto system = store::Caller::system();
  OrderedJson json{{"id", model.id.to_string()},
                   {"name", name_of(model)},
                   {"table", scored.table},
                   {"priority", priority_of(model)},
                   {"state", state_name(model.number("ll_state", kDraft))}};
  for (const auto member : {"version", "version_id", "published_on", "auc", "verdict"}) json[member] = nullptr;
  if (const Uuid version = model.target("ll_publishedversionid"); !version.is_nil()) {
    const auto row = TRY(snapshot.find(kVersion, version, {"ll_number", "ll_auc", "ll_verdict"}, system));
    json["version_id"] = version.to_string();
    json["published_on"] = TRY(published_on(snapshot, model));
    if (row) {
      json["version"] = row->number("ll_number");
      json["verdict"] = row->text("ll_verdict");
      if (const auto* auc = row->get_as<double>("ll_auc")) json["auc"] = *auc;
    }
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

Result<OrderedJson> ScoringService::status(std::string_view table, const store::Caller& caller) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr) return fail(ErrorCode::InvalidInput, "records of the table {} cannot be scored", table);
  const auto readable =
      caller.is_system || caller.privileges.depth("ll_model", store::Verb::Read) != store::Depth::None;
  if (!readable) {
    return fail(
        Error(ErrorCode::Denied, "you may not read scoring models", "An administrator can widen your security role."));
  }
  const auto snapshot = TRY(store_.snapshot());
  const Timestamp now = clock_.now();
  OrderedJson models = OrderedJson::array();
  for (const Record& model : TRY(models_of(*snapshot, table, ModelSet::All))) {
    models.push_back(TRY(model_json(*snapshot, *scored, model, now)));
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
