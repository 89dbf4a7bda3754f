#include "storage/sqlite/sqlite_backup.h"

#include <filesystem>
#include <system_error>

#include "storage/sqlite/sqlite_connection.h"
#include "storage/sqlite/sqlite_store.h"

namespace leadlight::sqlite {
namespace {

namespace fs = std::filesystem;

Result<std::vector<std::string>> first_column(SqliteConnection& connection, std::string sql) {
  std::vector<std::string> texts;
  const auto rows = TRY(connection.query({std::move(sql), {}}, store::Fetch::Whole));
  while (TRY(rows->next())) texts.emplace_back(rows->bytes(0));
  return texts;
}

Result<store::DatabaseFacts> facts_of(SqliteConnection& connection) {
  return store::read_facts(connection,
                           TRY(first_column(connection, "SELECT name FROM sqlite_master WHERE type = 'table'")));
}

/// A database in write-ahead mode can leave it only when nobody else has it open.
Result<void> close_for_all(const std::string& file) {
  const auto connection =
      TRY(SqliteConnection::open(file, Access::Read, {.busy_timeout = std::chrono::milliseconds(500)}));
  TRY(connection->run_script("PRAGMA query_only=OFF"));
  const auto mode = first_column(*connection, "PRAGMA journal_mode=DELETE");
  if (mode && mode->size() == 1 && mode->front() == "delete") return {};
  return fail(Error(ErrorCode::Conflict, fmt::format("a program has {} open", file), "Stop it first."));
}

}  // namespace

bool has_database(const std::string& path) {
  std::error_code ignored;
  return fs::exists(database_file(path), ignored);
}

Result<store::DatabaseFacts> copy_database(const std::string& path, const std::string& to) {
  const std::string file = database_file(path);
  if (!has_database(path)) return fail(ErrorCode::NotFound, "there is no database {}", file);
  {
    const auto connection = TRY(SqliteConnection::open(file, Access::Read, {}));
    TRY(store::check_age(TRY(facts_of(*connection)), migrations()));
    TRY(connection->run_script("PRAGMA query_only=OFF"));
    TRY(connection->execute({"VACUUM INTO ?", {store::Cell::text(to)}}));
  }
  return examine_database(to);
}

Result<store::DatabaseFacts> examine_database(const std::string& file) {
  const auto connection = TRY(SqliteConnection::open(file, Access::Read, {}));
  const auto found = TRY(first_column(*connection, "PRAGMA integrity_check(1)"));
  if (found.size() != 1 || found.front() != "ok") {
    return fail(ErrorCode::Corrupt, "{} is damaged: {}", file, found.empty() ? "no answer" : found.front());
  }
  return facts_of(*connection);
}

Result<std::string> put_in_place(const std::string& from, const std::string& path) {
  const std::string file = database_file(path);
  std::error_code error;
  std::string aside;
  if (fs::exists(file, error)) {
    TRY(close_for_all(file));
    aside = file + ".replaced";
    fs::rename(file, aside, error);
    if (error) return fail(ErrorCode::Unavailable, "cannot move {} aside: {}", file, error.message());
  }
  fs::rename(from, file, error);
  if (error) return fail(ErrorCode::Unavailable, "cannot make {}: {}", file, error.message());
  return aside;
}

}  // namespace leadlight::sqlite
