#include "core/learn/metrics.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace leadlight::learn {
namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kZ95 = 1.959963984540054;
constexpr size_t kBins = 10;

double weight_of(Weights weights, size_t i) {
  return weights.empty() ? 1 : weights[i];
}

/// Rows with one probability, as positives and negatives by weight. Highest probability first.
struct Tie {
  double probability;
  double positives = 0;
  double negatives = 0;
};
std::vector<Tie> groups_from_the_top(Probabilities probabilities, Labels labels, Weights weights) {
  std::vector<size_t> order(probabilities.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::ranges::sort(order, std::greater{}, [&](size_t i) { return probabilities[i]; });
  std::vector<Tie> groups;
  for (const size_t i : order) {
    if (groups.empty() || groups.back().probability != probabilities[i]) groups.push_back({probabilities[i]});
    (labels[i] ? groups.back().positives : groups.back().negatives) += weight_of(weights, i);
  }
  return groups;
}

struct Totals {
  double positives = 0;
  double negatives = 0;
};
Totals totals(const std::vector<Tie>& groups) {
  Totals sum;
  for (const Tie& group : groups) {
    sum.positives += group.positives;
    sum.negatives += group.negatives;
  }
  return sum;
}

/// Weighted mean of the rows' losses and its normal interval.
template <class Loss>
Estimate mean_loss(Probabilities probabilities, Labels labels, Weights weights, Loss loss) {
  double sum = 0;
  double total = 0;
  double squared_weights = 0;
  for (size_t i = 0; i < probabilities.size(); ++i) {
    const double w = weight_of(weights, i);
    sum += w * loss(probabilities[i], labels[i] != 0);
    total += w;
    squared_weights += w * w;
  }
  if (!(total > 0)) return {kNaN, {kNaN, kNaN}};
  const double mean = sum / total;
  double spread = 0;
  for (size_t i = 0; i < probabilities.size(); ++i) {
    const double off = loss(probabilities[i], labels[i] != 0) - mean;
    spread += weight_of(weights, i) * off * off;
  }
  // Kish's effective number of rows.
  const double rows = total * total / squared_weights;
  const double sd = rows > 1 ? std::sqrt(spread / total * rows / (rows - 1)) : kNaN;
  return {mean, normal_interval(mean, sd, rows)};
}

double row_log_loss(double probability, bool positive) {
  const double p = std::clamp(probability, 1e-15, 1 - 1e-15);
  return positive ? -std::log(p) : -std::log1p(-p);
}
double row_brier(double probability, bool positive) {
  const double off = probability - (positive ? 1 : 0);
  return off * off;
}

Estimate share(size_t part, size_t whole) {
  const auto k = static_cast<double>(part);
  const auto n = static_cast<double>(whole);
  return {whole == 0 ? kNaN : k / n, wilson_interval(k, n)};
}

double f1_of(double true_positives, double false_positives, double false_negatives) {
  const double denominator = 2 * true_positives + false_positives + false_negatives;
  return denominator > 0 ? 2 * true_positives / denominator : 0;
}

/// A threshold with everything from `upper` on above it and everything up to `lower` not.
double between(double lower, double upper) {
  const double middle = std::midpoint(lower, upper);
  return middle < upper ? middle : lower;
}
double below_all(double lowest) {
  return lowest > 0 ? 0 : std::nextafter(lowest, -1);
}

/// At most `limit` of the points, first and last among them.
std::vector<CurvePoint> thinned(std::vector<CurvePoint> points, size_t limit) {
  if (points.size() <= limit || limit < 2) return points;
  std::vector<CurvePoint> kept;
  for (size_t i = 0; i < limit; ++i) kept.push_back(points[i * (points.size() - 1) / (limit - 1)]);
  return kept;
}

}  // namespace

Interval normal_interval(double mean, double sd, double n) {
  const double half = kZ95 * sd / std::sqrt(n);
  return {mean - half, mean + half};
}

Interval wilson_interval(double successes, double trials) {
  if (!(trials > 0)) return {0, 1};
  constexpr double kZ2 = kZ95 * kZ95;
  const double share = successes / trials;
  const double centre = (share + kZ2 / (2 * trials)) / (1 + kZ2 / trials);
  const double half = kZ95 / (1 + kZ2 / trials) * std::sqrt(share * (1 - share) / trials + kZ2 / (4 * trials * trials));
  return {std::max(0.0, centre - half), std::min(1.0, centre + half)};
}

