#include "core/learn/ties.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace leadlight::learn {

double Ties::threshold_under(size_t group) const {
  const double upper = groups[group].probability;
  if (group + 1 == groups.size()) return upper > 0 ? 0 : std::nextafter(upper, -1);
  const double lower = groups[group + 1].probability;
  const double middle = std::midpoint(lower, upper);
  return middle < upper ? middle : lower;
}

Ties ties_from_the_top(Probabilities probabilities, Labels labels, Weights weights) {
  std::vector<size_t> order(probabilities.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, std::greater{}, [&](size_t i) { return probabilities[i]; });
  Ties ties;
  for (const size_t i : order) {
    if (ties.groups.empty() || ties.groups.back().probability != probabilities[i]) {
      ties.groups.push_back({probabilities[i]});
    }
    const double weight = weight_of(weights, i);
    (labels[i] ? ties.groups.back().positives : ties.groups.back().negatives) += weight;
    (labels[i] ? ties.positives : ties.negatives) += weight;
  }
  return ties;
}

}  // namespace leadlight::learn
