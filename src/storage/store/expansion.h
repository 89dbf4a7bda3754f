// The related rows that a page brings along: one statement for each expand, not one for each row.
#pragma once

#include "storage/store/connection.h"
#include "storage/store/sql_select.h"
#include "storage/store/store.h"

namespace leadlight::store {

class Expansion {
 public:
  /// All three outlive it.
  Expansion(Connection& connection, SqlContext& context, const query::Query& query)
      : connection_(connection), context_(context), query_(query) {}

  /// The query, also asking for the lookup columns that the expands follow.
  /// @errors InvalidInput: no such lookup
  Result<query::Query> with_lookups();
  /// Reads the related rows and takes out the lookup columns that were added.
  Result<void> fill(Page& page);

 private:
  Result<void> fill_lookup(const query::Expand& expand, Page& page);
  Result<void> fill_collection(const query::Expand& expand, Page& page);

  Connection& connection_;
  SqlContext& context_;
  const query::Query& query_;
  std::vector<std::string> added_;
};

}  // namespace leadlight::store