double auc(Probabilities probabilities, Labels labels, Weights weights) {
  const auto groups = groups_from_the_top(probabilities, labels, weights);
  const auto [positives, negatives] = totals(groups);
  if (!(positives > 0) || !(negatives > 0)) return kNaN;
  double above = 0;
  double won = 0;
  for (const Tie& group : groups) {
    won += group.negatives * (above + group.positives / 2);
    above += group.positives;
  }
  return won / (positives * negatives);
}

Interval auc_interval(Probabilities probabilities, Labels labels) {
  const auto groups = groups_from_the_top(probabilities, labels, {});
  const auto [positives, negatives] = totals(groups);
  if (!(positives > 0) || !(negatives > 0)) return {kNaN, kNaN};
  const double area = auc(probabilities, labels);
  if (area == 0 || area == 1) {
    // No spread is seen, which is not none: as if the smaller class were that many trials won, or lost.
    const double trials = std::min(positives, negatives);
    return wilson_interval(area * trials, trials);
  }
  // A row's placement is its share of won pairs; the variance of the AUC is that of the placements in each class.
  double positives_above = 0;
  double negatives_above = 0;
  double of_positives = 0;
  double of_negatives = 0;
  for (const Tie& group : groups) {
    const double positive = 1 - (negatives_above + group.negatives / 2) / negatives;
    const double negative = (positives_above + group.positives / 2) / positives;
    of_positives += group.positives * (positive - area) * (positive - area);
    of_negatives += group.negatives * (negative - area) * (negative - area);
    positives_above += group.positives;
    negatives_above += group.negatives;
  }
  const double variance = of_positives / (std::max(positives - 1, 1.0) * positives) +
                          of_negatives / (std::max(negatives - 1, 1.0) * negatives);
  const double half = kZ95 * std::sqrt(variance);
  return {std::max(0.0, area - half), std::min(1.0, area + half)};
}

double log_loss(Probabilities probabilities, Labels labels, Weights weights) {
  return mean_loss(probabilities, labels, weights, row_log_loss).value;
}
double brier(Probabilities probabilities, Labels labels, Weights weights) {
  return mean_loss(probabilities, labels, weights, row_brier).value;
}
Interval log_loss_interval(Probabilities probabilities, Labels labels, Weights weights) {
  return mean_loss(probabilities, labels, weights, row_log_loss).interval;
}
Interval brier_interval(Probabilities probabilities, Labels labels, Weights weights) {
  return mean_loss(probabilities, labels, weights, row_brier).interval;
}

std::vector<ReliabilityBin> reliability(Probabilities probabilities, Labels labels, Weights weights) {
  std::vector<ReliabilityBin> bins(kBins);
  for (size_t b = 0; b < kBins; ++b) {
    bins[b].lower = static_cast<double>(b) / kBins;
    bins[b].upper = static_cast<double>(b + 1) / kBins;
  }
  std::vector<double> predicted(kBins);
  std::vector<double> positives(kBins);
  for (size_t i = 0; i < probabilities.size(); ++i) {
    // Compared with the edges themselves: 0.3 * 10 need not be what 3 / 10 says.
    size_t b = 0;
    while (b + 1 < kBins && probabilities[i] >= bins[b].upper) ++b;
    const double w = weight_of(weights, i);
    bins[b].count += w;
    predicted[b] += w * probabilities[i];
    positives[b] += labels[i] ? w : 0;
  }
  for (size_t b = 0; b < kBins; ++b) {
    const bool empty = !(bins[b].count > 0);
    const Interval interval = empty ? Interval{kNaN, kNaN} : wilson_interval(positives[b], bins[b].count);
    bins[b].mean_predicted = empty ? kNaN : predicted[b] / bins[b].count;
    bins[b].observed = empty ? kNaN : positives[b] / bins[b].count;
    bins[b].observed_low = interval.low;
    bins[b].observed_high = interval.high;
  }
  return bins;
}

