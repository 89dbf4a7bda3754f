// Records as columns of typed values: what features are made from.
#pragma once

#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace leadlight::feature {

/// Category: a value from a list. Text: free writing, of which only "there is some" is used.
enum class ColumnKind { Number, Category, Time, Text };
std::string_view to_string(ColumnKind kind);

constexpr double kNoNumber = std::numeric_limits<double>::quiet_NaN();

/// One value of one record. monostate = missing. Number: double; Time: seconds since 1970 UTC as double; Category and
/// Text: the text.
using Cell = std::variant<std::monostate, double, std::string_view>;

/// One attribute of all rows. Numbers and times stand in `numbers` (NaN = missing); categories and texts as index into
/// `levels` in `codes` (-1 = missing). The other vector is empty.
struct Column {
  std::string name;
  std::string label;  ///< what people read; empty: the name
  ColumnKind kind = ColumnKind::Number;
  std::vector<double> numbers;
  std::vector<std::int32_t> codes;
  std::vector<std::string> levels;

  bool is_numeric() const { return kind == ColumnKind::Number || kind == ColumnKind::Time; }
  size_t size() const { return is_numeric() ? numbers.size() : codes.size(); }
  bool missing(size_t row) const { return is_numeric() ? std::isnan(numbers[row]) : codes[row] < 0; }
  /// Valid as long as the column.
  Cell cell(size_t row) const {
    if (missing(row)) return {};
    if (is_numeric()) return numbers[row];
    return std::string_view(levels[codes[row]]);
  }
};

struct Frame {
  size_t rows = 0;
  std::vector<Column> columns;
  /// The moment each row is a picture of, seconds UTC: dates become ages against it. Empty: not known, no ages.
  std::vector<double> as_of;

  const Column* find(std::string_view name) const;
};

/// Fills a Category or Text column value by value, sharing equal levels.
class ColumnBuilder {
 public:
  ColumnBuilder(std::string name, ColumnKind kind);
  void add(const Cell& cell);
  bool is_empty() const { return size_ == empty_; }
  Column finish() &&;

 private:
  /// Room for the rows so far: many columns are never filled in, and cost nothing until then.
  void begin();

  Column column_;
  size_t size_ = 0;
  size_t empty_ = 0;                                           ///< Rows before the first value.
  std::vector<std::pair<std::uint64_t, std::int32_t>> slots_;  // open addressing over level hashes
  std::int32_t code_of(std::string_view text);
  void grow();
};

}  // namespace leadlight::feature
