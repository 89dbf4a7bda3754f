// The embedded store: one SQLite file, one writer thread, any number of reading snapshots.
#pragma once

#include <memory>
#include <string>

#include "base/time.h"
#include "storage/sqlite/sqlite_connection.h"
#include "storage/store/migrate.h"
#include "storage/store/store.h"

namespace leadlight::sqlite {

struct SqliteOptions {
  ConnectionOptions connection;
  int idle_readers = 16;  ///< Reading connections kept open for the next snapshot.
};

/// Opens the database at `path`: a file when the name ends in `.db` or is a file, else a folder (made when absent) in
/// which `leadlight.db` stands. Call migrate() before anything else. `clock` outlives the store.
/// @errors Unavailable: no such place, no right to it; Corrupt: the file is no database
Result<std::unique_ptr<store::Store>> open_sqlite(const std::string& path, const Clock& clock,
                                                  const SqliteOptions& options = {});

/// The file in which open_sqlite(path) finds the database. Makes nothing.
std::string database_file(const std::string& path);

/// The migrations embedded in this program.
std::span<const store::Migration> migrations();

}  // namespace leadlight::sqlite