double ece(Probabilities probabilities, Labels labels, Weights weights) {
  double off = 0;
  double total = 0;
  for (const ReliabilityBin& bin : reliability(probabilities, labels, weights)) {
    if (!(bin.count > 0)) continue;
    off += bin.count * std::abs(bin.mean_predicted - bin.observed);
    total += bin.count;
  }
  return total > 0 ? off / total : kNaN;
}

Confusion confusion_of(size_t true_positives, size_t false_positives, size_t true_negatives, size_t false_negatives) {
  Confusion out;
  out.true_positives = true_positives;
  out.false_positives = false_positives;
  out.true_negatives = true_negatives;
  out.false_negatives = false_negatives;
  const size_t rows = true_positives + false_positives + true_negatives + false_negatives;
  out.accuracy = share(true_positives + true_negatives, rows);
  out.precision = share(true_positives, true_positives + false_positives);
  out.recall = share(true_positives, true_positives + false_negatives);
  out.base_rate = share(true_positives + false_negatives, rows);
  out.f1 = f1_of(static_cast<double>(true_positives), static_cast<double>(false_positives),
                 static_cast<double>(false_negatives));
  return out;
}

Confusion confusion(Probabilities probabilities, Labels labels, double threshold) {
  size_t counts[2][2] = {};  // [predicted][label]
  for (size_t i = 0; i < probabilities.size(); ++i) ++counts[probabilities[i] > threshold][labels[i] != 0];
  Confusion out = confusion_of(counts[1][1], counts[1][0], counts[0][0], counts[0][1]);
  out.threshold = threshold;
  return out;
}

double f1_threshold(Probabilities probabilities, Labels labels) {
  const auto groups = groups_from_the_top(probabilities, labels, {});
  if (groups.empty()) return kNaN;
  const double positives = totals(groups).positives;
  double found = groups.front().probability;  // nothing above it: F1 = 0
  double best = 0;
  double true_positives = 0;
  double false_positives = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    true_positives += groups[g].positives;
    false_positives += groups[g].negatives;
    const double f1 = f1_of(true_positives, false_positives, positives - true_positives);
    if (f1 <= best) continue;
    best = f1;
    const double here = groups[g].probability;
    found = g + 1 < groups.size() ? between(groups[g + 1].probability, here) : below_all(here);
  }
  return found;
}

double lift_top_decile(Probabilities probabilities, Labels labels) {
  const auto groups = groups_from_the_top(probabilities, labels, {});
  const auto [positives, negatives] = totals(groups);
  if (!(positives > 0)) return kNaN;
  const double rows = positives + negatives;
  const double decile = std::max(1.0, rows / 10);
  double place = decile;
  double found = 0;
  for (const Tie& group : groups) {
    const double size = group.positives + group.negatives;
    const double taken = std::min(place, size);
    found += taken * group.positives / size;
    place -= taken;
    if (!(place > 0)) break;
  }
  return found / decile / (positives / rows);
}

std::vector<CurvePoint> roc_curve(Probabilities probabilities, Labels labels, size_t limit) {
  const auto groups = groups_from_the_top(probabilities, labels, {});
  const auto [positives, negatives] = totals(groups);
  if (!(positives > 0) || !(negatives > 0)) return {};
  std::vector<CurvePoint> points = {{groups.front().probability, 0, 0}};
  double x = 0;
  double y = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    x += groups[g].negatives;
    y += groups[g].positives;
    const double here = groups[g].probability;
    points.push_back({g + 1 < groups.size() ? between(groups[g + 1].probability, here) : below_all(here), x / negatives,
                      y / positives});
  }
  return thinned(std::move(points), limit);
}

std::vector<CurvePoint> precision_recall_curve(Probabilities probabilities, Labels labels, size_t limit) {
  const auto groups = groups_from_the_top(probabilities, labels, {});
  const double positives = totals(groups).positives;
  if (!(positives > 0)) return {};
  std::vector<CurvePoint> points;
  double rows = 0;
  double found = 0;
  for (size_t g = 0; g < groups.size(); ++g) {
    rows += groups[g].positives + groups[g].negatives;
    found += groups[g].positives;
    const double here = groups[g].probability;
    points.push_back({g + 1 < groups.size() ? between(groups[g + 1].probability, here) : below_all(here),
                      found / positives, found / rows});
  }
  return thinned(std::move(points), limit);
}

}  // namespace leadlight::learn
