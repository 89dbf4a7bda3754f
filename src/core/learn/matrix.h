// Rows of features, as the learner wants them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <span>
#include <vector>

namespace leadlight::learn {

/// A cell whose value is not known and whose absence must tell nothing (that a cell is missing, NaN, may tell much). In
/// training it stands for every value that other rows have (spread.h), in answers for all of them at once (forest.h).
inline constexpr float kUnknown = std::numeric_limits<float>::max();

inline bool has_unknown(std::span<const float> row) {
  return std::ranges::find(row, kUnknown) != row.end();
}

/// Dense, row by row; NaN = missing.
struct Matrix {
  size_t rows = 0;
  size_t columns = 0;
  std::vector<float> values;

  std::span<const float> row(size_t i) const { return {values.data() + i * columns, columns}; }

  /// The given rows, in the given order.
  Matrix take(std::span<const std::uint32_t> which) const {
    Matrix out{which.size(), columns, {}};
    out.values.reserve(which.size() * columns);
    for (const auto i : which)
      out.values.insert(out.values.end(), values.begin() + i * columns, values.begin() + (i + 1) * columns);
    return out;
  }
};

/// Rows that are made when they are asked for: of so many that they are better not all in memory at once.
struct RowSource {
  size_t rows = 0;
  size_t columns = 0;
  /// Fills `part` with as many whole rows as it has room for, from `first` on. Called by several threads at once.
  std::function<void(size_t first, std::span<float> part)> read;
  std::vector<std::uint32_t> attribute_of;  ///< which attribute each column belongs to; empty: each one of its own
  bool may_be_unknown = false;              ///< whether a cell may be kUnknown

  Matrix all() const {
    Matrix matrix{rows, columns, std::vector<float>(rows * columns)};
    read(0, matrix.values);
    return matrix;
  }
  /// The given rows, in the given order.
  Matrix take(std::span<const std::uint32_t> which) const {
    Matrix matrix{which.size(), columns, std::vector<float>(which.size() * columns)};
    for (size_t i = 0; i < which.size(); ++i) {
      read(which[i], std::span(matrix.values).subspan(i * columns, columns));
    }
    return matrix;
  }
};

/// `values[i]` for each i in `which`; an empty vector stays empty (it means "all the same").
template <class T>
std::vector<T> take(const std::vector<T>& values, std::span<const std::uint32_t> which) {
  std::vector<T> out;
  if (values.empty()) return out;
  out.reserve(which.size());
  for (const auto i : which) out.push_back(values[i]);
  return out;
}

}  // namespace leadlight::learn
