// What must hold before a row is written: its lookups point somewhere, and the caller may do this.
#pragma once

#include <string>
#include <unordered_map>
#include <unordered_set>

#include "storage/store/connection.h"
#include "storage/store/sql_access.h"
#include "storage/store/store.h"

namespace leadlight::store {

/// Answers are kept for the transaction: a thousand leads of one account ask for it once.
class WriteChecks {
 public:
  /// Both outlive it.
  WriteChecks(Connection& connection, const record::Schema& schema) : connection_(connection), schema_(schema) {}

  /// Every lookup among `values` points to a row that is there. For rows that belong to somebody the caller must also
  /// be able to read it, so that a guess at an id learns nothing.
  /// @errors InvalidInput naming the column
  Result<void> check_lookups(const record::TableSchema& table, const record::Values& values, const Caller& caller);

  /// Whether the caller may add this row. @errors Denied
  Result<void> check_create(const record::TableSchema& table, const record::Values& values, const Caller& caller);

  /// Ownership::Parent: the caller may change the row's parent. @errors Denied
  Result<void> check_parent(const record::TableSchema& table, const record::Values& values, const Caller& caller);

  /// The business unit of a user or team; null when it has none.
  Result<record::Value> business_unit_of(const record::Reference& owner, const Caller& caller);

  /// After a row has gone.
  void forget();

 private:
  Result<bool> reachable(const record::TableSchema& table, const Uuid& id, Verb verb, const Caller& caller);

  Connection& connection_;
  const record::Schema& schema_;
  std::unordered_set<std::string> known_;
  std::unordered_map<Uuid, record::Value> business_units_;
};

/// One Denied for all: `you may not change this lead`.
tl::unexpected<Error> denied(Verb verb, const record::TableSchema& table);

}  // namespace leadlight::store
