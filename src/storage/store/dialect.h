// The few things in which SQLite and PostgreSQL differ. Everything else is written once.
#pragma once

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store/sql.h"

namespace leadlight::store {

/// An index, trigger or helper table: `sql` creates it.
struct SchemaObject {
  std::string name;
  std::string sql;
};

struct Dialect {
  std::string_view name;     ///< `sqlite` or `postgres`; also the folder of its migrations.
  bool numbered_parameters;  ///< `$1` instead of `?`
  /// The column type for a value, `BLOB`.
  std::string_view (*column_type)(CellType);
  std::string_view folded_type;      ///< Type of folded columns: compared as bytes.
  std::string_view row_number;       ///< A first column every table gets, or empty.
  std::string_view sequence_type;    ///< Type of a column that numbers its rows, primary key.
  std::string_view table_suffix;     ///< After the closing parenthesis of CREATE TABLE.
  std::string_view position;         ///< Function (text, needle) -> 1.. or 0.
  std::string_view last_characters;  ///< `fmt` pattern of the last n characters of a text: {0} text, {1} n.
  std::string_view as_bytes;         ///< After a text, so that min() takes the smallest as bytes.
  /// `fmt` patterns of year, month and day, in UTC, as whole numbers: {0} an instant, or a day.
  std::array<std::string_view, 3> instant_parts, day_parts;
  std::string_view row_lock;    ///< After a SELECT of rows that will be changed.
  std::string_view share_lock;  ///< After a SELECT of rows that must not vanish before the commit.
  std::string_view queue_lock;  ///< After a SELECT of a queue's next row: locked, those that are locked passed over.
  /// Before a column of few values, so that a condition on it does not choose the index; empty where the planner knows.
  std::string_view not_by_index;
  std::string_view nulls_first;  ///< After an ascending order of a nullable column.
  std::string_view nulls_last;   ///< After a descending one.
  std::string_view unordered;    ///< `fmt` pattern of an order key that no index may serve: {0} the key.
  /// A condition that the index over the folded search text of `table` answers: all of the needles (three characters or
  /// more each) are in it. May let through more than matches.
  Sql (*search_candidates)(std::string_view alias, std::string_view table, std::span<const std::string> needles);
  /// A query of one number: how many candidates there are, counted to `most`. Run between these two scripts.
  Sql (*count_candidates)(std::string_view table, std::span<const std::string> needles, std::int64_t most);
  std::string_view before_count, after_count;
  /// The index over the search column of `table` and what keeps it up to date.
  std::vector<SchemaObject> (*search_index)(std::string_view table);
  /// What the triggers below call.
  std::vector<SchemaObject> count_functions;
  /// What keeps the rows of `table` counted by state in ll_rowcount, whoever writes them.
  std::vector<SchemaObject> (*count_triggers)(std::string_view table);
};

}  // namespace leadlight::store
