// Rows with unknown cells, as a learner that knows none can be shown them.
//
// Such a row becomes a few copies that share its weight. In each, the unknown cells of an attribute are those of a row
// that has them all: not any row, but one from each of as many equal parts of such rows in the order of their values,
// so that the copies of every row stand for much the same values. A learner that sees the copies as the one row they
// are (booster.h) is then told nothing by what was filled in: not that the row had none, nor the outcomes of such rows
// as if they were those of the value.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/learn/matrix.h"

namespace leadlight::learn {

inline constexpr size_t kSpreadCopies = 5;

struct Spread {
  Matrix rows;                        ///< no cell unknown; copies of a row stand together, rows in their order
  std::vector<std::uint32_t> origin;  ///< of each row
};

/// `attribute_of`: the attribute of each column, whose columns stand together (empty: each column its own). Cells of an
/// attribute that no row has stay missing. nullopt when nothing is unknown.
std::optional<Spread> spread_unknown(const Matrix& rows, std::span<const std::uint32_t> attribute_of,
                                     std::uint64_t seed);

}  // namespace leadlight::learn
