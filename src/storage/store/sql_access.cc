#include "storage/store/sql_access.h"

#include <algorithm>

#include "base/text.h"
#include "storage/store/columns.h"
#include "storage/store/sql_ddl.h"

namespace leadlight::store {
namespace {

using record::Field;
using record::Ownership;
using record::TableSchema;

constexpr std::string_view kPrivateColumn = "ll_private", kTrackedColumn = "ll_tracked", kIgnoredColumn = "ll_ignored",
                           kRegardingColumn = "regardingobjectid";
/// A party of an activity about a lead is two steps from its owner; more than this is a mistake in the field table.
constexpr int kMaxSteps = 5;

Predicate derive(SqlContext& context, const TableSchema& table, std::string_view alias, Verb verb, int steps);

Sql owned_by_caller(const Caller& caller, std::string_view alias) {
  Sql sql;
  sql.add(quoted(alias, "ownerid")).add(" IN (").bind(Cell::uuid(caller.user));
  for (const Uuid& team : caller.teams) sql.add(", ").bind(Cell::uuid(team));
  sql.add(")");
  return sql;
}

Predicate by_depth(const Caller& caller, std::string_view alias, Depth depth) {
  switch (depth) {
    case Depth::None:
      return Predicate::none();
    case Depth::Organisation:
      return Predicate::all();
    case Depth::Own:
      return Predicate::some(owned_by_caller(caller, alias));
    case Depth::BusinessUnit: {
      Sql sql(quoted(alias, "owningbusinessunit"));
      sql.add(" = ").bind(Cell::uuid(caller.business_unit)).add(" OR ").add(owned_by_caller(caller, alias));
      return Predicate::some(std::move(sql));
    }
  }
  return Predicate::none();
}

/// The row that `lookup` names in `target` exists and may be reached.
Predicate through(SqlContext& context, const Field& lookup, std::string_view alias, std::string_view target, Verb verb,
                  int steps) {
  const TableSchema* parent = context.schema.find(target);
  if (parent == nullptr) return Predicate::none();
  const std::string parent_alias = context.next_alias();
  const Predicate readable = derive(context, *parent, parent_alias, verb, steps + 1);
  if (readable.kind == Predicate::Kind::None) return Predicate::none();
  Sql sql;
  if (has_type_column(lookup)) {
    sql.add(quoted(alias, type_column(lookup.name))).add(" = ").bind(Cell::text(std::string(target)));
    if (readable.kind == Predicate::Kind::All) return Predicate::some(std::move(sql));
    sql.add(" AND ");
  } else if (readable.kind == Predicate::Kind::All) {
    return Predicate::some(Sql(quoted(alias, lookup.name)).add(" IS NOT NULL"));
  }
  sql.add("EXISTS (SELECT 1 FROM ").add(quoted(target)).add(" ").add(parent_alias).add(" WHERE ");
  sql.add(quoted(parent_alias, parent->table().primary_id)).add(" = ").add(quoted(alias, lookup.name));
  sql.add(" AND ").add(readable.condition()).add(")");
  return Predicate::some(std::move(sql));
}

Predicate by_parent(SqlContext& context, const TableSchema& table, std::string_view alias, Verb verb, int steps) {
  Sql any;
  std::string earlier_empty;
  for (const std::string_view name : base::split(table.table().parent, ',')) {
    const Field* lookup = table.find(name);
    if (lookup == nullptr) continue;
    for (const std::string_view target : record::lookup_targets(*lookup)) {
      const Predicate one = through(context, *lookup, alias, target, verb, steps);
      if (one.kind == Predicate::Kind::None) continue;
      if (!any.empty()) any.add(" OR ");
      any.add("(").add(earlier_empty).add(one.condition()).add(")");
    }
    earlier_empty += quoted(alias, name) + " IS NULL AND ";
  }
  return any.empty() ? Predicate::none() : Predicate::some(std::move(any));
}

/// The row is in one of the caller's mailboxes.
Sql in_own_mailbox(SqlContext& context, const TableSchema& table, std::string_view alias) {
  const std::string item = context.next_alias();
  const std::string mailbox = context.next_alias();
  Sql sql("EXISTS (SELECT 1 FROM ll_mailboxitem ");
  sql.add(item).add(" JOIN ll_mailbox ").add(mailbox).add(" ON ");
  sql.add(quoted(mailbox, "ll_mailboxid")).add(" = ").add(quoted(item, "ll_mailboxid")).add(" WHERE ");
  sql.add(quoted(item, "activityid")).add(" = ").add(quoted(alias, table.table().primary_id)).add(" AND ");
  sql.add(quoted(mailbox, "ownerid")).add(" = ").bind(Cell::uuid(context.caller.user));
  return std::move(sql.add(" AND ").add(quoted(item, kIgnoredColumn)).add(" IS NOT TRUE)"));
}

/// Somebody tracked it, and the caller may read what it is regarding.
Sql tracked(SqlContext& context, const TableSchema& table, std::string_view alias, int steps) {
  const Field& regarding = *table.find(kRegardingColumn);
  Sql any;
  for (const std::string_view target : record::lookup_targets(regarding)) {
    const Predicate one = through(context, regarding, alias, target, Verb::Read, steps);
    if (one.kind == Predicate::Kind::None) continue;
    any.add(any.empty() ? "" : " OR ").add(one.condition());
  }
  Sql sql(quoted(alias, kTrackedColumn));
  if (any.empty()) return Sql("FALSE");
  return std::move(sql.add(" IS TRUE AND (").add(any).add(")"));
}

/// Rows of somebody's. Where they may be private, private ones only through the owner, mailboxes, and what they were
/// tracked with.
Predicate owned(SqlContext& context, const TableSchema& table, std::string_view alias, Verb verb, int steps) {
  Predicate reach = by_depth(context.caller, alias, context.caller.privileges.depth(table.name(), verb));
  if (reach.kind == Predicate::Kind::None || !table.table().has(record::kPrivate)) return reach;
  Sql sql(quoted(alias, kPrivateColumn));
  sql.add(" IS NOT TRUE AND ").add(reach.condition());
  sql.add(" OR ").add(owned_by_caller(context.caller, alias));
  sql.add(" OR ").add(in_own_mailbox(context, table, alias));
  if (verb == Verb::Read) sql.add(" OR ").add(tracked(context, table, alias, steps));
  return Predicate::some(std::move(sql));
}

/// What an ignore list holds back nobody reaches until its entry is removed.
Predicate without_ignored(const TableSchema& table, std::string_view alias, Predicate reach) {
  if (reach.kind == Predicate::Kind::None || table.find(kIgnoredColumn) == nullptr) return reach;
  Sql sql(quoted(alias, kIgnoredColumn));
  return Predicate::some(std::move(sql.add(" IS NOT TRUE AND ").add(reach.condition())));
}

Predicate derive(SqlContext& context, const TableSchema& table, std::string_view alias, Verb verb, int steps) {
  const Caller& caller = context.caller;
  if (caller.is_system) return Predicate::all();
  switch (table.table().ownership) {
    case Ownership::System:
      return Predicate::none();
    case Ownership::Organisation:
      return caller.privileges.depth(table.name(), verb) == Depth::None ? Predicate::none() : Predicate::all();
    case Ownership::User:
      return without_ignored(table, alias, owned(context, table, alias, verb, steps));
    case Ownership::Parent:
      if (steps >= kMaxSteps) return Predicate::none();
      return without_ignored(table, alias,
                             by_parent(context, table, alias, steps == 0 ? parent_verb(verb) : verb, steps));
  }
  return Predicate::none();
}

}  // namespace

Sql Predicate::condition() const {
  switch (kind) {
    case Kind::All:
      return Sql("TRUE");
    case Kind::None:
      return Sql("FALSE");
    case Kind::Some:
      break;
  }
  Sql condition("(");
  condition.add(sql).add(")");
  return condition;
}

Verb parent_verb(Verb verb) {
  return verb == Verb::Read ? Verb::Read : Verb::Write;
}

std::vector<Sql> readable_parts(SqlContext& context, const TableSchema& table, std::string_view alias) {
  constexpr std::size_t kMostOwners = 8;
  const Caller& caller = context.caller;
  const Depth depth = caller.is_system || table.table().ownership != Ownership::User
                          ? Depth::None
                          : caller.privileges.depth(table.name(), Verb::Read);
  std::vector<Uuid> owners{caller.user};
  for (const Uuid& team : caller.teams) {
    if (std::ranges::find(owners, team) == owners.end()) owners.push_back(team);
  }
  const bool by_owner = depth == Depth::Own || depth == Depth::BusinessUnit;
  if (!by_owner || hot_score(table).empty() || owners.size() > kMostOwners) {
    return {access_predicate(context, table, alias, Verb::Read).condition()};
  }
  std::vector<Sql> parts;
  const std::string unit = quoted(alias, "owningbusinessunit");
  if (depth == Depth::BusinessUnit) parts.push_back(Sql(unit).add(" = ").bind(Cell::uuid(caller.business_unit)));
  for (const Uuid& owner : owners) {
    Sql part(quoted(alias, "ownerid"));
    part.add(" = ").bind(Cell::uuid(owner));
    if (depth == Depth::BusinessUnit) {
      part.add(" AND ").add(unit).add(" IS DISTINCT FROM ").bind(Cell::uuid(caller.business_unit));
    }
    parts.push_back(std::move(part));
  }
  return parts;
}

Predicate access_predicate(SqlContext& context, const TableSchema& table, std::string_view alias, Verb verb) {
  return derive(context, table, alias, verb, 0);
}

}  // namespace leadlight::store
