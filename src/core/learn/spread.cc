#include "core/learn/spread.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

#include "base/random.h"

namespace leadlight::learn {
namespace {

/// The columns of one attribute.
struct AttributeBlock {
  size_t first = 0;
  size_t count = 0;

  std::span<const float> of(const Matrix& rows, size_t row) const { return rows.row(row).subspan(first, count); }
};

std::vector<AttributeBlock> blocks_of(size_t columns, std::span<const std::uint32_t> attribute_of) {
  std::vector<AttributeBlock> blocks;
  for (size_t c = 0; c < columns; ++c) {
    const bool goes_on = c > 0 && !attribute_of.empty() && attribute_of[c] == attribute_of[c - 1];
    goes_on ? void(++blocks.back().count) : blocks.push_back({c, 1});
  }
  return blocks;
}

/// Missing before all numbers.
bool is_less(float a, float b) {
  return std::isnan(a) ? !std::isnan(b) : a < b;
}

/// The rows that have a value, in its order; none when every row has one.
std::vector<std::uint32_t> donors_of(const Matrix& rows, const AttributeBlock& block) {
  std::vector<std::uint32_t> donors;
  for (std::uint32_t row = 0; row < rows.rows; ++row) {
    if (!has_unknown(block.of(rows, row))) donors.push_back(row);
  }
  if (donors.size() == rows.rows) return {};
  std::ranges::stable_sort(donors, [&](std::uint32_t a, std::uint32_t b) {
    return std::ranges::lexicographical_compare(block.of(rows, a), block.of(rows, b), is_less);
  });
  return donors;
}

/// Fills the unknown cells of a row's copies, which begin at `copies`. Which copy gets which part is drawn, so that
/// attributes do not go along with each other.
void fill(const Matrix& rows, const AttributeBlock& block, const std::vector<std::uint32_t>& donors, size_t row, float* copies,
          Random& random) {
  std::array<size_t, kSpreadCopies> part;
  std::iota(part.begin(), part.end(), size_t{0});
  for (size_t k = kSpreadCopies; k > 1; --k) std::swap(part[k - 1], part[random.below(k)]);
  const double within = random.uniform();
  const auto given = block.of(rows, row);
  for (size_t copy = 0; copy < kSpreadCopies; ++copy) {
    float* cells = copies + copy * rows.columns + block.first;
    std::span<const float> donor;
    if (!donors.empty()) {
      const double place = (static_cast<double>(part[copy]) + within) / kSpreadCopies;
      donor = block.of(rows, donors[static_cast<size_t>(place * static_cast<double>(donors.size()))]);
    }
    for (size_t c = 0; c < block.count; ++c) {
      if (given[c] == kUnknown) cells[c] = donor.empty() ? std::numeric_limits<float>::quiet_NaN() : donor[c];
    }
  }
}

}  // namespace

std::optional<Spread> spread_unknown(const Matrix& rows, std::span<const std::uint32_t> attribute_of,
                                     std::uint64_t seed) {
  if (!has_unknown(rows.values)) return std::nullopt;
  const std::vector<AttributeBlock> blocks = blocks_of(rows.columns, attribute_of);
  std::vector<std::vector<std::uint32_t>> donors;
  for (const AttributeBlock& block : blocks) donors.push_back(donors_of(rows, block));
  Spread spread{{0, rows.columns, {}}, {}};
  Random random(seed);
  for (size_t row = 0; row < rows.rows; ++row) {
    const auto given = rows.row(row);
    const size_t copies = has_unknown(given) ? kSpreadCopies : 1;
    const size_t first = spread.rows.values.size();
    for (size_t copy = 0; copy < copies; ++copy) {
      spread.rows.values.insert(spread.rows.values.end(), given.begin(), given.end());
      spread.origin.push_back(static_cast<std::uint32_t>(row));
    }
    for (size_t b = 0; copies > 1 && b < blocks.size(); ++b) {
      if (has_unknown(blocks[b].of(rows, row))) {
        fill(rows, blocks[b], donors[b], row, spread.rows.values.data() + first, random);
      }
    }
  }
  spread.rows.rows = spread.origin.size();
  return spread;
}

}  // namespace leadlight::learn
