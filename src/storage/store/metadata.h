// The custom columns of a database and the number that grows with them, by which every node notices a change.
#pragma once

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "core/record/schema.h"
#include "storage/store/connection.h"

namespace leadlight::store {

/// The schema in force, read again only when the database's version says so. @threads any
class SchemaCache {
 public:
  /// To be called at the start of each transaction, on its connection.
  Result<std::shared_ptr<const record::Schema>> current(Connection& connection);
  /// What the last transaction saw; the built-in one before the first.
  std::shared_ptr<const record::Schema> latest() const;

 private:
  mutable std::mutex mutex_;
  std::shared_ptr<const record::Schema> schema_;
};

/// Within a transaction of its own, which it locks first.
/// @errors InvalidInput: no such table, a name that is taken or ill-formed, a type or flag that cannot be, too many
Result<void> add_custom_columns(Connection& connection, std::vector<record::CustomColumn> columns);
/// @errors NotFound
Result<void> change_custom_column(Connection& connection, std::string_view table, std::string_view name,
                                  std::string label, bool retired);

}  // namespace leadlight::store
