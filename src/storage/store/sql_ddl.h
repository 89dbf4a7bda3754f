// The tables and indexes that the field table asks for, in one dialect. Migrations bring a database there.
#pragma once

#include <string>
#include <vector>

#include "core/record/schema.h"
#include "storage/store/columns.h"
#include "storage/store/dialect.h"

namespace leadlight::store {

inline constexpr std::string_view kHistoryTable = "ll_fieldhistory";
inline constexpr std::string_view kMetadataTable = "ll_metadata";
inline constexpr std::string_view kCustomColumnTable = "ll_customcolumn";
/// How many rows a table has in each state: `rows` added up over `shard`, which only keeps writers out of each other's
/// way.
inline constexpr std::string_view kRowCountTable = "ll_rowcount";
inline constexpr std::string_view kMigrationTable = "ll_migration";

struct ColumnDdl {
  std::string name;
  std::string definition;  ///< `TEXT`, `BLOB NOT NULL PRIMARY KEY`
};

struct TableDdl {
  std::string name;
  std::vector<ColumnDdl> columns;
  std::vector<SchemaObject> objects;  ///< Indexes, search tables, triggers.
};

/// The score column whose descending order is a seller's first page; empty for other tables.
std::string_view hot_score(const record::TableSchema& table);

/// Whether ll_rowcount tells how many rows the table has: the records people work on, which may be a million.
bool is_counted(const record::TableSchema& table);

/// Every table in order, the store's own first (history, metadata version, custom columns).
std::vector<TableDdl> wanted_tables(const record::Schema& schema, const Dialect& dialect);

std::string create_table_sql(const TableDdl& table, const Dialect& dialect);
/// `ALTER TABLE "lead" ADD COLUMN ...` for each column of a field.
std::vector<std::string> add_field_sql(std::string_view table, const record::Field& field, const Dialect& dialect);

}  // namespace leadlight::store
