#include "core/feature/parts.h"

#include <string_view>
#include <unordered_map>

namespace leadlight::feature {
namespace {

/// All but the columns, into `part`, which may be the same.
void take_outcomes(const TrainingSet& set, std::span<const std::uint32_t> rows, TrainingSet& part) {
  part.frame.rows = rows.size();
  part.frame.as_of = learn::take(set.frame.as_of, rows);
  part.outcome = learn::take(set.outcome, rows);
  part.order = learn::take(set.order, rows);
  part.weight = learn::take(set.weight, rows);
  part.group = learn::take(set.group, rows);
  part.days_to_close = learn::take(set.days_to_close, rows);
}

/// The values of a part at the places they came from; absent ones stay absent.
template <class T>
void put_back(std::vector<T>& values, const std::vector<T>& part, std::span<const std::uint32_t> rows, size_t size) {
  if (part.empty()) return;
  values.resize(size);
  for (size_t i = 0; i < rows.size(); ++i) values[rows[i]] = part[i];
}

void put_back(Column& column, Column part, std::span<const std::uint32_t> rows, size_t size) {
  put_back(column.numbers, part.numbers, rows, size);
  if (part.codes.empty()) return;
  std::unordered_map<std::string_view, std::int32_t> known;
  for (size_t l = 0; l < column.levels.size(); ++l) known.emplace(column.levels[l], static_cast<std::int32_t>(l));
  std::vector<std::int32_t> renumbered;
  size_t added = column.levels.size();
  for (const auto& level : part.levels) {
    const auto at = known.find(level);
    renumbered.push_back(at != known.end() ? at->second : static_cast<std::int32_t>(added++));
  }
  for (size_t l = 0; l < part.levels.size(); ++l) {
    if (static_cast<size_t>(renumbered[l]) == column.levels.size()) column.levels.push_back(std::move(part.levels[l]));
  }
  for (auto& code : part.codes) code = code < 0 ? code : renumbered[code];
  put_back(column.codes, part.codes, rows, size);
}

}  // namespace

Column take(const Column& column, std::span<const std::uint32_t> rows) {
  Column few{column.name, column.label, column.kind, learn::take(column.numbers, rows), learn::take(column.codes, rows),
             {}};
  // Levels that only the other rows have must leave no trace.
  std::vector<std::int32_t> renumbered(column.levels.size(), -1);
  for (auto& code : few.codes) {
    if (code < 0) continue;
    if (renumbered[code] < 0) {
      renumbered[code] = static_cast<std::int32_t>(few.levels.size());
      few.levels.push_back(column.levels[code]);
    }
    code = renumbered[code];
  }
  few.levels.shrink_to_fit();  // of texts that hardly occur twice there are as many as rows
  return few;
}

TrainingSet take(const TrainingSet& set, std::span<const std::uint32_t> rows) {
  TrainingSet part;
  for (const auto& column : set.frame.columns) part.frame.columns.push_back(take(column, rows));
  take_outcomes(set, rows, part);
  part.dated = set.dated;
  part.suspects = set.suspects;
  return part;
}

void keep(TrainingSet& set, std::span<const std::uint32_t> rows) {
  for (auto& column : set.frame.columns) column = take(column, rows);
  take_outcomes(set, rows, set);
}

void take_apart(TrainingSet& set, const learn::Split& split, TrainingSet& train, TrainingSet& test) {
  for (auto& column : set.frame.columns) {
    train.frame.columns.push_back(take(column, split.train));
    test.frame.columns.push_back(take(column, split.test));
    column.numbers = {};
    column.codes = {};
    column.levels = {};
  }
  for (const auto& [part, rows] : {std::pair(&train, &split.train), std::pair(&test, &split.test)}) {
    take_outcomes(set, *rows, *part);
    part->dated = set.dated;
    part->suspects = set.suspects;
  }
}

void put_together(TrainingSet& set, const learn::Split& split, TrainingSet& train, TrainingSet& test) {
  const size_t size = split.train.size() + split.test.size();
  for (const auto& [part, rows] : {std::pair(&train, &split.train), std::pair(&test, &split.test)}) {
    for (size_t c = 0; c < set.frame.columns.size(); ++c) {
      put_back(set.frame.columns[c], std::move(part->frame.columns[c]), *rows, size);
    }
  }
}

}  // namespace leadlight::feature
