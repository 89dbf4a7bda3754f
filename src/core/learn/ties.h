// Rows by what they were predicted, highest first: where AUC, thresholds and curves begin.
#pragma once

#include <vector>

#include "core/learn/metrics.h"

namespace leadlight::learn {

inline double weight_of(Weights weights, size_t i) {
  return weights.empty() ? 1 : weights[i];
}

/// Rows with one probability, as positives and negatives by weight.
struct Tie {
  double probability;
  double positives = 0;
  double negatives = 0;

  double size() const { return positives + negatives; }
};

struct Ties {
  std::vector<Tie> groups;  ///< highest probability first
  double positives = 0;
  double negatives = 0;

  bool both_outcomes() const { return positives > 0 && negatives > 0; }
  /// A threshold with this group above it and the next one not; for the last group one below all of them.
  double threshold_under(size_t group) const;
};

Ties ties_from_the_top(Probabilities probabilities, Labels labels, Weights weights);

}  // namespace leadlight::learn
