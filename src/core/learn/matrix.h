// Rows of features, as the learner wants them.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
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
