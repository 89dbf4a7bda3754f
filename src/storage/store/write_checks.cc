#include "storage/store/write_checks.h"

#include <algorithm>

#include "base/text.h"
#include "storage/store/columns.h"

namespace leadlight::store {
namespace {

using record::Ownership;
using record::Reference;
using record::TableSchema;

constexpr std::size_t kMaxKnown = 200'000;

bool owned_by(const Caller& caller, const record::Values& values) {
  const auto owner = values.find("ownerid");
  const auto* reference = owner == values.end() ? nullptr : record::as<Reference>(owner->second);
  if (reference == nullptr) return false;
  return reference->id == caller.user || std::ranges::find(caller.teams, reference->id) != caller.teams.end();
}

bool in_unit_of(const Caller& caller, const record::Values& values) {
  const auto unit = values.find("owningbusinessunit");
  const auto* reference = unit == values.end() ? nullptr : record::as<Reference>(unit->second);
  return reference != nullptr && reference->id == caller.business_unit;
}

}  // namespace

tl::unexpected<Error> denied(Verb verb, const TableSchema& table) {
  constexpr std::string_view kWords[] = {"create", "read", "change", "delete", "assign"};
  return fail(Error(ErrorCode::Denied,
                    fmt::format("you may not {} this {}", kWords[static_cast<int>(verb)], table.name()),
                    "An administrator can widen your security role."));
}

Result<bool> WriteChecks::reachable(const TableSchema& table, const Uuid& id, Verb verb, const Caller& caller) {
  std::string key(table.name());
  key.append(caller.is_system ? "*" : caller.user.as_bytes()).append(1, static_cast<char>(verb)).append(id.as_bytes());
  if (known_.contains(key)) return true;
  SqlContext context{schema_, connection_.dialect(), caller};
  const std::string alias = context.next_alias();
  Sql sql("SELECT 1 FROM ");
  sql.add(quoted(table.name())).add(" ").add(alias).add(" WHERE ");
  sql.add(quoted(alias, table.table().primary_id)).add(" = ").bind(Cell::uuid(id));
  const Predicate predicate = access_predicate(context, table, alias, verb);
  if (predicate.kind != Predicate::Kind::All) sql.add(" AND ").add(predicate.condition());
  sql.add(context.dialect.share_lock);
  const auto rows = TRY(connection_.query(std::move(sql).finish(context.dialect.numbered_parameters)));
  if (!TRY(rows->next())) return false;
  if (known_.size() >= kMaxKnown) known_.clear();
  known_.insert(std::move(key));
  return true;
}

Result<void> WriteChecks::check_lookups(const TableSchema& table, const record::Values& values, const Caller& caller) {
  static const Caller kSystem = Caller::system();
  for (const auto& [name, value] : values) {
    const auto* reference = record::as<Reference>(value);
    if (reference == nullptr) continue;
    // The program's own: a lead and its score row point at each other, and one of them is written first.
    if (const record::Field* field = table.find(name); field != nullptr && field->has(record::kComputed)) continue;
    const TableSchema* target = schema_.find(reference->table);
    if (target == nullptr) return fail(ErrorCode::InvalidInput, "column {}: no table named {}", name, reference->table);
    const Ownership ownership = target->table().ownership;
    const bool somebodys = ownership == Ownership::User || ownership == Ownership::Parent;
    if (!TRY(reachable(*target, reference->id, Verb::Read, somebodys ? caller : kSystem))) {
      return fail(ErrorCode::InvalidInput, "column {} of {} points to {} {}, which is not there", name, table.name(),
                  reference->table, reference->id.to_string());
    }
  }
  return {};
}

Result<void> WriteChecks::check_create(const TableSchema& table, const record::Values& values, const Caller& caller) {
  if (caller.is_system) return {};
  const Depth depth = caller.privileges.depth(table.name(), Verb::Create);
  switch (table.table().ownership) {
    case Ownership::System:
      return denied(Verb::Create, table);
    case Ownership::Parent:
      return check_parent(table, values, caller);
    case Ownership::Organisation:
      if (depth == Depth::None) return denied(Verb::Create, table);
      return {};
    case Ownership::User:
      break;
  }
  const bool allowed = depth == Depth::Organisation || (depth >= Depth::Own && owned_by(caller, values)) ||
                       (depth == Depth::BusinessUnit && in_unit_of(caller, values));
  if (!allowed) return denied(Verb::Create, table);
  return {};
}

Result<void> WriteChecks::check_parent(const TableSchema& table, const record::Values& values, const Caller& caller) {
  if (caller.is_system || table.table().ownership != Ownership::Parent) return {};
  for (const std::string_view name : base::split(table.table().parent, ',')) {
    const auto found = values.find(name);
    const auto* parent = found == values.end() ? nullptr : record::as<Reference>(found->second);
    if (parent == nullptr) continue;
    const TableSchema* target = schema_.find(parent->table);
    if (target == nullptr || !TRY(reachable(*target, parent->id, Verb::Write, caller))) {
      return denied(Verb::Create, table);
    }
    return {};
  }
  return denied(Verb::Create, table);
}

Result<record::Value> WriteChecks::business_unit_of(const Reference& owner, const Caller& caller) {
  if (!caller.is_system && owner.id == caller.user && !caller.business_unit.is_nil()) {
    return record::Value(Reference{"businessunit", caller.business_unit});
  }
  const auto known = business_units_.find(owner.id);
  if (known != business_units_.end()) return known->second;
  const TableSchema* table = schema_.find(owner.table);
  if (table == nullptr || table->find("businessunitid") == nullptr) return record::Value();
  Sql sql("SELECT businessunitid FROM ");
  sql.add(quoted(owner.table)).add(" WHERE ").add(quoted(table->table().primary_id)).add(" = ");
  sql.bind(Cell::uuid(owner.id));
  const auto rows = TRY(connection_.query(std::move(sql).finish(connection_.dialect().numbered_parameters)));
  record::Value unit;
  if (TRY(rows->next()) && !rows->is_null(0)) {
    const auto id = Uuid::from_bytes(rows->bytes(0));
    if (id) unit = Reference{"businessunit", *id};
  }
  return business_units_.emplace(owner.id, unit).first->second;
}

void WriteChecks::forget() {
  known_.clear();
  business_units_.clear();
}

}  // namespace leadlight::store
