// What a database holds, in numbers: tells whether a copy is whole and which program it belongs to.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "storage/store/connection.h"
#include "storage/store/migrate.h"

namespace leadlight::store {

struct DatabaseFacts {
  int migration = 0;           ///< The last one that was applied.
  std::string migration_name;  ///< `0002_ledger_by_time`
  std::map<std::string, std::int64_t, std::less<>> rows;

  std::int64_t all_rows() const;
  friend bool operator==(const DatabaseFacts&, const DatabaseFacts&) = default;
};

/// Every table of ours that a database may have, in its dialect.
std::vector<std::string> table_names(const Dialect& dialect);

/// Counts the rows of those of our tables that are among `present`.
/// @errors Corrupt: not one of our databases
Result<DatabaseFacts> read_facts(Connection& connection, const std::vector<std::string>& present);

/// Whether this program can work with such a database. @errors Conflict: a newer program wrote it
Result<void> check_age(const DatabaseFacts& facts, std::span<const Migration> migrations);

}  // namespace leadlight::store
