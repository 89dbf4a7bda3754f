// Which rows teach and which rows judge.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace leadlight::learn {

/// Row numbers, each list ascending.
struct Split {
  std::vector<std::uint32_t> train;
  std::vector<std::uint32_t> test;
};

/// What the splitting looks at. `group`: rows of one number stay together (empty: each row alone). `order`: older is
/// smaller, NaN is oldest (empty: no order).
struct Rows {
  std::span<const std::uint8_t> labels;
  std::span<const std::uint32_t> group;
  std::span<const double> order;
};

/// Holds out `share` of the rows: the newest when there is an order, else a seeded draw that keeps the share of
/// positives.
Split hold_out(const Rows& rows, double share, std::uint64_t seed);

/// `count` splits for cross-validation.
///
/// Without an order: every row is tested once, classes spread evenly. With an order: the oldest half only teaches; each
/// tenth after it (for count = 5) is tested by what came before it, so rows of the oldest half are never tested.
std::vector<Split> make_folds(const Rows& rows, int count, std::uint64_t seed);

}  // namespace leadlight::learn
