#include "service/scoring/models.h"

#include "base/text.h"
#include "core/record/validate.h"
#include "service/scoring/service_state.h"
#include "service/scoring/training_query.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;
using record::Values;

Result<const ScoredTable*> scored_named(std::string_view table) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr) return fail(ErrorCode::InvalidInput, "Table: records of the table {} cannot be scored", table);
  return scored;
}

Result<Record> model_named(store::Snapshot& snapshot, const Uuid& model, const store::Caller& caller) {
  auto found = TRY(snapshot.find(kModel, model, {}, caller));
  if (!found || is_deleted(*found)) return fail(ErrorCode::NotFound, "there is no model {}", model.to_string());
  return *std::move(found);
}

Result<void> set_paused(store::Store& store, const Uuid& model, bool paused, const store::Caller& caller) {
  return store.write([&](store::Transaction& tx) -> Result<void> {
    const Record row = TRY(model_named(tx, model, caller));
    if (record::is_null(row.get("ll_publishedversionid"))) {
      return fail(Error(ErrorCode::Conflict, "this model has no published version", "Train it and publish a version."));
    }
    const std::int64_t in_force = is_external(row) ? kExternal : kPublished;
    TRY(tx.update(kModel, model, {{"ll_state", paused ? kPaused : in_force}}, row.version, caller));
    return {};
  });
}

/// The scores that an external model gave, in pages: a save waits for one of them at most.
Result<void> remove_given_scores(store::Store& store, const Uuid& model) {
  constexpr int kAtOnce = 200;
  query::Query query{.table = std::string(kModelScore), .columns = {"ll_modelid"}};
  query.filter = query::equals("ll_modelid", Value(model));
  query.limit = kAtOnce;
  for (bool more = true; more;) {
    TRY(store.write([&](store::Transaction& tx) -> Result<void> {
      const store::Page page = TRY(tx.select(query, store::Caller::system()));
      for (const store::Row& row : page.rows) {
        TRY(tx.remove(kModelScore, row.record.id, std::nullopt, store::Caller::system()));
      }
      more = page.next.has_value();
      return {};
    }));
  }
  return {};
}

bool is_tried_before(const Record& other, const ModelSettings& settings) {
  const auto theirs = priority_of(other);
  return theirs != settings.priority ? theirs < settings.priority : name_of(other) < settings.name;
}

}  // namespace

Result<SavedModel> save_model(store::Store& store, const ModelSettings& settings, const store::Caller& caller) {
  const ScoredTable* scored = TRY(scored_named(settings.table));
  const std::string name(base::trim(settings.name));
  if (name.empty()) return fail(ErrorCode::InvalidInput, "Name: a model needs a name");
  TRY(check_definition(settings.definition, *store.schema(), *scored));
  SavedModel saved{.model = settings.id.value_or(Uuid())};
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    Values values{
        {"ll_name", name}, {"ll_priority", settings.priority}, {"ll_definition", settings.definition.to_json()}};
    if (!settings.id) values["ll_table"] = settings.table;
    const auto kind = settings.id ? record::ChangeKind::Update : record::ChangeKind::Create;
    values = TRY(record::check_change(*tx.schema().find(kModel), std::move(values), kind));
    if (settings.id) {
      const Record model = TRY(model_named(tx, *settings.id, caller));
      if (model.text("ll_table") != settings.table) {
        return fail(ErrorCode::InvalidInput, "Table: a model stays with its table, {}", model.text("ll_table"));
      }
      const bool scores = !record::is_null(model.get("ll_publishedversionid"));
      saved.order_changed = scores && priority_of(model) != settings.priority;
      TRY(tx.update(kModel, *settings.id, std::move(values), std::nullopt, caller));
      return {};
    }
    values["ll_state"] = kDraft;
    saved.model = TRY(tx.insert(kModel, Uuid{}, std::move(values), caller)).id;
    return {};
  }));
  return saved;
}

Result<Uuid> clone_model(store::Store& store, const Uuid& model, std::string name, const store::Caller& caller) {
  const Record row = TRY(model_named(*TRY(store.snapshot()), model, caller));
  if (is_external(row)) return fail(ErrorCode::Conflict, "the scores of {} come from outside", name_of(row));
  ModelSettings settings;
  settings.name = std::move(name);
  settings.table = row.text("ll_table");
  settings.priority = std::min(priority_of(row), kLastPriority - 1) + 1;
  settings.definition = TRY(Definition::parse(row.text("ll_definition")));
  return TRY(save_model(store, settings, caller)).model;
}

bool is_trained(std::int64_t state) {
  return state != kDraft && state != kTraining && state != kFailed;
}

Result<void> pause_model(store::Store& store, const Uuid& model, const store::Caller& caller) {
  return set_paused(store, model, true, caller);
}

Result<void> resume_model(store::Store& store, const Uuid& model, const store::Caller& caller) {
  return set_paused(store, model, false, caller);
}

Result<void> delete_model(store::Store& store, const Uuid& model, ScoresOfDeleted scores, const store::Caller& caller) {
  bool external = false;
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    const Record row = TRY(model_named(tx, model, caller));
    external = is_external(row);
    // The name is free again: another model may be called so.
    TRY(tx.update(kModel, model,
                  {{"ll_name", fmt::format("deleted {}", model.to_string())},
                   {"ll_publishedversionid", Value()},
                   {"ll_state", scores == ScoresOfDeleted::Keep ? kDeletedScoresKept : kDeleted}},
                  row.version, caller));
    if (const Uuid version = row.target("ll_publishedversionid"); !version.is_nil()) {
      TRY(tx.update(kVersion, version, {{"ll_state", kRetired}}, std::nullopt, store::Caller::system()));
    }
    return {};
  }));
  return external ? remove_given_scores(store, model) : Result<void>();
}

Result<RecordCounts> count_records(store::Snapshot& snapshot, const ModelSettings& settings, Timestamp now) {
  const auto system = store::Caller::system();
  const ScoredTable* scored = TRY(scored_named(settings.table));
  const Definition& definition = settings.definition;
  TRY(check_definition(definition, snapshot.schema(), *scored));
  const auto counted = [&](const query::FilterPtr& filter) { return snapshot.count(scored->table, filter, system); };
  const TrainingQuery about = TRY(training_query(definition, snapshot.schema(), *scored, now));

  RecordCounts counts;
  counts.positive = TRY(counted(about.positive));
  counts.negative = TRY(counted(about.negative));
  counts.open = TRY(counted(about.open));
  counts.too_young = about.too_young ? TRY(counted(about.too_young)) : 0;
  counts.outside_window = about.outside_window ? TRY(counted(about.outside_window)) : 0;
  for (const Record& other : TRY(models_of(snapshot, scored->table, ModelSet::WithVersion))) {
    if (settings.id == other.id || is_external(other)) continue;
    const auto theirs = Definition::parse(other.text("ll_definition"));
    const auto condition = theirs ? training_query(*theirs, snapshot.schema(), *scored, now) : fail(theirs.error());
    if (!condition) continue;  // one that cannot be used concerns nobody; its own page says why
    const auto open = TRY(counted(query::all_of({about.open, condition->open})));
    if (open == 0) continue;
    counts.overlaps.push_back({other.id, name_of(other), priority_of(other), open, is_tried_before(other, settings)});
  }
  return counts;
}

}  // namespace leadlight::scoring
