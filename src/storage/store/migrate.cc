#include "storage/store/migrate.h"

#include <fmt/format.h>

#include <map>

#include "base/log.h"
#include "storage/store/sql_ddl.h"

namespace leadlight::store {
namespace {

std::string checksum(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325ULL;
  for (const unsigned char c : text) hash = (hash ^ c) * 0x100000001b3ULL;
  return fmt::format("{:016x}", hash);
}

Result<std::map<int, std::string>> read_applied(Connection& connection) {
  const Dialect& dialect = connection.dialect();
  const std::string integer(dialect.column_type(CellType::Integer)), text(dialect.column_type(CellType::Text));
  TRY(connection.run_script(
      fmt::format("CREATE TABLE IF NOT EXISTS ll_migration (number {} NOT NULL PRIMARY KEY, name {} NOT NULL, checksum "
                  "{} NOT NULL, "
                  "appliedon {} NOT NULL){}",
                  integer, text, text, dialect.column_type(CellType::Timestamp), dialect.table_suffix)));
  std::map<int, std::string> applied;
  const auto rows =
      TRY(connection.query(finish(connection, Sql("SELECT number, checksum FROM ll_migration ORDER BY number"))));
  while (TRY(rows->next())) applied.emplace(static_cast<int>(rows->integer(0)), rows->bytes(1));
  return applied;
}

Result<void> apply(Connection& connection, const Migration& migration, const Clock& clock) {
  base::log(base::LogLevel::Info, "storage", "migrate", {{"file", std::string(migration.name)}});
  auto done = connection.run_script(migration.sql);
  if (!done) return fail(std::move(done.error()).in(migration.name));
  Sql sql("INSERT INTO ll_migration (number, name, checksum, appliedon) VALUES (");
  sql.bind(Cell::integer(migration.number)).add(", ").bind(Cell::text(std::string(migration.name))).add(", ");
  sql.bind(Cell::text(checksum(migration.sql))).add(", ");
  sql.bind({CellType::Timestamp, std::int64_t{clock.now().time_since_epoch().count()}}).add(")");
  TRY(connection.execute(finish(connection, std::move(sql))));
  return {};
}

}  // namespace

Result<void> apply_migrations(Connection& connection, std::span<const Migration> migrations, const Clock& clock) {
  const std::map<int, std::string> applied = TRY(read_applied(connection));
  const int newest = migrations.empty() ? 0 : migrations.back().number;
  if (!applied.empty() && applied.rbegin()->first > newest) {
    return fail(Error(ErrorCode::Conflict,
                      fmt::format("this database was written by a newer program (migration {}, this program knows {})",
                                  applied.rbegin()->first, newest),
                      "Use that program, or restore the backup made before it."));
  }
  for (const Migration& migration : migrations) {
    const auto found = applied.find(migration.number);
    if (found == applied.end()) {
      TRY(apply(connection, migration, clock));
    } else if (found->second != checksum(migration.sql)) {
      return fail(Error(ErrorCode::Conflict,
                        fmt::format("this database was made with another version of migration {}", migration.name),
                        "It comes from a development build: make a new database."));
    }
  }
  TRY(connection.run_script("INSERT INTO ll_metadata (id, version) VALUES (1, 1) ON CONFLICT DO NOTHING"));
  return {};
}

}  // namespace leadlight::store
