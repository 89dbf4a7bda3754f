// Where each field of a table lies in the list of all its columns, so that a row becomes cells without a search.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/store/columns.h"

namespace leadlight::store {

/// @shape cells: one for each of `names`
class TableLayout {
 public:
  explicit TableLayout(const record::TableSchema& table);

  const record::TableSchema& table() const { return *table_; }
  const std::vector<std::string>& names() const { return names_; }
  /// `values` hold normalized values of fields of the table; what they lack is null.
  std::vector<Cell> cells(const record::Values& values) const;

 private:
  const record::TableSchema* table_;
  std::vector<std::string> names_;
  std::vector<Cell> nulls_;
  std::unordered_map<std::string_view, std::pair<const record::Field*, std::size_t>> places_;
  bool has_search_;
};

}  // namespace leadlight::store
