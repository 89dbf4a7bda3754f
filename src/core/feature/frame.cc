#include "core/feature/frame.h"

#include <algorithm>
#include <functional>

namespace leadlight::feature {

std::string_view to_string(ColumnKind kind) {
  switch (kind) {
    case ColumnKind::Number:
      return "number";
    case ColumnKind::Category:
      return "category";
    case ColumnKind::Time:
      return "time";
    case ColumnKind::Text:
      return "text";
  }
  return "";
}

const Column* Frame::find(std::string_view name) const {
  const auto at =
      std::find_if(columns.begin(), columns.end(), [&](const Column& column) { return column.name == name; });
  return at == columns.end() ? nullptr : &*at;
}

ColumnBuilder::ColumnBuilder(std::string name, ColumnKind kind) {
  column_.name = std::move(name);
  column_.kind = kind;
}

void ColumnBuilder::begin() {
  if (column_.is_numeric()) {
    column_.numbers.assign(size_, kNoNumber);
  } else {
    column_.codes.assign(size_, -1);
  }
}

void ColumnBuilder::add(const Cell& cell) {
  const bool blank =
      column_.is_numeric() ? !std::holds_alternative<double>(cell) : !std::holds_alternative<std::string_view>(cell);
  if (blank && is_empty()) {
    ++size_;
    ++empty_;
    return;
  }
  if (is_empty()) begin();
  ++size_;
  if (column_.is_numeric()) {
    const auto* number = std::get_if<double>(&cell);
    column_.numbers.push_back(number ? *number : kNoNumber);
  } else {
    const auto* text = std::get_if<std::string_view>(&cell);
    column_.codes.push_back(text ? code_of(*text) : -1);
  }
}

Column ColumnBuilder::finish() && {
  if (is_empty()) begin();
  column_.numbers.shrink_to_fit();
  column_.codes.shrink_to_fit();
  column_.levels.shrink_to_fit();
  return std::move(column_);
}

std::int32_t ColumnBuilder::code_of(std::string_view text) {
  if (column_.levels.size() * 2 >= slots_.size()) grow();
  const auto hash = std::hash<std::string_view>{}(text);
  for (size_t at = hash & (slots_.size() - 1);; at = (at + 1) & (slots_.size() - 1)) {
    auto& [seen, code] = slots_[at];
    if (code < 0) {
      seen = hash;
      code = static_cast<std::int32_t>(column_.levels.size());
      column_.levels.emplace_back(text);
      return code;
    }
    if (seen == hash && column_.levels[code] == text) return code;
  }
}

void ColumnBuilder::grow() {
  const auto old = std::move(slots_);
  slots_.assign(std::max<size_t>(64, old.size() * 4), {0, -1});
  for (const auto& [hash, code] : old) {
    if (code < 0) continue;
    size_t at = hash & (slots_.size() - 1);
    while (slots_[at].second >= 0) at = (at + 1) & (slots_.size() - 1);
    slots_[at] = {hash, code};
  }
}

}  // namespace leadlight::feature
