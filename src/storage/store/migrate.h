// Bringing a database forward: numbered SQL files, applied once each and in order.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/time.h"
#include "storage/store/connection.h"

namespace leadlight::store {

/// One file of `migrations/`, embedded in the program.
struct Migration {
  int number;
  std::string_view name;  ///< `0001_initial`
  std::string_view sql;
};

/// Applies what is missing, within a transaction that the caller has begun and that keeps others out.
/// @errors Conflict: the database was written by a newer program, or by another version of a file
Result<void> apply_migrations(Connection& connection, std::span<const Migration> migrations, const Clock& clock);

}  // namespace leadlight::store
