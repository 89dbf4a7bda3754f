// The store on a PostgreSQL server: many application nodes, no state in a node.
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <string>

#include "base/time.h"
#include "storage/store/migrate.h"
#include "storage/store/store.h"

namespace leadlight::postgres {

struct PostgresOptions {
  std::string schema = "public";  ///< One tenant is one schema; made when absent.
  int max_connections = 24;       ///< More at once wait for one to come back.
  std::chrono::milliseconds wait_for_connection{10'000};
  int max_attempts = 20;  ///< Of a transaction that meets another one.
};

/// `url` as libpq takes it: `postgres://user@host/database`. Call migrate() before anything else. `clock` outlives
/// the store. Transactions are REPEATABLE READ: one that changes a row which another has changed since it began is done
/// again from the start.
/// @errors Unavailable: no connection; InvalidInput: a schema name with other letters than a-z, 0-9 and _
Result<std::unique_ptr<store::Store>> open_postgres(const std::string& url, const Clock& clock,
                                                    const PostgresOptions& options = {});

/// The migrations embedded in this program.
std::span<const store::Migration> migrations();

}  // namespace leadlight::postgres
