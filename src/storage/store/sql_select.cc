#include "storage/store/sql_select.h"

#include <fmt/format.h>

#include <algorithm>

#include "storage/store/columns.h"
#include "storage/store/cursor.h"
#include "storage/store/sql_ddl.h"

namespace leadlight::store {
namespace {

using query::Direction;
using record::Field;
using record::TableSchema;

constexpr std::size_t kMaxOrders = 16;

struct SortKey {
  std::string sql;
  CellType type;
  Direction direction;
  bool nullable;
};

void add_condition(Sql& conditions, const Sql& condition) {
  if (condition.empty()) return;
  if (!conditions.empty()) conditions.add(" AND ");
  conditions.add(condition);
}

void add_access(SqlContext& context, const TableSchema& table, std::string_view alias, Sql& conditions) {
  const Predicate readable = access_predicate(context, table, alias, Verb::Read);
  if (readable.kind != Predicate::Kind::All) add_condition(conditions, readable.condition());
}

/// The orders as SQL, the id last.
Result<std::vector<SortKey>> sort_keys(Scope& scope, const std::vector<query::Order>& orders) {
  if (orders.size() > kMaxOrders) {
    return fail(ErrorCode::TooLarge, "ordered by {} columns; at most {} are possible", orders.size(), kMaxOrders);
  }
  std::vector<SortKey> keys;
  for (const query::Order& order : orders) {
    const ColumnRef column = TRY(scope.column(order.path));
    if (column.field->type == record::FieldType::Memo || column.field->type == record::FieldType::Binary) {
      return fail(ErrorCode::InvalidInput, "rows cannot be ordered by column {}", column.field->name);
    }
    const bool own_id = column.field->type == record::FieldType::Id && column.alias == scope.alias();
    keys.push_back({column.sort_key(), column.sort_type(), order.direction, !own_id});
    if (own_id) return keys;
  }
  keys.push_back(
      {quoted(scope.alias(), scope.table().table().primary_id), CellType::Uuid, Direction::Ascending, false});
  return keys;
}

/// The keys as ORDER BY has them where no index may serve the order.
std::vector<SortKey> unordered(const Dialect& dialect, std::vector<SortKey> keys) {
  for (SortKey& key : keys) key.sql = fmt::format(fmt::runtime(dialect.unordered), key.sql);
  return keys;
}

/// The orders of a union, whose columns have places but no names; `place` is that of the first, from 1.
std::vector<SortKey> placed(std::vector<SortKey> keys, std::size_t place) {
  for (SortKey& key : keys) key.sql = std::to_string(place++);
  return keys;
}

Sql order_by(const Dialect& dialect, const std::vector<SortKey>& keys) {
  Sql sql;
  for (const SortKey& key : keys) {
    if (!sql.empty()) sql.add(", ");
    sql.add(key.sql).add(key.direction == Direction::Ascending ? "" : " DESC");
    if (key.nullable) sql.add(key.direction == Direction::Ascending ? dialect.nulls_first : dialect.nulls_last);
  }
  return sql;
}

/// Strictly after `value` in the order of `key`; nulls come before everything.
Sql after(const SortKey& key, const Cell& value) {
  const bool ascending = key.direction == Direction::Ascending;
  if (value.is_null()) return ascending ? Sql(key.sql).add(" IS NOT NULL") : Sql("FALSE");
  Sql sql("(");
  sql.add(key.sql).add(ascending ? " > " : " < ").bind(value);
  if (!ascending && key.nullable) sql.add(" OR ").add(key.sql).add(" IS NULL");
  sql.add(")");
  return sql;
}

/// `a > ? OR (a = ? AND (b > ? OR (b = ? AND ...)))`
Sql after_all(const std::vector<SortKey>& keys, const std::vector<Cell>& position) {
  Sql nested;
  for (std::size_t i = keys.size(); i-- > 0;) {
    Sql level("(");
    level.add(after(keys[i], position[i]));
    if (!nested.empty()) {
      level.add(" OR (").add(keys[i].sql);
      if (position[i].is_null()) {
        level.add(" IS NULL");
      } else {
        level.add(" = ").bind(position[i]);
      }
      level.add(" AND ").add(nested).add(")");
    }
    level.add(")");
    nested = std::move(level);
  }
  return nested;
}

/// The rows after a position, as one condition or as two whose rows follow each other (SelectPlan::statements). The
/// bound of the first column stands in front, so that an index on it starts where the page starts.
std::vector<Sql> after_position(const std::vector<SortKey>& keys, const std::vector<Cell>& position) {
  const SortKey& first = keys.front();
  const Sql rest = after_all(keys, position);
  if (position.front().is_null()) return {rest};
  const bool ascending = first.direction == Direction::Ascending;
  Sql bounded(first.sql);
  bounded.add(ascending ? " >= " : " <= ").bind(position.front()).add(" AND ").add(rest);
  if (ascending || !first.nullable) return {bounded};
  return {bounded, Sql(first.sql).add(" IS NULL")};
}

/// What was asked. The same for every page of a query, whichever way a page is looked up.
Result<Sql> shape_of(const SqlContext& context, const TableSchema& table, const query::Query& query) {
  SqlContext own{context.schema, context.dialect, context.caller};
  Scope scope(own, table);
  const Sql filter = TRY(filter_condition(scope, query.filter));
  Sql shape(query.table);
  return shape.add("|").add(filter).add("|").add(order_by(context.dialect, TRY(sort_keys(scope, query.order))));
}

}  // namespace

std::string RowPlan::select_list(std::string_view alias) const {
  std::string list = quoted(alias, table->table().primary_id) + ", " + quoted(alias, "versionnumber");
  for (const Field* field : fields) append_select(*field, alias, list);
  return list;
}

Result<record::Record> RowPlan::read(const Rows& rows, int& column) const {
  record::Record row;
  row.table = table->name();
  const auto id = Uuid::from_bytes(rows.bytes(column++));
  if (!id) return fail(ErrorCode::Corrupt, "a row of {} has no proper id", table->name());
  row.id = *id;
  row.version = rows.integer(column++);
  for (const Field* field : fields) {
    record::Value value = TRY(read_value(*field, rows, column));
    // The columns come ordered by name, so each belongs at the end: nothing is compared.
    if (with_nulls || !record::is_null(value)) {
      row.values.emplace_hint(row.values.end(), field->name, std::move(value));
    }
  }
  return row;
}

Result<RowPlan> plan_row(const SqlContext& context, const TableSchema& table, const std::vector<std::string>& columns) {
  RowPlan plan{&table, {}, true};
  for (const std::string& name : columns) {
    const Field* field = TRY(find_field(context, table, name));
    if (std::ranges::find(plan.fields, field) == plan.fields.end()) plan.fields.push_back(field);
  }
  if (columns.empty()) {
    std::ranges::copy_if(table.fields(), std::back_inserter(plan.fields),
                         [](const Field* field) { return !field->has(record::kInternal); });
  }
  std::ranges::sort(plan.fields, {}, &Field::name);
  return plan;
}

RowPlan plan_whole_row(const TableSchema& table) {
  RowPlan plan{&table, table.fields(), false};
  std::ranges::sort(plan.fields, {}, &Field::name);
  return plan;
}

namespace {

/// The readable rows of `conditions` in order. Rows that are read for several reasons (one's own, those of a team, of
/// the unit) are taken from the index of each, as many as the page has, and put together: an index that serves the
/// order of one owner's rows cannot serve that of several.
Sql ordered_rows(Scope& scope, const std::string& list, const Sql& conditions, const std::vector<SortKey>& keys,
                 std::int64_t limit, bool in_parts) {
  SqlContext& context = scope.context();
  const TableSchema& table = scope.table();
  std::vector<Sql> parts{Sql()};
  if (in_parts) {
    parts = readable_parts(context, table, scope.alias());
  } else {
    add_access(context, table, scope.alias(), parts.front());
  }
  const std::string order =
      order_by(context.dialect, scope.is_search_first() ? unordered(context.dialect, keys) : keys).text();
  const auto add_limit = [&](Sql& sql) {
    if (limit > 0) sql.add(" LIMIT ").bind(Cell::integer(limit));
  };
  Sql all;
  for (const Sql& part : parts) {
    Sql where = conditions, sql("SELECT ");
    add_condition(where, part);
    sql.add(list).add(" FROM ").add(scope.from());
    if (!where.empty()) sql.add(" WHERE ").add(where);
    sql.add(" ORDER BY ").add(order);
    add_limit(sql);
    if (parts.size() == 1) return sql;
    all.add(all.empty() ? "SELECT * FROM (" : " UNION ALL SELECT * FROM (").add(sql).add(")");
    if (context.dialect.numbered_parameters) all.add(" part");
  }
  const std::size_t width = static_cast<std::size_t>(std::ranges::count(list, ',')) + 1;
  all.add(" ORDER BY ").add(order_by(context.dialect, placed(keys, width - keys.size() + 1)));
  add_limit(all);
  return all;
}

}  // namespace

Result<SelectPlan> plan_select(SqlContext& context, const query::Query& query, Paging paging, SearchBy search) {
  const TableSchema* table = TRY(find_table(context.schema, query.table));
  if (query.limit < 0) return fail(ErrorCode::InvalidInput, "a page of {} rows", query.limit);
  Scope scope(context, *table);
  const std::string_view first = query.order.empty() ? std::string_view() : query.order.front().path.column;
  const bool by_score = !first.empty() && first == hot_score(*table);
  if (!by_score) scope.order_decides_index();
  if (search == SearchBy::Words) scope.search_decides_index();
  SelectPlan plan{TRY(plan_row(context, *table, query.columns)), {}, {}, {}};
  const Sql filter = TRY(filter_condition(scope, query.filter));
  const std::vector<SortKey> keys = TRY(sort_keys(scope, query.order));
  plan.shape = TRY(shape_of(context, *table, query));
  std::vector<CellType> types;
  for (const SortKey& key : keys) types.push_back(key.type);

  std::vector<Sql> parts{Sql()};
  if (query.cursor) parts = after_position(keys, TRY(read_cursor(*query.cursor, plan.shape, types)));
  const bool page = paging == Paging::Page && query.limit > 0;
  std::string list = plan.row.select_list(scope.alias());
  if (page) {
    for (const SortKey& key : keys) list += ", " + key.sql;
    plan.position = std::move(types);
  }
  const std::int64_t limit = query.limit > 0 ? std::int64_t{query.limit} + (page ? 1 : 0) : 0;
  const bool in_parts = page && by_score && !scope.is_search_first() && !names_owner(query.filter);
  for (const Sql& part : parts) {
    Sql conditions;
    add_condition(conditions, filter);
    add_condition(conditions, part);
    Sql sql = ordered_rows(scope, list, conditions, keys, limit, in_parts);
    plan.statements.push_back(std::move(sql).finish(context.dialect.numbered_parameters));
  }
  return plan;
}

namespace {

/// The state that is asked for, when that is all that is asked; nullopt for another filter. Null: rows of all states.
std::optional<record::Value> state_asked_for(const query::FilterPtr& filter) {
  if (filter == nullptr) return record::Value();
  const auto* one = std::get_if<query::Compare>(&filter->node);
  const bool state = one != nullptr && one->op == query::CompareOp::Eq && one->path.lookup.empty() &&
                     one->path.column == "statecode" && record::as<std::int64_t>(one->value) != nullptr;
  return state ? std::optional(one->value) : std::nullopt;
}

/// The count from ll_rowcount, where nothing but the state narrows it. Of a million rows, counting them takes
/// PostgreSQL 60 to 140 ms.
std::optional<Sql> known_count(SqlContext& context, const TableSchema& table, const query::FilterPtr& filter) {
  if (!is_counted(table)) return std::nullopt;
  const auto state = state_asked_for(filter);
  if (!state || access_predicate(context, table, "", Verb::Read).kind != Predicate::Kind::All) return std::nullopt;
  Sql sql("SELECT CAST(coalesce(sum(rows), 0) AS bigint) FROM ll_rowcount WHERE tablename = ");
  sql.bind(Cell::text(std::string(table.name())));
  if (const auto* code = record::as<std::int64_t>(*state)) sql.add(" AND statecode = ").bind(Cell::integer(*code));
  return sql;
}

}  // namespace

Result<Statement> plan_count(SqlContext& context, std::string_view name, const query::FilterPtr& filter) {
  const TableSchema* table = TRY(find_table(context.schema, name));
  if (auto known = known_count(context, *table, filter)) {
    return std::move(*known).finish(context.dialect.numbered_parameters);
  }
  Scope scope(context, *table);
  if (!indexed_words(*table, filter).empty()) scope.search_decides_index();
  const Sql asked = TRY(filter_condition(scope, filter));
  std::vector<Sql> parts{Sql()};
  if (names_owner(filter)) {
    add_access(context, *table, scope.alias(), parts.front());
  } else {
    parts = readable_parts(context, *table, scope.alias());
  }
  Sql sql;
  for (const Sql& part : parts) {
    Sql where = asked;
    if (part.text() != "TRUE") add_condition(where, part);
    sql.add(sql.empty() ? "SELECT " : " + ").add("(SELECT count(*) FROM ").add(scope.from());
    if (!where.empty()) sql.add(" WHERE ").add(where);
    sql.add(")");
  }
  return std::move(sql).finish(context.dialect.numbered_parameters);
}

Result<CollectionPlan> plan_collection(SqlContext& context, const query::Expand& expand, std::string_view owner_table,
                                       const std::vector<Uuid>& owners, int limit) {
  const TableSchema* table = TRY(find_table(context.schema, expand.table));
  Scope scope(context, *table);
  CollectionPlan plan{TRY(plan_row(context, *table, expand.columns)), {}};
  const Field* lookup = TRY(find_field(context, *table, expand.lookup));
  const auto targets = record::lookup_targets(*lookup);
  if (std::ranges::find(targets, owner_table) == targets.end()) {
    return fail(ErrorCode::InvalidInput, "column {} of {} does not point to {}", expand.lookup, expand.table,
                owner_table);
  }
  const std::string key = quoted(scope.alias(), lookup->name);
  Sql conditions(key);
  conditions.add(" IN (");
  for (std::size_t i = 0; i < owners.size(); ++i) conditions.add(i > 0 ? ", " : "").bind(Cell::uuid(owners[i]));
  conditions.add(")");
  if (has_type_column(*lookup)) {
    conditions.add(" AND ").add(quoted(scope.alias(), type_column(lookup->name))).add(" = ");
    conditions.bind(Cell::text(std::string(owner_table)));
  }
  add_condition(conditions, TRY(filter_condition(scope, expand.filter)));
  const Sql order = order_by(context.dialect, TRY(sort_keys(scope, expand.order)));
  add_access(context, *table, scope.alias(), conditions);

  // The outer query needs names of its own for the columns: c0, c1, ...
  std::string list = key + ", " + plan.row.select_list(scope.alias());
  const std::size_t width = static_cast<std::size_t>(std::ranges::count(list, ',')) + 1;
  std::string names;
  for (std::size_t i = 0; i < width; ++i) names += (i > 0 ? ", c" : "c") + std::to_string(i);
  Sql sql("WITH ranked(");
  sql.add(names).add(", place) AS (SELECT ").add(list);
  sql.add(", row_number() OVER (PARTITION BY ").add(key).add(" ORDER BY ").add(order).add(") FROM ");
  sql.add(scope.from()).add(" WHERE ").add(conditions).add(") SELECT ").add(names);
  sql.add(" FROM ranked WHERE place <= ").bind(Cell::integer(limit)).add(" ORDER BY c0, place");
  plan.statement = std::move(sql).finish(context.dialect.numbered_parameters);
  return plan;
}

}  // namespace leadlight::store
