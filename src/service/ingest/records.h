// How a record comes in or changes: validate, write, score and answer, in one transaction. The API, the importer and
// the demo all change scored tables through here, so no score is ever older than its record.
#pragma once

#include <optional>
#include <string_view>

#include "base/result.h"
#include "service/scoring/scoring.h"
#include "storage/store/store.h"

namespace leadlight::ingest {

/// @threads any
class Records {
 public:
  Records(store::Store& store, scoring::ScoringService& scoring) : store_(store), scoring_(scoring) {}

  /// Checks the values against the field table, writes them, scores the record when its table has a published model.
  /// Answers the record as it now stands, score columns included.
  /// @errors InvalidInput, Denied, Conflict as the store says
  Result<record::Record> create(std::string_view table, Uuid id, record::Values values, const store::Caller& caller);
  /// The version grows by one, also where a new score comes with the change. Without `expected_version` a change that
  /// another one overtook is tried again on top of that one.
  /// @errors NotFound, Denied, InvalidInput; Conflict (`expected_version` differs)
  Result<record::Record> update(std::string_view table, const Uuid& id, record::Values changes,
                                std::optional<std::int64_t> expected_version, const store::Caller& caller);
  Result<void> remove(std::string_view table, const Uuid& id, std::optional<std::int64_t> expected_version,
                      const store::Caller& caller);

  /// The same as steps of a caller's own transaction: an import writes many records in one.
  /// `cause` stands in the ledger beside the score.
  Result<record::Record> create_in(store::Transaction& tx, std::string_view table, Uuid id, record::Values values,
                                   const store::Caller& caller, std::string_view cause = "create");
  Result<record::Record> update_in(store::Transaction& tx, std::string_view table, const Uuid& id,
                                   record::Values changes, std::optional<std::int64_t> expected_version,
                                   const store::Caller& caller, std::string_view cause = "update");
  Result<void> remove_in(store::Transaction& tx, std::string_view table, const Uuid& id,
                         std::optional<std::int64_t> expected_version, const store::Caller& caller);
  /// Says of a closed duplicate what it was merged into: from here on it is neither won nor lost.
  Result<void> mark_merged_in(store::Transaction& tx, const record::Reference& duplicate, const Uuid& master);

 private:
  store::Store& store_;
  scoring::ScoringService& scoring_;
};

}  // namespace leadlight::ingest
