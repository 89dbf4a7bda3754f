// What another row's change means for scores: the records whose feature row it is part of are scored anew.
#include <algorithm>
#include <set>

#include "service/scoring/live_model.h"
#include "service/scoring/service_state.h"
#include "service/settings/privacy.h"

namespace leadlight::scoring {
namespace {

using record::Record;
using record::Reference;

/// So many records are scored anew in the save itself; more are left to a job.
constexpr int kInOneSave = 50;

bool differs(const Record* before, const Record* after, std::string_view column) {
  if (before == nullptr || after == nullptr) return true;
  return !(before->get(column) == after->get(column));
}

/// Whether a model reads what changed of a row that its records point at.
bool reads(const LiveModel& model, size_t relation, const Record* before, const Record* after) {
  const bool asks_for_it = model.definition.filter.find(kRelations[relation].lookup) != std::string::npos;
  return asks_for_it || std::ranges::any_of(model.sources, [&](const std::optional<Source>& source) {
           return source && source->group == SourceGroup::Related && source->relation == relation &&
                  differs(before, after, source->field->name);
         });
}

/// Whether somebody's wish about their data changed.
bool privacy_differs(const Record* before, const Record* after) {
  return std::ranges::any_of(settings::privacy_columns(),
                             [&](const std::string& column) { return differs(before, after, column); });
}

/// The records that an activity is about, before and after, when what is counted of it changed.
std::vector<Reference> subjects_of(const Record* before, const Record* after) {
  std::vector<Reference> subjects;
  const std::string_view table = before != nullptr ? before->table : after->table;
  const auto columns = counted_columns(table);
  const bool changed =
      std::ranges::any_of(columns, [&](std::string_view column) { return differs(before, after, column); });
  if (!changed) return subjects;
  for (const Record* row : {before, after}) {
    const auto* about = row == nullptr ? nullptr : row->get_as<Reference>("regardingobjectid");
    if (about == nullptr || find_scored_table(about->table) == nullptr) continue;
    if (std::ranges::find(subjects, *about) == subjects.end()) subjects.push_back(*about);
  }
  return subjects;
}

}  // namespace

Result<Dependents> ScoringService::dependents(store::Snapshot& snapshot, const Record* before, const Record* after) {
  const std::string& table = before != nullptr ? before->table : after->table;
  Dependents result;
  if (table == kModel) {
    const Record& model = before != nullptr ? *before : *after;
    const bool scores = !record::is_null(model.get("ll_publishedversionid"));
    if (scores && differs(before, after, "ll_priority")) result.later.push_back({model.text("ll_table"), "", Uuid()});
  }
  if (table == "systemuser" && before != nullptr && differs(before, after, "msdyn_gdproptout")) {
    for (const ScoredTable& scored : scored_tables()) {
      if (TRY(in_force(snapshot, scored.table))->wanted.activities) {
        result.later.push_back({std::string(scored.table), "", Uuid()});
      }
    }
  }
  for (const Reference& subject : subjects_of(before, after)) {
    if (TRY(in_force(snapshot, subject.table))->wanted.activities) result.now.push_back(subject);
  }
  // Nothing points at a row that has just been made.
  if (before == nullptr) return result;
  for (const ScoredTable& scored : scored_tables()) {
    for (size_t relation = 0; relation < kRelations.size(); ++relation) {
      if (kRelations[relation].table != table) continue;
      const auto models = TRY(in_force(snapshot, scored.table));
      const bool wishes = table == "contact" && models->wanted.activities && privacy_differs(before, after);
      const bool concerned = wishes || std::ranges::any_of(models->models, [&](const auto& model) {
                               return reads(*model, relation, before, after);
                             });
      if (!concerned) continue;
      query::Query query{.table = std::string(scored.table), .columns = {"statecode"}};
      query.filter =
          query::all_of({Outcome().open_filter(), query::equals(std::string(kRelations[relation].lookup), before->id)});
      query.limit = kInOneSave + 1;
      const store::Page page = TRY(snapshot.select(query, store::Caller::system()));
      if (page.rows.size() > kInOneSave) {
        result.later.push_back({std::string(scored.table), std::string(kRelations[relation].lookup), before->id});
        continue;
      }
      for (const store::Row& row : page.rows) result.now.push_back({std::string(scored.table), row.record.id});
    }
  }
  return result;
}

Result<void> ScoringService::rescore_around(std::string_view table) {
  for (const ScoredTable& scored : scored_tables()) {
    const Surrounding wanted = TRY(in_force(*TRY(store_.snapshot()), scored.table))->wanted;
    bool concerned = wanted.activities && !counted_columns(table).empty();
    for (size_t relation = 0; relation < kRelations.size(); ++relation) {
      concerned = concerned || (wanted.related[relation] && kRelations[relation].table == table);
    }
    if (concerned) TRY(rescore_all(scored.table, "related", {}));
  }
  return {};
}

Result<void> ScoringService::rescore_in(store::Transaction& tx, const std::vector<Reference>& records,
                                        std::string_view cause) {
  for (const ScoredTable& scored : scored_tables()) {
    std::set<Uuid> ids;
    for (const Reference& reference : records) {
      if (reference.table == scored.table) ids.insert(reference.id);
    }
    if (!ids.empty()) TRY(rescore_some(tx, scored, ids, cause));
  }
  return {};
}

Result<void> ScoringService::rescore_some(store::Transaction& tx, const ScoredTable& scored, const std::set<Uuid>& ids,
                                          std::string_view cause) {
  const auto system = store::Caller::system();
  const std::string key(tx.schema().find(scored.table)->table().primary_id);
  query::In rows{{"", "", key}, {ids.begin(), ids.end()}};
  query::Query query{.table = std::string(scored.table)};
  query.filter = std::make_shared<query::Filter>(query::Filter{std::move(rows)});
  std::vector<Record> found;
  TRY(tx.scan(query, system, [&](Record&& record) -> Result<bool> {
    found.push_back(std::move(record));
    return true;
  }));
  std::vector<const Record*> stored;
  for (const Record& record : found) stored.push_back(&record);
  const auto models = TRY(in_force(tx, scored.table));
  std::vector<NewScore> scores = TRY(evaluate_many(tx, *models, stored, cause, tx.now()));
  std::vector<store::RowChange> changes;
  for (size_t i = 0; i < found.size(); ++i) {
    if (!scores[i].columns.empty()) changes.push_back({found[i].id, scores[i].columns, std::nullopt});
  }
  TRY(tx.update_many(scored.table, std::move(changes), system));
  return keep_many(tx, std::move(scores));
}

}  // namespace leadlight::scoring
