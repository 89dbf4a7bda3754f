// Removing a row: who must go with it, which lookups become null, and who forbids it.
#include <algorithm>
#include <unordered_set>

#include "base/text.h"
#include "storage/store/history.h"
#include "storage/store/writer.h"

namespace leadlight::store {
namespace {

using record::Field;
using record::FieldType;
using record::Ownership;
using record::TableSchema;

constexpr int kMaxDepth = 10;
constexpr std::size_t kMaxDependents = 1'000'000;

/// Who made or changed a row stays on record when the user is gone.
bool is_trace(const Field& field) {
  return field.name == "createdby" || field.name == "modifiedby";
}

bool points_to(const Field& field, std::string_view table) {
  if (field.type != FieldType::Lookup || is_trace(field)) return false;
  const auto targets = record::lookup_targets(field);
  return std::ranges::find(targets, table) != targets.end();
}

enum class Fate { Cascade, Cut, Refuse };

Fate fate_of(const TableSchema& table, const Field& lookup) {
  if (table.table().ownership == Ownership::Parent) {
    const auto parents = base::split(table.table().parent, ',');
    if (std::ranges::find(parents, lookup.name) != parents.end()) return Fate::Cascade;
  }
  const bool needed = lookup.has(record::kRequired) || (table.is_owned() && lookup.name == "ownerid") ||
                      lookup.name == "owningbusinessunit";
  if (!needed) return Fate::Cut;
  // Memberships, roles held, connections and sessions mean nothing without what they join.
  const bool joins = table.table().has(record::kJoin) || table.table().ownership == Ownership::System;
  return joins ? Fate::Cascade : Fate::Refuse;
}

}  // namespace

Result<void> SqlWriter::plan_removal(const TableSchema& table, const Uuid& id, int depth, Removal& removal) {
  if (depth > kMaxDepth || removal.rows.size() > kMaxDependents) {
    return fail(ErrorCode::TooLarge, "too many rows depend on this {}", table.name());
  }
  for (const TableSchema* from : schema_->tables()) {
    for (const Field* lookup : from->fields()) {
      if (points_to(*lookup, table.name())) {
        TRY(plan_dependents(*from, *lookup, table.name(), id, depth, removal));
      }
    }
  }
  removal.rows.emplace_back(table.name(), id);
  return {};
}

Result<void> SqlWriter::plan_dependents(const TableSchema& from, const Field& lookup, std::string_view table,
                                        const Uuid& id, int depth, Removal& removal) {
  Sql sql("SELECT ");
  sql.add(quoted(from.table().primary_id)).add(" FROM ").add(quoted(from.name())).add(" WHERE ");
  sql.add(quoted(lookup.name)).add(" = ").bind(Cell::uuid(id));
  if (has_type_column(lookup)) {
    sql.add(" AND ").add(quoted(type_column(lookup.name))).add(" = ").bind(Cell::text(std::string(table)));
  }
  const Fate fate = fate_of(from, lookup);
  if (fate == Fate::Refuse) sql.add(" LIMIT 1");
  std::vector<Uuid> ids;
  {
    const auto rows = TRY(connection_.query(std::move(sql).finish(connection_.dialect().numbered_parameters)));
    while (TRY(rows->next())) ids.push_back(Uuid::from_bytes(rows->bytes(0)).value_or(Uuid{}));
  }
  if (fate == Fate::Refuse && !ids.empty()) {
    return fail(Error(ErrorCode::Conflict,
                      fmt::format("this {} is needed: it is the {} of a {}", table, lookup.name, from.name()),
                      "Give those rows another one first."));
  }
  for (const Uuid& dependent : ids) {
    if (fate == Fate::Cascade) {
      TRY(plan_removal(from, dependent, depth + 1, removal));
    } else {
      removal.cuts.push_back({std::string(from.name()), dependent, std::string(lookup.name)});
    }
  }
  return {};
}

Result<void> SqlWriter::remove(std::string_view name, const Uuid& id, std::optional<std::int64_t> expected_version,
                               const Caller& caller) {
  const TableSchema* table = TRY(find_table(*schema_, name));
  TRY(current_for(*table, id, Verb::Delete, expected_version, caller));
  Removal removal;
  TRY(plan_removal(*table, id, 0, removal));
  TRY(note(carry_out(removal, caller)));
  checks_.forget();
  return {};
}

Result<void> SqlWriter::carry_out(const Removal& removal, const Caller& caller) {
  // The caller may delete the row; what follows from that needs no right of its own, but stays in his name.
  Caller in_name = Caller::system();
  in_name.user = caller.user;
  std::unordered_set<Uuid> going;
  for (const auto& [name, id] : removal.rows) going.insert(id);
  for (const Removal::Cut& cut : removal.cuts) {
    if (!going.contains(cut.id)) TRY(update(cut.table, cut.id, {{cut.lookup, record::Value()}}, std::nullopt, in_name));
  }
  for (const auto& [name, id] : removal.rows) {
    const TableSchema* table = TRY(find_table(*schema_, name));
    const auto before = TRY(current_rows(*table, {&id, 1}, Verb::Delete, in_name));
    if (before.empty()) continue;
    std::string json;
    for (const auto& [column, value] : before.begin()->second.row.values) {
      const Field* field = table->find(column);
      if (!record::is_null(value) && is_in_history(*field)) append_change(json, *field, value, {});
    }
    close_changes(json);
    Sql sql("DELETE FROM ");
    sql.add(quoted(name)).add(" WHERE ").add(quoted(table->table().primary_id)).add(" = ").bind(Cell::uuid(id));
    TRY(execute(std::move(sql)));
    TRY(write_history(*table, id, static_cast<int>(HistoryEntry::Kind::Delete), std::move(json), caller));
  }
  return {};
}

}  // namespace leadlight::store
