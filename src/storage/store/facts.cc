#include "storage/store/facts.h"

#include <algorithm>

#include "storage/store/sql_ddl.h"

namespace leadlight::store {

std::int64_t DatabaseFacts::all_rows() const {
  std::int64_t sum = 0;
  for (const auto& [table, count] : rows) sum += count;
  return sum;
}

std::vector<std::string> table_names(const Dialect& dialect) {
  std::vector<std::string> names{std::string(kMigrationTable)};
  for (TableDdl& table : wanted_tables(*record::Schema::built_in(), dialect)) names.push_back(std::move(table.name));
  return names;
}

Result<DatabaseFacts> read_facts(Connection& connection, const std::vector<std::string>& present) {
  if (std::ranges::find(present, kMigrationTable) == present.end()) {
    return fail(ErrorCode::Corrupt, "this is no database of Leadlight");
  }
  DatabaseFacts facts;
  {
    const auto rows = TRY(connection.query(
        finish(connection, Sql("SELECT number, name FROM ll_migration ORDER BY number DESC LIMIT 1"))));
    if (TRY(rows->next())) {
      facts.migration = static_cast<int>(rows->integer(0));
      facts.migration_name = rows->bytes(1);
    }
  }
  for (const std::string& table : table_names(connection.dialect())) {
    if (std::ranges::find(present, table) == present.end()) continue;
    const auto rows = TRY(connection.query(finish(connection, Sql("SELECT count(*) FROM ").add(quoted(table)))));
    if (TRY(rows->next())) facts.rows[table] = rows->integer(0);
  }
  return facts;
}

Result<void> check_age(const DatabaseFacts& facts, std::span<const Migration> migrations) {
  const int newest = migrations.empty() ? 0 : migrations.back().number;
  if (facts.migration <= newest) return {};
  return fail(
      Error(ErrorCode::Conflict,
            fmt::format("a newer program wrote it (migration {}, this program knows {})", facts.migration_name, newest),
            "Use that program."));
}

}  // namespace leadlight::store
