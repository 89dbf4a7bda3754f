// A question to a store as a plain value: which rows, in which order, how many, with which related rows.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/record/value.h"

namespace leadlight::query {

/// A column of the row itself (`subject`), or of the row one lookup away (`ownerid`, `fullname`).
struct Path {
  std::string lookup;  ///< Empty for a column of the row itself.
  /// Lookup with several targets: which table the path means; empty takes the only (or first) one.
  std::string lookup_table;
  std::string column;
  friend bool operator==(const Path&, const Path&) = default;
};

enum class CompareOp { Eq, Ne, Gt, Ge, Lt, Le };
enum class TextOp { Contains, StartsWith, EndsWith };

struct Filter;
using FilterPtr = std::shared_ptr<const Filter>;

struct And {
  std::vector<FilterPtr> parts;
};  ///< Empty: everything.
struct Or {
  std::vector<FilterPtr> parts;
};  ///< Empty: nothing.
struct Not {
  FilterPtr part;
};
/// `column op value`. With a null value: eq is "is null", ne is "is not null", the others match nothing.
/// Otherwise a null column matches only `ne`. Text is compared folded; a Lookup against a Uuid or Reference.
struct Compare {
  Path path;
  CompareOp op;
  record::Value value;
};
struct In {
  Path path;
  std::vector<record::Value> values;
};
/// Folded text contains / starts with / ends with the folded needle; a null column never matches.
struct TextMatch {
  Path path;
  TextOp op;
  std::string needle;
};
/// Every word of `text` occurs (folded) somewhere in the table's searchable columns.
struct Search {
  std::string text;
};

struct Filter {
  std::variant<And, Or, Not, Compare, In, TextMatch, Search> node;
};

FilterPtr all_of(std::vector<FilterPtr> parts);
FilterPtr any_of(std::vector<FilterPtr> parts);
FilterPtr negate(FilterPtr part);
FilterPtr compare(std::string column, CompareOp op, record::Value value);
inline FilterPtr equals(std::string column, record::Value value) {
  return compare(std::move(column), CompareOp::Eq, std::move(value));
}

enum class Direction { Ascending, Descending };

/// Nulls first when ascending, last when descending. The id is always the last order, so pages never overlap.
struct Order {
  Path path;
  Direction direction = Direction::Ascending;
};

/// Related rows to bring along: the row a lookup points to (`lookup` set), or the rows of `table` whose
/// `lookup` points here (a collection).
struct Expand {
  std::string navigation;  ///< Name in the answer.
  bool collection = false;
  std::string table;   ///< Target table (lookup) or the many-side's table (collection).
  std::string lookup;  ///< The lookup column: on this row, or on the many side.
  std::vector<std::string> columns;
  FilterPtr filter;          ///< Collections only.
  std::vector<Order> order;  ///< Collections only.
  int limit = 0;             ///< Collections only; 0: the store's maximum.
};

struct Query {
  std::string table = {};
  std::vector<std::string> columns = {};  ///< Empty: all but Memo-sized binaries (every non-internal column).
  FilterPtr filter = {};                  ///< nullptr: everything.
  std::vector<Order> order = {};
  int limit = 0;                           ///< Rows in the page; 0: no limit (scan).
  std::optional<std::string> cursor = {};  ///< From the page before; opaque outside the store.
  bool count = false;                      ///< Also count all matches.
  std::vector<Expand> expand = {};
};

}  // namespace leadlight::query
