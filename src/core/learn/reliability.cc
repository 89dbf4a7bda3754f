// Predicted against happened.
#include <algorithm>
#include <cmath>
#include <numbers>
#include <numeric>

#include "core/learn/metrics.h"
#include "core/learn/ties.h"

namespace leadlight::learn {
namespace {

constexpr size_t kReliabilityBins = 10;

/// A bin of the curve that is not empty: by how much it is off, and how much of that chance explains.
struct Gap {
  double share;     ///< of all rows
  double distance;  ///< |mean predicted - observed|
  double spread;    ///< standard error of the observed share
};

std::vector<Gap> gaps_of(const std::vector<ReliabilityBin>& bins) {
  double total = 0;
  for (const auto& bin : bins) total += bin.count;
  std::vector<Gap> gaps;
  for (const auto& bin : bins) {
    if (!(bin.count > 0)) continue;
    // A bin of few rows that all ended one way shows no spread of its own; what was predicted of them tells some.
    const double seen = (bin.observed_high - bin.observed_low) / (2 * kZ95);
    const double foretold = std::sqrt(bin.mean_predicted * (1 - bin.mean_predicted) / bin.count);
    gaps.push_back({bin.count / total, std::abs(bin.mean_predicted - bin.observed), std::max(seen, foretold)});
  }
  return gaps;
}

double total_of(const std::vector<Gap>& gaps) {
  double sum = 0;
  for (const Gap& gap : gaps) sum += gap.share * gap.distance;
  return sum;
}

std::vector<Gap> widened(std::vector<Gap> gaps, double by) {
  for (Gap& gap : gaps) gap.distance = std::clamp(gap.distance + by, 0.0, 1.0);
  return gaps;
}

/// The error that is seen where `gaps` are the true ones, `sds` standard deviations from its mean. What a bin shows is
/// the absolute value of a normal draw around its gap (Leone, Nelson, Nottingham 1961: the folded normal).
double shown(const std::vector<Gap>& gaps, double sds) {
  double mean = 0;
  double variance = 0;
  for (const auto& [share, distance, spread] : gaps) {
    const double ratio = distance / spread;
    const double folded = spread * std::sqrt(2 / std::numbers::pi) * std::exp(-ratio * ratio / 2) +
                          distance * std::erf(ratio / std::numbers::sqrt2);
    mean += share * folded;
    variance += share * share * (distance * distance + spread * spread - folded * folded);
  }
  return mean + sds * std::sqrt(std::max(0.0, variance));
}

/// The total of the gaps, all wider or narrower by one amount, that would show `seen` at `sds` from the mean.
double total_that_shows(const std::vector<Gap>& gaps, double seen, double sds) {
  double narrow = -1;  // no gap at all
  double wide = 1;     // each as wide as can be
  for (int step = 0; step < 40; ++step) {
    const double middle = std::midpoint(narrow, wide);
    (shown(widened(gaps, middle), sds) < seen ? narrow : wide) = middle;
  }
  return total_of(widened(gaps, narrow));
}

}  // namespace

std::vector<ReliabilityBin> reliability(Probabilities probabilities, Labels labels, Weights weights) {
  std::vector<ReliabilityBin> bins(kReliabilityBins);
  for (size_t b = 0; b < kReliabilityBins; ++b) {
    bins[b].lower = static_cast<double>(b) / kReliabilityBins;
    bins[b].upper = static_cast<double>(b + 1) / kReliabilityBins;
  }
  std::vector<double> predicted(kReliabilityBins);
  std::vector<double> positives(kReliabilityBins);
  for (size_t i = 0; i < probabilities.size(); ++i) {
    // Compared with the edges themselves: 0.3 * 10 need not be what 3 / 10 says.
    size_t b = 0;
    while (b + 1 < kReliabilityBins && probabilities[i] >= bins[b].upper) ++b;
    const double w = weight_of(weights, i);
    bins[b].count += w;
    predicted[b] += w * probabilities[i];
    positives[b] += labels[i] ? w : 0;
  }
  for (size_t b = 0; b < kReliabilityBins; ++b) {
    const bool empty = !(bins[b].count > 0);
    const Interval interval = empty ? Interval{kUndefined, kUndefined} : wilson_interval(positives[b], bins[b].count);
    bins[b].mean_predicted = empty ? kUndefined : predicted[b] / bins[b].count;
    bins[b].observed = empty ? kUndefined : positives[b] / bins[b].count;
    bins[b].observed_low = interval.low;
    bins[b].observed_high = interval.high;
  }
  return bins;
}

double ece(Probabilities probabilities, Labels labels, Weights weights) {
  const auto gaps = gaps_of(reliability(probabilities, labels, weights));
  return gaps.empty() ? kUndefined : total_of(gaps);
}

Interval ece_interval(Probabilities probabilities, Labels labels, Weights weights) {
  const auto gaps = gaps_of(reliability(probabilities, labels, weights));
  if (gaps.empty()) return {kUndefined, kUndefined};
  const double seen = total_of(gaps);
  return {std::min(seen, total_that_shows(gaps, seen, kZ95)), std::max(seen, total_that_shows(gaps, seen, -kZ95))};
}

}  // namespace leadlight::learn
