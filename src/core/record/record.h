// One row as a value: what a query answered or a client sent.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/record/value.h"

namespace leadlight::record {

/// Column name to value, ordered by name. A column that was not asked for is absent; a null one is present.
using Values = std::map<std::string, Value, std::less<>>;

struct Record {
  std::string table;
  Uuid id;
  std::int64_t version = 0;  ///< Grows with every change of the row; the ETag.
  Values values;

  /// The column's value, null when absent.
  const Value& get(std::string_view column) const;
  template <class T>
  const T* get_as(std::string_view column) const {
    return as<T>(get(column));
  }

  /// Empty when the column is.
  std::string text(std::string_view column) const;
  /// `otherwise` when the column is empty.
  std::int64_t number(std::string_view column, std::int64_t otherwise = -1) const;
  /// The row a lookup points at, a null id when the column is empty.
  Uuid target(std::string_view column) const;
  std::optional<Timestamp> time(std::string_view column) const;
  bool is_true(std::string_view column) const;
};

}  // namespace leadlight::record
