#include "core/feature/infer.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <unordered_set>

#include "base/text.h"

namespace leadlight::feature {
namespace {

constexpr double kReadable = 0.98;

/// How many filled cells each reading understands.
struct Counts {
  size_t filled = 0;
  std::array<size_t, 2> numbers{};  // by DecimalMark
  std::array<size_t, 3> times{};    // by DateOrder
  bool whole = true;
};

Counts count_readings(const CellText& cell, size_t count) {
  Counts counts;
  for (size_t i = 0; i < count; ++i) {
    const auto text = cell(i);
    if (is_missing(text)) continue;
    ++counts.filled;
    const auto point = parse_number(text, DecimalMark::Point);
    // Without a mark both readings are one.
    const auto comma =
        text.find_first_of(".,") == std::string_view::npos ? point : parse_number(text, DecimalMark::Comma);
    counts.numbers[0] += point.has_value();
    counts.numbers[1] += comma.has_value();
    if (point && *point != std::floor(*point)) counts.whole = false;
    if (point) continue;
    for (const auto order : {DateOrder::YearFirst, DateOrder::DayFirst, DateOrder::MonthFirst}) {
      counts.times[static_cast<size_t>(order)] += parse_time(text, order).has_value();
    }
  }
  return counts;
}

/// Free writing: long, or hardly ever the same twice.
bool is_writing(const CellText& cell, size_t count) {
  std::unordered_set<std::string_view> distinct;
  size_t filled = 0, letters = 0;
  for (size_t i = 0; i < count; ++i) {
    const auto text = base::trim(cell(i));
    if (is_missing(text)) continue;
    ++filled;
    letters += text.size();
    distinct.insert(text);
  }
  const double share = static_cast<double>(distinct.size()) / std::max<size_t>(1, filled);
  const double length = static_cast<double>(letters) / std::max<size_t>(1, filled);
  return distinct.size() > 50 && (share > 0.5 || (length > 60 && share > 0.1));
}

}  // namespace

ColumnFormat infer_format(const CellText& cell, size_t count) {
  const auto counts = count_readings(cell, count);
  const double enough = kReadable * static_cast<double>(counts.filled);
  ColumnFormat format;
  if (counts.filled == 0) return format;
  const size_t numbers = std::max(counts.numbers[0], counts.numbers[1]);
  if (static_cast<double>(numbers) >= enough) {
    format.kind = ColumnKind::Number;
    // Both readable means nothing told them apart: `1,234` stays a thousand.
    format.decimal = counts.numbers[1] > counts.numbers[0] ? DecimalMark::Comma : DecimalMark::Point;
    format.whole_numbers = counts.whole && format.decimal == DecimalMark::Point;
    return format;
  }
  const size_t times = *std::max_element(counts.times.begin(), counts.times.end());
  if (static_cast<double>(times) >= enough) {
    format.kind = ColumnKind::Time;
    // The order that reads most; among equals ISO, then month first where slashes are used, else day first.
    const auto at = [&](DateOrder order) { return counts.times[static_cast<size_t>(order)]; };
    bool slashes = false;
    for (size_t i = 0; i < count && !slashes; ++i) slashes = cell(i).find('/') != std::string_view::npos;
    if (at(DateOrder::YearFirst) == times) {
      format.date = DateOrder::YearFirst;
    } else if (at(DateOrder::DayFirst) != at(DateOrder::MonthFirst)) {
      format.date = at(DateOrder::DayFirst) == times ? DateOrder::DayFirst : DateOrder::MonthFirst;
    } else {
      format.date = slashes ? DateOrder::MonthFirst : DateOrder::DayFirst;
    }
    return format;
  }
  format.kind = is_writing(cell, count) ? ColumnKind::Text : ColumnKind::Category;
  return format;
}

Cell read_cell(std::string_view text, const ColumnFormat& format) {
  if (is_missing(text)) return {};
  switch (format.kind) {
    case ColumnKind::Number: {
      const auto number = parse_number(text, format.decimal);
      return number ? Cell(*number) : Cell();
    }
    case ColumnKind::Time: {
      const auto time = parse_time(text, format.date);
      return time ? Cell(*time) : Cell();
    }
    case ColumnKind::Category:
    case ColumnKind::Text:
      return base::trim(text);
  }
  return {};
}

Column read_column(std::string name, const ColumnFormat& format, const CellText& cell, size_t count) {
  ColumnBuilder builder(std::move(name), format.kind);
  for (size_t i = 0; i < count; ++i) builder.add(read_cell(cell(i), format));
  return std::move(builder).finish();
}

}  // namespace leadlight::feature
