#include "storage/store/sql_scope.h"

#include <algorithm>

#include "storage/store/columns.h"

namespace leadlight::store {

std::string ColumnRef::sort_key() const {
  return has_folded(*field) ? quoted(alias, folded_column(field->name)) : value();
}

CellType ColumnRef::sort_type() const {
  return cell_type(field->type);
}

Result<const record::TableSchema*> find_table(const record::Schema& schema, std::string_view name) {
  const record::TableSchema* table = schema.find(name);
  if (table == nullptr) return fail(ErrorCode::InvalidInput, "no table named {}", name);
  return table;
}

Result<const record::Field*> find_field(const SqlContext& context, const record::TableSchema& table,
                                        std::string_view name) {
  const record::Field* field = table.find(name);
  if (field == nullptr || (field->has(record::kInternal) && !context.caller.is_system)) {
    return fail(ErrorCode::InvalidInput, "table {} has no column {}", table.name(), name);
  }
  return field;
}

Result<ColumnRef> Scope::column(const query::Path& path) {
  if (path.lookup.empty()) {
    return ColumnRef{&table_, TRY(find_field(context_, table_, path.column)), alias_};
  }
  if (path.lookup.find_first_of("/.") != std::string::npos || path.column.find_first_of("/.") != std::string::npos) {
    return fail(ErrorCode::Unsupported, "{}/{}: a path may have one lookup step", path.lookup, path.column);
  }
  const record::Field* lookup = TRY(find_field(context_, table_, path.lookup));
  const auto targets = record::lookup_targets(*lookup);
  if (targets.empty()) {
    return fail(ErrorCode::InvalidInput, "column {} of {} is no lookup", path.lookup, table_.name());
  }
  const std::string_view target = path.lookup_table.empty() ? targets.front() : std::string_view(path.lookup_table);
  if (std::ranges::find(targets, target) == targets.end()) {
    return fail(ErrorCode::InvalidInput, "column {} of {} does not point to {}", path.lookup, table_.name(), target);
  }
  const Join* joined = TRY(join(*lookup, target));
  return ColumnRef{joined->table, TRY(find_field(context_, *joined->table, path.column)), joined->alias};
}

Result<const Scope::Join*> Scope::join(const record::Field& lookup, std::string_view target) {
  for (const auto& existing : joins_) {
    if (existing->lookup == &lookup && existing->table->name() == target) return existing.get();
  }
  const record::TableSchema* table = TRY(find_table(context_.schema, target));
  auto join = std::make_unique<Join>(Join{&lookup, table, context_.next_alias(), {}});
  Sql& sql = join->sql;
  sql.add(" LEFT JOIN ").add(quoted(target)).add(" ").add(join->alias).add(" ON ");
  sql.add(quoted(join->alias, table->table().primary_id)).add(" = ").add(quoted(alias_, lookup.name));
  if (has_type_column(lookup)) {
    sql.add(" AND ").add(quoted(alias_, type_column(lookup.name))).add(" = ").bind(Cell::text(std::string(target)));
  }
  const Predicate readable = access_predicate(context_, *table, join->alias, Verb::Read);
  if (readable.kind != Predicate::Kind::All) sql.add(" AND ").add(readable.condition());
  joins_.push_back(std::move(join));
  return joins_.back().get();
}

std::string Scope::condition_key(const ColumnRef& column) const {
  using enum record::FieldType;
  const auto type = column.field->type;
  const bool few_values = type == State || type == Status || type == Choice || type == Boolean;
  if (!search_decides_index_ && (!few_values || !order_decides_index_)) return column.sort_key();
  return std::string(context_.dialect.not_by_index) + column.sort_key();
}

Sql Scope::from() const {
  Sql sql(quoted(table_.name()));
  sql.add(" ").add(alias_);
  for (const auto& join : joins_) sql.add(join->sql);
  return sql;
}

}  // namespace leadlight::store
