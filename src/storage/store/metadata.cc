#include "storage/store/metadata.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "base/text.h"
#include "storage/store/sql_ddl.h"

namespace leadlight::store {
namespace {

using record::CustomColumn;
using record::FieldType;

constexpr std::size_t kMaxNameBytes = 50;
constexpr unsigned kAllowedFlags = record::kPersonal | record::kOutcome | record::kNoFactor;

/// As stored; never renumbered.
constexpr std::array<std::pair<FieldType, std::string_view>, 10> kTypeNames{{
    {FieldType::Text, "text"},
    {FieldType::Memo, "memo"},
    {FieldType::Integer, "integer"},
    {FieldType::BigInteger, "biginteger"},
    {FieldType::Double, "double"},
    {FieldType::Money, "money"},
    {FieldType::Boolean, "boolean"},
    {FieldType::DateTime, "datetime"},
    {FieldType::DateOnly, "dateonly"},
    {FieldType::Binary, "binary"},
}};

std::optional<std::string_view> type_name(FieldType type) {
  const auto found = std::ranges::find(kTypeNames, type, &std::pair<FieldType, std::string_view>::first);
  return found == kTypeNames.end() ? std::nullopt : std::optional(found->second);
}

std::optional<FieldType> type_of(std::string_view name) {
  const auto found = std::ranges::find(kTypeNames, name, &std::pair<FieldType, std::string_view>::second);
  return found == kTypeNames.end() ? std::nullopt : std::optional(found->first);
}

Result<std::int64_t> read_version(Connection& connection) {
  const auto rows = TRY(connection.query(finish(connection, Sql("SELECT version FROM ll_metadata WHERE id = 1"))));
  if (!TRY(rows->next())) {
    return fail(ErrorCode::Corrupt, "the database has no metadata version; it was never set up completely");
  }
  return rows->integer(0);
}

Result<std::shared_ptr<const record::Schema>> load_schema(Connection& connection, std::int64_t version) {
  std::vector<CustomColumn> columns;
  const auto rows = TRY(connection.query(
      finish(connection,
             Sql("SELECT tablename, name, label, type, retired, extraflags FROM ll_customcolumn ORDER BY position"))));
  while (TRY(rows->next())) {
    const auto type = type_of(rows->bytes(3));
    if (!type) return fail(ErrorCode::Corrupt, "custom column {}: unknown type {}", rows->bytes(1), rows->bytes(3));
    columns.push_back({std::string(rows->bytes(0)), std::string(rows->bytes(1)), std::string(rows->bytes(2)), *type,
                       rows->integer(4) != 0, static_cast<unsigned>(rows->integer(5))});
  }
  return record::Schema::make(std::move(columns), version);
}

/// Locks out other changes of the columns until the transaction ends.
Result<void> bump_version(Connection& connection) {
  TRY(connection.execute(finish(connection, Sql("UPDATE ll_metadata SET version = version + 1 WHERE id = 1"))));
  return {};
}

Result<void> check_name(const CustomColumn& column) {
  const bool plain = std::ranges::all_of(
      column.name, [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (plain && column.name.starts_with("ll_") && column.name.size() > 3 && column.name.size() <= kMaxNameBytes)
    return {};
  return fail(Error(ErrorCode::InvalidInput, fmt::format("\"{}\" cannot be the name of a custom column", column.name),
                    "It is ll_ and then a-z, 0-9 and _, at most 50 characters in all."));
}

/// The SQL columns of `column` must be new too: `ll_x_folded` may be the shadow of `ll_x`.
Result<void> check_physical(const record::TableSchema& table, const std::vector<CustomColumn>& existing,
                            const CustomColumn& column) {
  std::set<std::string, std::less<>> taken;
  for (const PhysicalColumn& physical : physical_columns(table)) taken.insert(physical.name);
  for (const CustomColumn& other : existing) {
    if (other.table != column.table) continue;
    taken.insert(other.name);
    taken.insert(folded_column(other.name));  // retired ones still have it
  }
  const record::Field field{.name = column.name, .type = column.type, .label = {}};
  for (const PhysicalColumn& physical : physical_columns(field)) {
    if (taken.contains(physical.name)) {
      return fail(ErrorCode::InvalidInput, "table {} has a column {} already", column.table, physical.name);
    }
  }
  return {};
}

Result<void> add_column(Connection& connection, const CustomColumn& column) {
  const auto type = type_name(column.type);
  if (!type) return fail(ErrorCode::InvalidInput, "custom column {}: it cannot be of this type", column.name);
  if ((column.extra_flags & ~kAllowedFlags) != 0) {
    return fail(ErrorCode::InvalidInput, "custom column {}: flags that only built-in columns have", column.name);
  }
  Sql sql("INSERT INTO ll_customcolumn (tablename, name, label, type, retired, extraflags) VALUES (");
  sql.bind(Cell::text(column.table)).add(", ").bind(Cell::text(column.name)).add(", ").bind(Cell::text(column.label));
  sql.add(", ").bind(Cell::text(std::string(*type))).add(", ").bind(Cell::integer(column.retired ? 1 : 0));
  sql.add(", ").bind(Cell::integer(column.extra_flags)).add(")");
  TRY(connection.execute(finish(connection, std::move(sql))));
  const record::Field field{.name = column.name, .type = column.type, .label = {}, .flags = record::kCustom};
  for (const std::string& statement : add_field_sql(column.table, field, connection.dialect())) {
    TRY(connection.run_script(statement));
  }
  return {};
}

}  // namespace

Result<std::shared_ptr<const record::Schema>> SchemaCache::current(Connection& connection) {
  const std::int64_t version = TRY(read_version(connection));
  {
    const std::lock_guard lock(mutex_);
    if (schema_ && schema_->version() == version) return schema_;
  }
  auto loaded = TRY(load_schema(connection, version));
  const std::lock_guard lock(mutex_);
  // An old snapshot may still read what a newer transaction has left behind; the newest stays in the cache.
  if (!schema_ || schema_->version() < version) schema_ = loaded;
  return loaded;
}

std::shared_ptr<const record::Schema> SchemaCache::latest() const {
  const std::lock_guard lock(mutex_);
  return schema_ ? schema_ : record::Schema::built_in();
}

Result<void> add_custom_columns(Connection& connection, std::vector<CustomColumn> columns) {
  TRY(bump_version(connection));
  const auto schema = TRY(load_schema(connection, TRY(read_version(connection))));
  std::vector<CustomColumn> all = schema->custom_columns();
  for (CustomColumn& column : columns) {
    TRY(check_name(column));
    if (!base::is_valid_utf8(column.label) || column.label.find('\0') != std::string::npos) {
      return fail(ErrorCode::InvalidInput, "custom column {}: its label is not valid UTF-8", column.name);
    }
    const record::TableSchema* table = schema->find(column.table);
    if (table == nullptr) return fail(ErrorCode::InvalidInput, "no table named {}", column.table);
    TRY(check_physical(*table, all, column));
    all.push_back(column);
  }
  TRY(record::Schema::make(std::move(all), 0));  // what the schema refuses is refused before a table is touched
  for (const CustomColumn& column : columns) TRY(add_column(connection, column));
  return {};
}

Result<void> change_custom_column(Connection& connection, std::string_view table, std::string_view name,
                                  std::string label, bool retired) {
  TRY(bump_version(connection));
  Sql sql("UPDATE ll_customcolumn SET label = ");
  sql.bind(Cell::text(std::move(label))).add(", retired = ").bind(Cell::integer(retired ? 1 : 0));
  sql.add(" WHERE tablename = ").bind(Cell::text(std::string(table))).add(" AND name = ");
  sql.bind(Cell::text(std::string(name)));
  if (TRY(connection.execute(finish(connection, std::move(sql)))) == 0) {
    return fail(ErrorCode::NotFound, "table {} has no custom column {}", table, name);
  }
  return {};
}

}  // namespace leadlight::store
