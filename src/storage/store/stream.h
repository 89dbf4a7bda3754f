// Rows as cells by place, without a value of their own for each: for the program itself, which reads whole tables.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "base/uuid.h"
#include "core/record/schema.h"

namespace leadlight::store {

class Connection;
class Rows;

struct StreamQuery {
  std::string table;
  std::vector<std::string> columns;  ///< In this order; at least one.
};

/// One row of a stream. A column is named by its place in StreamQuery::columns and is read as what it is: text as text,
/// an id as an id. What is empty reads as nothing: 0, no text, a nil id. Views live until the next row.
class Cells {
 public:
  explicit Cells(const std::vector<const record::Field*>& fields);
  /// The SELECT list.
  const std::string& list() const { return list_; }
  void look_at(const Rows& rows) { rows_ = &rows; }

  bool is_null(std::size_t place) const;
  /// Whole numbers and choices; a Boolean is 0 or 1.
  std::int64_t whole(std::size_t place) const;
  bool is_true(std::size_t place) const { return whole(place) != 0; }
  double real(std::size_t place) const;
  std::string_view text(std::size_t place) const;
  Timestamp time(std::size_t place) const;
  Date date(std::size_t place) const;
  /// Of the row itself, or of what a lookup points at.
  Uuid id(std::size_t place) const;
  /// The table that a lookup points at; empty when the lookup is.
  std::string_view target_table(std::size_t place) const;

  /// What cannot be read: the first of it, once a row has been looked at. @errors Corrupt
  Result<void> sound() const;

 private:
  struct Place {
    const record::Field* field;
    int column;
    int type_column;  ///< Of a lookup that may point at several tables; else -1.
  };

  std::vector<Place> places_;
  std::string list_;
  const Rows* rows_ = nullptr;
  mutable const record::Field* corrupt_ = nullptr;
};

using VisitCells = std::function<Result<bool>(const Cells&)>;

/// Snapshot::stream() on one connection.
Result<void> stream_rows(Connection& connection, const record::Schema& schema, const StreamQuery& query,
                         const VisitCells& visit);

}  // namespace leadlight::store
