#include "core/learn/ties.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>
#include <vector>

namespace leadlight::learn {

double Ties::threshold_under(size_t group) const {
  const double upper = groups[group].probability;
  if (group + 1 == groups.size()) return upper > 0 ? 0 : std::nextafter(upper, -1);
  const double lower = groups[group + 1].probability;
  const double middle = std::midpoint(lower, upper);
  return middle < upper ? middle : lower;
}

Ties ties_from_the_top(Probabilities probabilities, Labels labels, Weights weights) {
  // With their values beside them: the sort then reads memory in order.
  std::vector<std::pair<double, size_t>> order(probabilities.size());
  for (size_t i = 0; i < order.size(); ++i) order[i] = {probabilities[i], i};
  std::ranges::sort(order, std::greater{}, &std::pair<double, size_t>::first);
  Ties ties;
  for (const auto& [probability, i] : order) {
    if (ties.groups.empty() || ties.groups.back().probability != probability) ties.groups.push_back({probability});
    const double weight = weight_of(weights, i);
    (labels[i] ? ties.groups.back().positives : ties.groups.back().negatives) += weight;
    (labels[i] ? ties.positives : ties.negatives) += weight;
  }
  return ties;
}

}  // namespace leadlight::learn
