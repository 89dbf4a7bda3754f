#include "storage/postgres/postgres_backup.h"

#include <fmt/format.h>
#include <algorithm>

#include "storage/postgres/postgres_connection.h"
#include "storage/postgres/postgres_dialect.h"
#include "storage/postgres/postgres_store.h"
#include "storage/postgres/tool.h"

namespace leadlight::postgres {
namespace {

Result<std::string> one_text(PostgresConnection& connection, std::string sql) {
  const auto rows = TRY(connection.query({std::move(sql), {}}));
  if (!TRY(rows->next())) return fail(ErrorCode::Internal, "PostgreSQL gave no answer");
  return std::string(rows->bytes(0));
}

Result<std::vector<std::string>> tables_in(PostgresConnection& connection, const std::string& schema) {
  const auto rows = TRY(
      connection.query({"SELECT tablename::text FROM pg_tables WHERE schemaname = $1", {store::Cell::text(schema)}}));
  std::vector<std::string> all;
  while (TRY(rows->next())) all.emplace_back(rows->bytes(0));
  std::vector<std::string> ours;
  for (std::string& name : store::table_names(dialect())) {
    if (std::ranges::find(all, name) != all.end()) ours.push_back(std::move(name));
  }
  return ours;
}

/// `dbname='name'`, whatever is in the name.
std::string database_argument(const std::string& name) {
  std::string text = "--dbname=dbname='";
  for (const char c : name) {
    if (c == '\'' || c == '\\') text.push_back('\\');
    text.push_back(c);
  }
  return text + "'";
}

/// Their prepared statements and caches would not survive new tables.
Result<void> check_nobody_else(PostgresConnection& connection) {
  const std::string others =
      TRY(one_text(connection,
                   "SELECT count(*)::text FROM pg_stat_activity WHERE datname = current_database() AND "
                   "application_name = 'leadlight' AND pid <> pg_backend_pid()"));
  if (others == "0") return {};
  return fail(Error(ErrorCode::Conflict, "a program works with this database", "Stop every server of it first."));
}

Result<void> drop_tables(PostgresConnection& connection, const std::string& schema,
                         const std::vector<std::string>& tables) {
  std::string sql = "BEGIN; ";
  for (const std::string& table : tables) {
    sql += fmt::format("DROP TABLE {}.{}; ", store::quoted(schema), store::quoted(table));
  }
  return connection.run_script(sql + "COMMIT");
}

}  // namespace

Result<store::DatabaseFacts> dump_database(const std::string& url, const std::string& schema, const std::string& to) {
  const auto connection = TRY(PostgresConnection::open(url, schema));
  TRY(connection->run_script("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"));
  const auto tables = TRY(tables_in(*connection, schema));
  if (tables.empty()) return fail(ErrorCode::NotFound, "there is no database of Leadlight in the schema {}", schema);
  const std::string snapshot = TRY(one_text(*connection, "SELECT pg_export_snapshot()"));
  store::DatabaseFacts facts = TRY(store::read_facts(*connection, tables));
  TRY(store::check_age(facts, migrations()));
  std::vector<std::string> arguments{"--format=custom", "--no-owner", "--no-privileges", "--snapshot=" + snapshot,
                                     "--file=" + to};
  for (const std::string& table : tables) arguments.push_back(fmt::format("--table={}.{}", schema, table));
  arguments.push_back(database_argument(TRY(one_text(*connection, "SELECT current_database()::text"))));
  TRY(run_tool("pg_dump", std::move(arguments), url));
  return facts;
}

Result<std::optional<store::DatabaseFacts>> examine_database(const std::string& url, const std::string& schema) {
  const auto connection = TRY(PostgresConnection::open(url, schema));
  const auto tables = TRY(tables_in(*connection, schema));
  if (tables.empty()) return std::optional<store::DatabaseFacts>();
  return std::optional(TRY(store::read_facts(*connection, tables)));
}

Result<void> restore_database(const std::string& url, const std::string& schema, const std::string& from,
                              Present present) {
  const auto connection = TRY(PostgresConnection::open(url, schema));
  const auto tables = TRY(tables_in(*connection, schema));
  if (!tables.empty()) {
    if (present == Present::Refuse) {
      return fail(ErrorCode::Conflict, "the schema {} has tables of Leadlight already", schema);
    }
    TRY(check_nobody_else(*connection));
    TRY(drop_tables(*connection, schema, tables));
  }
  TRY(
      connection->run_script(fmt::format("CREATE SCHEMA IF NOT EXISTS {}; "
                                         "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public",
                                         store::quoted(schema))));
  // A dump of tables has their triggers, not what those call.
  for (const store::SchemaObject& function : dialect().count_functions) TRY(connection->run_script(function.sql));
  const std::string database = TRY(one_text(*connection, "SELECT current_database()::text"));
  TRY(run_tool(
      "pg_restore",
      {"--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", database_argument(database), from},
      url));
  // The planner knows nothing of new tables until somebody looks at them.
  return connection->run_script("ANALYZE");
}

}  // namespace leadlight::postgres
