#include "core/learn/metrics.h"

#include <algorithm>
#include <cmath>

#include "core/learn/ties.h"

namespace leadlight::learn {
namespace {

/// Weighted mean of the rows' losses and its normal interval.
template <class Loss>
Estimate mean_loss(Probabilities probabilities, Labels labels, Weights weights, Loss loss) {
  double sum = 0;
  double total = 0;
  for (size_t i = 0; i < probabilities.size(); ++i) {
    const double w = weight_of(weights, i);
    sum += w * loss(probabilities[i], labels[i] != 0);
    total += w;
  }
  if (!(total > 0)) return {kUndefined, {kUndefined, kUndefined}};
  const double mean = sum / total;
  double spread = 0;
  for (size_t i = 0; i < probabilities.size(); ++i) {
    const double off = loss(probabilities[i], labels[i] != 0) - mean;
    spread += weight_of(weights, i) * off * off;
  }
  const double sd = total > 1 ? std::sqrt(spread / (total - 1)) : kUndefined;
  return {mean, normal_interval(mean, sd, total)};
}

double row_log_loss(double probability, bool positive) {
  const double p = std::clamp(probability, 1e-15, 1 - 1e-15);
  return positive ? -std::log(p) : -std::log1p(-p);
}
double row_brier(double probability, bool positive) {
  const double off = probability - (positive ? 1 : 0);
  return off * off;
}

Estimate share(double part, double whole) {
  return {whole > 0 ? part / whole : kUndefined, wilson_interval(part, whole)};
}

/// F1 = 2 s / (1 + s), where s is the share of hits among all that is called or should have been (Hand, Christen,
/// Kirielle 2021): the bounds of the one are those of the other.
Estimate f1_of(double true_positives, double false_positives, double false_negatives) {
  const auto [hits, interval] = share(true_positives, true_positives + false_positives + false_negatives);
  const auto f1 = [](double s) { return 2 * s / (1 + s); };
  return {std::isnan(hits) ? 0 : f1(hits), {f1(interval.low), f1(interval.high)}};
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
  const Ties ties = ties_from_the_top(probabilities, labels, weights);
  if (!ties.both_outcomes()) return kUndefined;
  double above = 0;
  double won = 0;
  for (const Tie& tie : ties.groups) {
    won += tie.negatives * (above + tie.positives / 2);
    above += tie.positives;
  }
  return won / (ties.positives * ties.negatives);
}

Interval auc_interval(Probabilities probabilities, Labels labels, Weights weights) {
  const Ties ties = ties_from_the_top(probabilities, labels, weights);
  if (!ties.both_outcomes()) return {kUndefined, kUndefined};
  const double area = auc(probabilities, labels, weights);
  if (area == 0 || area == 1) {
    // No spread is seen, which is not none: as if the smaller class were that many trials won, or lost.
    const double trials = std::min(ties.positives, ties.negatives);
    return wilson_interval(area * trials, trials);
  }
  // A row's placement is its share of won pairs; the variance of the AUC is that of the placements in each class.
  double positives_above = 0;
  double negatives_above = 0;
  double of_positives = 0;
  double of_negatives = 0;
  for (const Tie& tie : ties.groups) {
    const double positive = 1 - (negatives_above + tie.negatives / 2) / ties.negatives;
    const double negative = (positives_above + tie.positives / 2) / ties.positives;
    of_positives += tie.positives * (positive - area) * (positive - area);
    of_negatives += tie.negatives * (negative - area) * (negative - area);
    positives_above += tie.positives;
    negatives_above += tie.negatives;
  }
  const double variance = of_positives / (std::max(ties.positives - 1, 1.0) * ties.positives) +
                          of_negatives / (std::max(ties.negatives - 1, 1.0) * ties.negatives);
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

Confusion confusion_of(double true_positives, double false_positives, double true_negatives, double false_negatives) {
  Confusion out;
  out.true_positives = true_positives;
  out.false_positives = false_positives;
  out.true_negatives = true_negatives;
  out.false_negatives = false_negatives;
  const double rows = true_positives + false_positives + true_negatives + false_negatives;
  out.accuracy = share(true_positives + true_negatives, rows);
  out.precision = share(true_positives, true_positives + false_positives);
  out.recall = share(true_positives, true_positives + false_negatives);
  out.base_rate = share(true_positives + false_negatives, rows);
  out.f1 = f1_of(true_positives, false_positives, false_negatives);
  return out;
}

Confusion confusion(Probabilities probabilities, Labels labels, double threshold, Weights weights) {
  double counts[2][2] = {};  // [predicted][label]
  for (size_t i = 0; i < probabilities.size(); ++i) {
    counts[probabilities[i] > threshold][labels[i] != 0] += weight_of(weights, i);
  }
  Confusion out = confusion_of(counts[1][1], counts[1][0], counts[0][0], counts[0][1]);
  out.threshold = threshold;
  return out;
}

double f1_threshold(Probabilities probabilities, Labels labels, Weights weights) {
  const Ties ties = ties_from_the_top(probabilities, labels, weights);
  if (ties.groups.empty()) return kUndefined;
  double found = ties.groups.front().probability;  // nothing above it: F1 = 0
  double best = 0;
  double true_positives = 0;
  double false_positives = 0;
  for (size_t g = 0; g < ties.groups.size(); ++g) {
    true_positives += ties.groups[g].positives;
    false_positives += ties.groups[g].negatives;
    const double f1 = f1_of(true_positives, false_positives, ties.positives - true_positives).value;
    if (f1 <= best) continue;
    best = f1;
    found = ties.threshold_under(g);
  }
  return found;
}

}  // namespace leadlight::learn
