// SQL as text with the values that belong to its placeholders, put together from pieces. A value never becomes text.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/uuid.h"

namespace leadlight::store {

/// How a value lies in a database column; each dialect maps it to a type of its own.
enum class CellType {
  Integer,  ///< 64 bit; also choices and money in 1/10,000.
  Real,
  Text,
  Bytes,
  Uuid,
  Boolean,    ///< int64 0 or 1 in a Cell.
  Timestamp,  ///< int64 microseconds since 1970 UTC in a Cell.
  Date,       ///< int64 days since 1970-01-01 in a Cell.
};

/// One value on its way into a database. monostate is null.
struct Cell {
  CellType type = CellType::Integer;
  std::variant<std::monostate, std::int64_t, double, std::string, Uuid> value;

  bool is_null() const { return std::holds_alternative<std::monostate>(value); }
  static Cell null(CellType type) { return {type, {}}; }
  static Cell integer(std::int64_t value) { return {CellType::Integer, value}; }
  static Cell real(double value) { return {CellType::Real, value}; }
  static Cell text(std::string value) { return {CellType::Text, std::move(value)}; }
  static Cell uuid(const Uuid& value) { return {CellType::Uuid, value}; }
  friend bool operator==(const Cell&, const Cell&) = default;
};

/// What a connection runs.
struct Statement {
  std::string text;
  std::vector<Cell> cells;
};

/// A piece of SQL under construction: `Sql("x = ").bind(cell)`. The pieces' values stay in the order of the text.
class Sql {
 public:
  Sql() = default;
  explicit Sql(std::string_view text) : text_(text) {}

  Sql& add(std::string_view text) {
    text_.append(text);
    return *this;
  }
  Sql& add(const Sql& piece) {
    text_.append(piece.text_);
    cells_.insert(cells_.end(), piece.cells_.begin(), piece.cells_.end());
    return *this;
  }
  Sql& bind(Cell cell) {
    text_.push_back(kMark);
    cells_.push_back(std::move(cell));
    return *this;
  }

  bool empty() const { return text_.empty(); }
  /// With a mark where a value goes; for comparing shapes.
  const std::string& text() const { return text_; }
  const std::vector<Cell>& cells() const { return cells_; }

  /// The finished statement: `?` for every value, or `$1`, `$2` ...
  Statement finish(bool numbered) &&;

 private:
  static constexpr char kMark = '\x01';
  std::string text_;
  std::vector<Cell> cells_;
};

/// `"name"`. Names come from the field table or have been checked against it; never from a client directly.
std::string quoted(std::string_view name);
/// `INSERT INTO "table" ("a", "b") VALUES (?, ?)`, or with `$1`, `$2`.
std::string insert_text(std::string_view table, const std::vector<std::string>& columns, bool numbered);
/// `alias."name"`
std::string quoted(std::string_view alias, std::string_view name);

}  // namespace leadlight::store
