// From Shapley values in log-odds to whole score points that add up.
#pragma once

#include <span>
#include <vector>

#include "core/learn/calibration.h"

namespace leadlight::learn {

/// A score and what made it: sum(points) + other == score - average, always.
struct Points {
  int score = 0;            ///< 100 f(margin), rounded
  int average = 0;          ///< 100 f(bias), rounded: the score of a record about which nothing is known
  std::vector<int> points;  ///< one for each attribute given
  int other = 0;            ///< what is in no attribute: rounding that no attribute can carry
  friend bool operator==(const Points&, const Points&) = default;
};

/// Shares the distance from average to score among attributes in proportion to their contribution in log-odds:
/// phi_i (f(m) - f(m0)) / (m - m0), with f'(m0) in the limit; whole points by largest remainder.
///
/// A point never has the opposite sign of its contribution. `other` is not 0 only when the rounding cannot be carried
/// that way (for example when no attribute contributes, but score and average round to neighbours).
///
/// @param phi_per_attribute contributions, their sum being margin - bias_margin
/// @param bias_margin m0, what Forest::contributions returns
Points to_points(std::span<const double> phi_per_attribute, double bias_margin, double margin, const Calibration& f);

/// round(100 f(margin)), 0 to 100.
int score_of(double margin, const Calibration& f);

}  // namespace leadlight::learn
