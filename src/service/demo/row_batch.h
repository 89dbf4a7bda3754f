// New rows of many tables, collected and written together.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "storage/store/store.h"

namespace leadlight::demo {

/// A whole number as the value of a column.
inline record::Value whole(std::int64_t number) {
  return number;
}

class RowBatch {
 public:
  /// `order`: tables to write first, in this order; the others follow as they come.
  explicit RowBatch(std::initializer_list<std::string_view> order = {});

  void add(std::string_view table, const Uuid& id, record::Values values);
  /// Checks every row against the field table and inserts them, table by table: rows may point to rows of tables
  /// before theirs, not to each other. Rows that say when they were made were last changed then.
  Result<void> write(store::Transaction& tx) const;
  std::int64_t count(std::string_view table) const;

 private:
  struct TableRows {
    std::string table;
    std::vector<std::pair<Uuid, record::Values>> rows;
  };
  std::vector<TableRows> tables_;
};

}  // namespace leadlight::demo
