#include "service/scoring/models.h"

#include "base/text.h"
#include "service/scoring/service_state.h"
#include "service/scoring/training_query.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Value;
using record::Values;

constexpr size_t kLongestName = 100;

Result<const ScoredTable*> scored_named(std::string_view table) {
  const ScoredTable* scored = find_scored_table(table);
  if (scored == nullptr) return fail(ErrorCode::InvalidInput, "Table: records of the table {} cannot be scored", table);
  return scored;
}

Result<std::string> checked_name(std::string_view name) {
  std::string trimmed(base::trim(name));
  if (trimmed.empty()) return fail(ErrorCode::InvalidInput, "Name: a model needs a name");
  if (trimmed.size() > kLongestName) {
    return fail(ErrorCode::InvalidInput, "Name: at most {} characters", kLongestName);
  }
  return trimmed;
}

Result<Record> model_named(store::Snapshot& snapshot, const Uuid& model, const store::Caller& caller) {
  auto found = TRY(snapshot.find(kModel, model, {}, caller));
  if (!found || is_deleted(*found)) return fail(ErrorCode::NotFound, "there is no model {}", model.to_string());
  return *std::move(found);
}

Result<void> set_state(store::Store& store, const Uuid& model, std::int64_t state, const store::Caller& caller) {
  return store.write([&](store::Transaction& tx) -> Result<void> {
    const Record row = TRY(model_named(tx, model, caller));
    if (record::is_null(row.get("ll_publishedversionid"))) {
      return fail(Error(ErrorCode::Conflict, "this model has no published version", "Train it and publish a version."));
    }
    TRY(tx.update(kModel, model, {{"ll_state", state}}, row.version, caller));
    return {};
  });
}

/// The condition that is about the open records of both.
query::FilterPtr both(const query::FilterPtr& a, const query::FilterPtr& b) {
  return query::all_of({a, b});
}

bool is_tried_before(const Record& other, const ModelSettings& settings) {
  const auto theirs = priority_of(other);
  return theirs != settings.priority ? theirs < settings.priority : name_of(other) < settings.name;
}

}  // namespace

Result<Uuid> save_model(store::Store& store, const ModelSettings& settings, const store::Caller& caller) {
  const ScoredTable* scored = TRY(scored_named(settings.table));
  const std::string name = TRY(checked_name(settings.name));
  TRY(check_definition(settings.definition, *store.schema(), *scored));
  Uuid id = settings.id.value_or(Uuid());
  TRY(store.write([&](store::Transaction& tx) -> Result<void> {
    Values values{
        {"ll_name", name}, {"ll_priority", settings.priority}, {"ll_definition", settings.definition.to_json()}};
    if (settings.id) {
      const Record model = TRY(model_named(tx, *settings.id, caller));
      if (model.text("ll_table") != settings.table) {
        return fail(ErrorCode::InvalidInput, "Table: a model stays with its table, {}", model.text("ll_table"));
      }
      TRY(tx.update(kModel, *settings.id, std::move(values), std::nullopt, caller));
      return {};
    }
    values["ll_table"] = settings.table;
    values["ll_state"] = kDraft;
    id = TRY(tx.insert(kModel, Uuid{}, std::move(values), caller)).id;
    return {};
  }));
  return id;
}

Result<Uuid> clone_model(store::Store& store, const Uuid& model, std::string name, const store::Caller& caller) {
  const Record row = TRY(model_named(*TRY(store.snapshot()), model, caller));
  ModelSettings settings;
  settings.name = std::move(name);
  settings.table = row.text("ll_table");
  settings.priority = std::min(priority_of(row), kLastPriority - 1) + 1;
  settings.definition = TRY(Definition::parse(row.text("ll_definition")));
  return save_model(store, settings, caller);
}

Result<void> pause_model(store::Store& store, const Uuid& model, const store::Caller& caller) {
  return set_state(store, model, kPaused, caller);
}

Result<void> resume_model(store::Store& store, const Uuid& model, const store::Caller& caller) {
  return set_state(store, model, kPublished, caller);
}

Result<void> delete_model(store::Store& store, const Uuid& model, ScoresOfDeleted scores, const store::Caller& caller) {
  return store.write([&](store::Transaction& tx) -> Result<void> {
    const Record row = TRY(model_named(tx, model, caller));
    // The name is free again: another model may be called so.
    const std::string name = fmt::format("{} ({})", row.text("ll_name").substr(0, 60), model.to_string().substr(0, 36));
    TRY(tx.update(kModel, model,
                  {{"ll_name", name},
                   {"ll_publishedversionid", Value()},
                   {"ll_state", scores == ScoresOfDeleted::Keep ? kDeletedScoresKept : kDeleted}},
                  row.version, caller));
    return {};
  });
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
    if (settings.id == other.id) continue;
    const auto theirs = Definition::parse(other.text("ll_definition"));
    const auto condition = theirs ? training_query(*theirs, snapshot.schema(), *scored, now) : fail(theirs.error());
    if (!condition) continue;  // one that cannot be used concerns nobody; its own page says why
    const auto open = TRY(counted(both(about.open, condition->open)));
    if (open == 0) continue;
    counts.overlaps.push_back({other.id, name_of(other), priority_of(other), open, is_tried_before(other, settings)});
  }
  return counts;
}

}  // namespace leadlight::scoring
