#include "service/ingest/records.h"

#include <algorithm>
#include <mutex>
#include <random>

#include "core/record/validate.h"
#include "service/access/administration.h"
#include "service/ingest/base_amounts.h"
#include "service/insight/touch.h"
#include "service/jobs/jobs.h"
#include "service/scoring/definition.h"
#include "service/scoring/external.h"
#include "service/settings/privacy.h"

namespace leadlight::ingest {
namespace {

using record::ChangeKind;
using record::Record;
using record::Value;
using record::Values;

/// A change overtaken by others so often is not tried again.
constexpr int kTries = 5;

Result<const record::TableSchema*> table_of(const record::Schema& schema, std::string_view table) {
  const record::TableSchema* found = schema.find(table);
  if (found == nullptr) return fail(ErrorCode::InvalidInput, "no table named {}", table);
  return found;
}

/// The record's new id is needed before it is written: its score row points at it.
Uuid new_id(Timestamp now) {
  static std::mutex mutex;
  static Random random = [] {
    std::random_device device;
    return Random((std::uint64_t{device()} << 32) ^ device());
  }();
  const std::scoped_lock lock(mutex);
  return Uuid::make(now, random);
}

Result<Values> checked(const record::TableSchema& table, Values values, ChangeKind kind, const store::Caller& caller) {
  const auto writer = caller.is_system ? record::Writer::Program : record::Writer::Client;
  return record::check_change(table, std::move(values), kind, writer);
}

/// Takes the id out of the values where it came along.
Result<Uuid> take_id(const record::TableSchema& table, const Uuid& given, Values& values) {
  const auto at = values.find(table.table().primary_id);
  if (at == values.end()) return given;
  const auto* id = record::as<Uuid>(at->second);
  if (id == nullptr || (!given.is_nil() && *id != given)) {
    return fail(ErrorCode::InvalidInput, "column {} is not the id of this {}", at->first, table.name());
  }
  const Uuid result = *id;
  values.erase(at);
  return result;
}

Record merged(Record before, const Values& changes) {
  for (const auto& [column, value] : changes) before.values.insert_or_assign(column, value);
  return before;
}

/// A person's full name follows from its parts, of which some may stand in the row only.
void complete_full_name(const record::TableSchema& table, const Record& before, Values& changes) {
  if (table.find("fullname") == nullptr || changes.contains("fullname")) return;
  const bool changed = changes.contains("firstname") || changes.contains("middlename") || changes.contains("lastname");
  if (changed) changes["fullname"] = record::full_name(merged(before, changes).values);
}

/// A close gets its date and a reopening loses it. Records that come in closed keep theirs, or have none.
void set_closing_date(const scoring::ScoredTable& scored, const Record& before, Timestamp now, Values& changes) {
  const auto state = changes.find("statecode");
  if (state == changes.end() || changes.contains(scored.closed_on)) return;
  const scoring::Outcome outcome;
  Record after = before;
  after.values.insert_or_assign("statecode", state->second);
  const bool was_open = outcome.is_open(before), is_open = outcome.is_open(after);
  if (was_open && !is_open) changes.insert_or_assign(std::string(scored.closed_on), now);
  if (!was_open && is_open) changes.insert_or_assign(std::string(scored.closed_on), Value());
}

/// The scores that depend on a row which is not scored itself follow its change: in the same transaction, or where they
/// are many by a job.
Result<void> follow(store::Transaction& tx, scoring::ScoringService& scoring, const scoring::Dependents& dependents,
                    std::string_view cause) {
  TRY(scoring.rescore_in(tx, dependents.now, cause));
  for (const auto& many : dependents.later) {
    const Json payload{
        {"table", many.table}, {"cause", cause}, {"lookup", many.lookup}, {"target", many.target.to_string()}};
    // Records around one row are soon done and waited for: they pass by a pass over a whole table.
    const std::string_view kind = many.lookup.empty() ? "rescore" : "rescore_related";
    TRY(jobs::enqueue(tx, kind, payload, store::Caller::system()));
  }
  return {};
}

/// What lists say of relationships follows.
Result<void> follow_relations(store::Transaction& tx, const Record* before, const Record* after) {
  TRY(insight::touch(tx, before, after));
  if (insight::concerns_all(before, after)) TRY(jobs::enqueue_unless_queued(tx, "relations", Json::object()));
  return {};
}

constexpr std::string_view kRelated = "related";  ///< Cause of a score that another row's change brought.

bool decides_rights(std::string_view table) {
  return table == "systemuser" || table == "systemuserroles" || table == "role";
}

/// Whether nobody might be an administrator any more after this change.
bool may_lock_out(std::string_view table, const Values& changes) {
  if (table == "systemuser") return changes.contains("isdisabled");
  if (table == "role") return changes.contains("name");
  return decides_rights(table);
}

/// Whether the row still stands as the caller knew it, so that a conflict was about something else: another close
/// counted at the same time, a change between reading and writing.
bool stands_at(store::Store& store, std::string_view table, const Uuid& id, std::int64_t version,
               const store::Caller& caller) {
  const auto snapshot = store.snapshot();
  if (!snapshot) return false;
  const auto row = (*snapshot)->find(table, id, {"versionnumber"}, caller);
  return row && *row && (*row)->version == version;
}

}  // namespace

Result<Record> Records::create_in(store::Transaction& tx, std::string_view table, Uuid id, Values values,
                                  const store::Caller& caller, std::string_view cause) {
  const record::TableSchema* schema = TRY(table_of(tx.schema(), table));
  values = TRY(checked(*schema, std::move(values), ChangeKind::Create, caller));
  id = TRY(take_id(*schema, id, values));
  if (scoring::takes_scores(table)) {
    if (!id.is_nil()) return fail(ErrorCode::InvalidInput, "the program gives the ids of a {}", table);
    return scoring_.push_score(tx, table, {}, std::move(values), std::nullopt, caller);
  }
  TRY(BaseAmounts(tx).complete(*schema, nullptr, values));
  Record after{std::string(table), id.is_nil() ? new_id(tx.now()) : id, 0, {}};
  if (scoring::find_scored_table(table) == nullptr) {
    Record made = TRY(tx.insert(table, after.id, std::move(values), caller));
    TRY(follow_relations(tx, nullptr, &made));
    TRY(follow(tx, scoring_, TRY(scoring_.dependents(tx, nullptr, &made)), kRelated));
    return made;
  }

  after.values = values;
  // As the store will set it.
  const auto given = values.find("overriddencreatedon");
  const bool overridden = !caller.is_system && given != values.end() && !record::is_null(given->second);
  after.values.try_emplace("createdon", overridden ? given->second : Value(tx.now()));
  auto score = TRY(scoring_.evaluate(tx, table, after, cause, tx.now()));
  for (auto& [column, value] : score.columns) values.insert_or_assign(column, value);
  Record result = TRY(tx.insert(table, after.id, std::move(values), caller));
  TRY(scoring_.keep(tx, std::move(score)));
  TRY(follow_relations(tx, nullptr, &result));
  // An import counts its closed records together, at its end (refresh_evidence).
  if (cause != "import") {
    TRY(scoring_.outcome_changed(tx, table, Record{std::string(table), after.id, 0, {}}, result));
  }
  return result;
}

Result<Record> Records::update_in(store::Transaction& tx, std::string_view table, const Uuid& id, Values changes,
                                  std::optional<std::int64_t> expected_version, const store::Caller& caller,
                                  std::string_view cause) {
  const record::TableSchema* schema = TRY(table_of(tx.schema(), table));
  changes = TRY(checked(*schema, std::move(changes), ChangeKind::Update, caller));
  if (scoring::takes_scores(table)) {
    return scoring_.push_score(tx, table, id, std::move(changes), expected_version, caller);
  }
  auto before = TRY(tx.find(table, id, {}, caller));
  if (!before) return fail(ErrorCode::NotFound, "no {} with the id {}", table, id.to_string());
  complete_full_name(*schema, *before, changes);
  const scoring::ScoredTable* scored = scoring::find_scored_table(table);
  TRY(BaseAmounts(tx).complete(*schema, &*before, changes));
  if (scored == nullptr) {
    const bool lock_out = may_lock_out(table, changes);
    Record result = TRY(tx.update(table, id, std::move(changes), expected_version, caller));
    if (lock_out && !caller.is_system) TRY(access::require_an_administrator(tx));
    TRY(follow_relations(tx, &*before, &result));
    TRY(follow(tx, scoring_, TRY(scoring_.dependents(tx, &*before, &result)), kRelated));
    return result;
  }

  set_closing_date(*scored, *before, tx.now(), changes);
  // What was scored must be what is written: nobody may have come in between.
  const std::int64_t version = expected_version.value_or(before->version);
  const bool outcome_may_change = changes.contains("statecode");
  const bool changes_privacy = std::ranges::any_of(settings::privacy_columns(),
                                                   [&](const std::string& column) { return changes.contains(column); });
  const bool relations_may_change = insight::may_touch(table, changes);
  const bool keep_before = outcome_may_change || relations_may_change;
  const Record after = merged(keep_before ? *before : std::move(*before), changes);
  auto score = TRY(scoring_.evaluate(tx, table, after, cause, tx.now()));
  for (auto& [column, value] : score.columns) changes.insert_or_assign(column, value);
  Record result = TRY(tx.update(table, id, std::move(changes), version, caller));
  TRY(scoring_.keep(tx, std::move(score)));
  if (outcome_may_change) TRY(scoring_.outcome_changed(tx, table, *before, result));
  if (relations_may_change) TRY(follow_relations(tx, &*before, &result));
  if (!changes_privacy) return result;
  // Which activities count is known only now.
  TRY(scoring_.rescore_in(tx, {{std::string(table), id}}, cause));
  auto scored_anew = TRY(tx.find(table, id, {}, caller));
  return scored_anew ? std::move(*scored_anew) : std::move(result);
}

Result<void> Records::mark_merged_in(store::Transaction& tx, const record::Reference& duplicate, const Uuid& master) {
  const auto system = store::Caller::system();
  const auto before = TRY(tx.find(duplicate.table, duplicate.id, {}, system));
  if (!before) return fail(ErrorCode::NotFound, "no {} with the id {}", duplicate.table, duplicate.id.to_string());
  const Record after = TRY(tx.update(duplicate.table, duplicate.id,
                                     {{"merged", true}, {"masterid", record::Reference{duplicate.table, master}}},
                                     std::nullopt, system));
  return scoring_.outcome_changed(tx, duplicate.table, *before, after);
}

Result<void> Records::remove_in(store::Transaction& tx, std::string_view table, const Uuid& id,
                                std::optional<std::int64_t> expected_version, const store::Caller& caller) {
  TRY(table_of(tx.schema(), table));
  if (scoring::takes_scores(table)) return scoring_.withdraw_score(tx, table, id, expected_version, caller);
  const auto before = TRY(tx.find(table, id, {}, caller));
  scoring::Dependents dependents;
  if (before) {
    dependents = TRY(scoring_.dependents(tx, &*before, nullptr));
    TRY(follow_relations(tx, &*before, nullptr));
  }
  // Score and ledger belong to the record (Ownership::Parent) and go with it.
  TRY(tx.remove(table, id, expected_version, caller));
  // Nothing points at the row any more, so those that did cannot be told from the others.
  for (auto& many : dependents.later) many.lookup.clear();
  TRY(follow(tx, scoring_, dependents, kRelated));
  if (decides_rights(table) && !caller.is_system) TRY(access::require_an_administrator(tx));
  return {};
}

Result<Record> Records::create(std::string_view table, Uuid id, Values values, const store::Caller& caller) {
  Record created;
  // A taken id or key is also a Conflict, and stays one. But what the program keeps beside a record (its score, its
  // list columns) may have been made by another change at the same moment: the next try finds it.
  const int tries = scoring::takes_scores(table) ? kTries : 2;
  for (int attempt = 1;; ++attempt) {
    const Result<void> result = store_.write([&](store::Transaction& tx) -> Result<void> {
      created = TRY(create_in(tx, table, id, values, caller));
      return {};
    });
    if (result) return created;
    if (result.error().code() != ErrorCode::Conflict || attempt == tries) return fail(result.error());
  }
}

Result<Record> Records::update(std::string_view table, const Uuid& id, Values changes,
                               std::optional<std::int64_t> expected_version, const store::Caller& caller) {
  Record updated;
  const auto work = [&](store::Transaction& tx) -> Result<void> {
    updated = TRY(update_in(tx, table, id, changes, expected_version, caller));
    return {};
  };
  for (int attempt = 1;; ++attempt) {
    const Result<void> result = store_.write(work);
    if (result) return updated;
    const bool again = result.error().code() == ErrorCode::Conflict && attempt < kTries &&
                       (!expected_version || stands_at(store_, table, id, *expected_version, caller));
    if (!again) return fail(result.error());
  }
}

Result<void> Records::remove(std::string_view table, const Uuid& id, std::optional<std::int64_t> expected_version,
                             const store::Caller& caller) {
  return store_.write([&](store::Transaction& tx) { return remove_in(tx, table, id, expected_version, caller); });
}

}  // namespace leadlight::ingest
