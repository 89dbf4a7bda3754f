// Whether a model knows more than the base rate does.
#pragma once

#include <cstdint>
#include <span>

#include "core/learn/metrics.h"

namespace leadlight::learn {

/// Mean out-of-fold log loss saved by the model against always answering the base rate, in nats a row.
struct Gain {
  double mean = 0;
  double standard_error = 0;
  Interval interval{0, 0};
  bool reaches_zero() const { return !(interval.low > 0); }
};

/// Mean of a figure over rows. Rows are not independent witnesses: the standard error is the largest of the one over
/// groups and, with an order, the one over twenty stretches of time (outcomes of one month fail together). `weights`
/// and `group` may be empty; `order` may be empty, else older is smaller.
Gain mean_over(std::span<const double> values, Weights weights, std::span<const std::uint32_t> group,
               std::span<const double> order);

/// Loss of one answer given as log-odds; exact for large margins.
double log_loss_of(double margin, bool positive);

/// What `margins` save against `base_margins`; the rest as in mean_over.
Gain gain_over(std::span<const double> base_margins, std::span<const double> margins, Labels labels, Weights weights,
               std::span<const std::uint32_t> group, std::span<const double> order);

}  // namespace leadlight::learn
