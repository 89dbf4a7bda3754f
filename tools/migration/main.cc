// Writes the migration that brings a database from the files there are to what the field table wants, one file per
// dialect. Both dialects have the same tables and columns, so the SQLite files tell for both what is there.
//
// Usage: leadlight_migration [--name NAME] [--check] [--restart] [SOURCE_FOLDER]
//   --check    write nothing; exit 1 when a migration is missing
//   --restart  begin again at 0001; only before a release, existing databases then have to be made anew
#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/temporary_folder.h"
#include "storage/postgres/postgres_dialect.h"
#include "storage/sqlite/sqlite_connection.h"
#include "storage/sqlite/sqlite_dialect.h"
#include "storage/sqlite/sqlite_store.h"
#include "storage/store/migrate.h"
#include "storage/store/sql_ddl.h"

namespace leadlight {
namespace {

namespace fs = std::filesystem;

struct Present {
  std::map<std::string, std::set<std::string>> columns;  ///< By table.
  std::map<std::string, std::string> objects;            ///< Name of an index or trigger to its SQL.
};

Result<Present> read_present(std::span<const store::Migration> migrations) {
  const base::TemporaryFolder folder;
  const auto connection = TRY(sqlite::SqliteConnection::open(folder.path() / "scratch.db", sqlite::Access::Write, {}));
  for (const store::Migration& migration : migrations) TRY(connection->run_script(migration.sql));
  Present present;
  const auto columns = TRY(connection->query(
      {"SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'", {}},
      store::Fetch::Whole));
  while (TRY(columns->next())) {
    present.columns[std::string(columns->bytes(0))].insert(std::string(columns->bytes(1)));
  }
  const auto objects = TRY(connection->query({"SELECT name, sql, type FROM sqlite_master WHERE sql IS NOT NULL AND "
                                              "(type <> 'table' OR sql LIKE 'CREATE VIRTUAL%')",
                                              {}},
                                             store::Fetch::Whole));
  while (TRY(objects->next())) {
    present.objects.emplace(std::string(objects->bytes(0)), std::string(objects->bytes(1)));
  }
  return present;
}

/// The statements that are missing, in one dialect.
Result<std::vector<std::string>> missing_statements(const Present& present, const store::Dialect& dialect) {
  std::vector<std::string> statements;
  const auto schema = record::Schema::built_in();
  const auto tables = store::wanted_tables(*schema, dialect);
  const auto reference = store::wanted_tables(*schema, sqlite::dialect());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    const store::TableDdl& table = tables[i];
    const auto found = present.columns.find(table.name);
    if (found == present.columns.end()) {
      statements.push_back(store::create_table_sql(table, dialect));
    } else {
      for (const store::ColumnDdl& column : table.columns) {
        if (found->second.contains(column.name)) continue;
        statements.push_back(fmt::format("ALTER TABLE {} ADD COLUMN {} {}", store::quoted(table.name),
                                         store::quoted(column.name), column.definition));
      }
    }
    for (const store::SchemaObject& object : table.objects) {
      const auto known = present.objects.find(object.name);
      // Names may differ per dialect (a trigram table here, an index there): those follow their table.
      const bool here = known != present.objects.end() || (found != present.columns.end() && [&] {
                          for (const auto& other : reference[i].objects) {
                            if (other.name == object.name) return false;
                          }
                          return true;
                        }());
      if (!here) statements.push_back(object.sql);
    }
  }
  std::set<std::string> wanted;
  for (const store::TableDdl& table : reference) {
    for (const store::SchemaObject& object : table.objects) wanted.insert(object.name);
    const auto found = present.columns.find(table.name);
    if (found == present.columns.end()) continue;
    std::set<std::string> columns;
    for (const store::ColumnDdl& column : table.columns) columns.insert(column.name);
    for (const std::string& name : found->second) {
      if (columns.contains(name)) continue;
      return fail(ErrorCode::InvalidInput,
                  "{}.{} is in the migrations but no longer in the field table: write that migration by hand",
                  table.name, name);
    }
  }
  for (const auto& [name, sql] : present.objects) {
    if (sql.starts_with("CREATE INDEX") || sql.starts_with("CREATE UNIQUE INDEX")) {
      if (!wanted.contains(name)) statements.push_back("DROP INDEX " + store::quoted(name));
    }
  }
  return statements;
}

Result<int> write_migration(const fs::path& source, std::string name, bool check, bool restart) {
  const auto migrations = restart ? std::span<const store::Migration>() : sqlite::migrations();
  const Present present = TRY(read_present(migrations));
  const int number = migrations.empty() ? 1 : migrations.back().number + 1;
  if (name.empty()) name = number == 1 ? "initial" : "fields";
  for (const store::Dialect* dialect : {&sqlite::dialect(), &postgres::dialect()}) {
    const auto statements = TRY(missing_statements(present, *dialect));
    if (statements.empty()) {
      fmt::print("{}: the migrations bring a database to the field table\n", dialect->name);
      continue;
    }
    if (check) return fail(ErrorCode::Conflict, "{} statements are missing: run `make migration`", statements.size());
    const fs::path folder = source / "src/storage" / dialect->name / "migrations";
    if (restart) {
      for (const auto& entry : fs::directory_iterator(folder)) fs::remove(entry.path());
    }
    const fs::path file = folder / fmt::format("{:04}_{}.sql", number, name);
    std::ofstream out(file);
    out << "-- Written by `make migration` from the field table. Applied once, never changed afterwards.\n";
    for (const std::string& statement : statements) out << "\n" << statement << ";\n";
    if (!out.flush()) return fail(ErrorCode::Unavailable, "cannot write {}", file.string());
    fmt::print("{}: {} statements in {}\n", dialect->name, statements.size(), fs::relative(file, source).string());
  }
  return 0;
}

}  // namespace
}  // namespace leadlight

int main(int argc, char** argv) {
  using namespace leadlight;
  std::string name, source = ".";
  bool check = false, restart = false;
  for (int i = 1; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word == "--check") {
      check = true;
    } else if (word == "--restart") {
      restart = true;
    } else if (word == "--name" && i + 1 < argc) {
      name = argv[++i];
    } else if (word.starts_with("-")) {
      fmt::print(stderr, "usage: leadlight_migration [--name NAME] [--check] [--restart] [SOURCE_FOLDER]\n");
      return 2;
    } else {
      source = word;
    }
  }
  const auto done = write_migration(source, name, check, restart);
  if (done) return *done;
  fmt::print(stderr, "{}\n", done.error().to_string());
  return 1;
}
