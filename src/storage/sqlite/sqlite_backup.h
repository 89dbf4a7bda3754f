// Copies of an embedded database: taken while others write, looked at, put in the place of another.
#pragma once

#include <string>

#include "storage/store/facts.h"

namespace leadlight::sqlite {

/// Writes the database at `path` (as open_sqlite takes it) into the new file `to`: the state of one moment, without the
/// free pages in which deleted rows would live on. Nobody waits for it. Looks for damage in what it wrote.
/// @errors NotFound: there is no database; Conflict: a newer program wrote it; Corrupt; Unavailable: disk full
Result<store::DatabaseFacts> copy_database(const std::string& path, const std::string& to);

/// What is in the database file. @errors Corrupt, also for any inner damage
Result<store::DatabaseFacts> examine_database(const std::string& file);

/// Whether there is a database at `path`.
bool has_database(const std::string& path);

/// Moves the database file `from` (on the same disk) to where open_sqlite(path) finds it. One that is there goes aside,
/// under the name that is answered.
/// @errors Conflict: a program has the present one open
Result<std::string> put_in_place(const std::string& from, const std::string& path);

}  // namespace leadlight::sqlite
