// The curves of a ranking: what calling the best so many brings.
#include <algorithm>

#include "core/learn/metrics.h"
#include "core/learn/ties.h"

namespace leadlight::learn {
namespace {

/// At most `limit` of the points, first and last among them.
std::vector<CurvePoint> thinned(std::vector<CurvePoint> points, size_t limit) {
  if (points.size() <= limit || limit < 2) return points;
  std::vector<CurvePoint> kept;
  for (size_t i = 0; i < limit; ++i) kept.push_back(points[i * (points.size() - 1) / (limit - 1)]);
  return kept;
}

}  // namespace

std::vector<GainPoint> gain_curve(Probabilities probabilities, Labels labels, Weights weights, size_t points) {
  const Ties ties = ties_from_the_top(probabilities, labels, weights);
  if (!(ties.positives > 0)) return {};
  const double rows = ties.positives + ties.negatives;
  std::vector<GainPoint> curve;
  double passed = 0;  // rows and positives of the groups that are called as a whole
  double positives = 0;
  auto next = ties.groups.begin();
  for (size_t point = 1; point <= points; ++point) {
    const double called = static_cast<double>(point) / static_cast<double>(points);
    while (next != ties.groups.end() && passed + next->size() <= called * rows) {
      passed += next->size();
      positives += next->positives;
      ++next;
    }
    const double part = next == ties.groups.end() ? 0 : (called * rows - passed) / next->size() * next->positives;
    const double found = std::min(positives + part, ties.positives);
    const auto [low, high] = wilson_interval(found, called * rows);
    const double all_called = called * rows / ties.positives;
    curve.push_back({called, found / ties.positives, {low * all_called, std::min(1.0, high * all_called)}});
  }
  return curve;
}

Estimate lift_top_decile(Probabilities probabilities, Labels labels, Weights weights) {
  const auto tenths = gain_curve(probabilities, labels, weights, 10);
  if (tenths.empty()) return {kUndefined, {kUndefined, kUndefined}};
  const auto& [called, found, interval] = tenths.front();
  return {found / called, {interval.low / called, interval.high / called}};
}

std::vector<CurvePoint> roc_curve(Probabilities probabilities, Labels labels, Weights weights, size_t limit) {
  const Ties ties = ties_from_the_top(probabilities, labels, weights);
  if (!ties.both_outcomes()) return {};
  std::vector<CurvePoint> points = {{ties.groups.front().probability, 0, 0}};
  double x = 0;
  double y = 0;
  for (size_t g = 0; g < ties.groups.size(); ++g) {
    x += ties.groups[g].negatives;
    y += ties.groups[g].positives;
    points.push_back({ties.threshold_under(g), x / ties.negatives, y / ties.positives});
  }
  return thinned(std::move(points), limit);
}

std::vector<CurvePoint> precision_recall_curve(Probabilities probabilities, Labels labels, Weights weights,
                                               size_t limit) {
  const Ties ties = ties_from_the_top(probabilities, labels, weights);
  if (!(ties.positives > 0)) return {};
  std::vector<CurvePoint> points;
  double rows = 0;
  double found = 0;
  for (size_t g = 0; g < ties.groups.size(); ++g) {
    rows += ties.groups[g].size();
    found += ties.groups[g].positives;
    points.push_back({ties.threshold_under(g), found / ties.positives, found / rows});
  }
  return thinned(std::move(points), limit);
}

Estimate average_precision(Probabilities probabilities, Labels labels, Weights weights) {
  const Ties ties = ties_from_the_top(probabilities, labels, weights);
  if (!(ties.positives > 0)) return {kUndefined, {kUndefined, kUndefined}};
  double rows = 0;
  double found = 0;
  double sum = 0;
  for (const Tie& tie : ties.groups) {
    rows += tie.size();
    found += tie.positives;
    if (tie.positives > 0) sum += tie.positives * found / rows;
  }
  return {sum / ties.positives, wilson_interval(sum, ties.positives)};
}

}  // namespace leadlight::learn
