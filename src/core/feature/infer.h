// What a column of text cells holds, and the cells as typed values.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/feature/frame.h"
#include "core/feature/values.h"

namespace leadlight::feature {

/// How the cells of a column are written. Decided once on the cells that teach, then used for all others.
struct ColumnFormat {
  ColumnKind kind = ColumnKind::Category;
  DecimalMark decimal = DecimalMark::Point;
  DateOrder date = DateOrder::YearFirst;
  bool whole_numbers = false;  ///< every number is whole
};

/// Cell `i` of `count`; lets a caller keep its rows as they are.
using CellText = std::function<std::string_view(size_t)>;

/// Number and Time need 98 % of the filled cells to be readable as such; the rest then counts as missing. Numbers stay
/// numbers, however few values they take. What is mostly different from row to row, or long, is Text. All missing:
/// Category.
ColumnFormat infer_format(const CellText& cell, size_t count);
inline ColumnKind infer_kind(const CellText& cell, size_t count) {
  return infer_format(cell, count).kind;
}

/// The cell as the format reads it; points into `text`.
Cell read_cell(std::string_view text, const ColumnFormat& format);

/// The whole column. Text kinds are trimmed, otherwise kept as written.
Column read_column(std::string name, const ColumnFormat& format, const CellText& cell, size_t count);

}  // namespace leadlight::feature
