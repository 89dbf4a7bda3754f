// How good predicted probabilities are: pure functions over (probability, label[, weight]), with 95 % intervals.
//
// In all of them the spans have one length, labels are 0 or 1, and an empty `weights` means 1 for every row. Figures
// that are not defined (no rows, one class only) are NaN.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace leadlight::learn {

using Probabilities = std::span<const double>;
using Labels = std::span<const std::uint8_t>;
using Weights = std::span<const double>;

/// A 95 % confidence interval.
struct Interval {
  double low;
  double high;
  friend bool operator==(const Interval&, const Interval&) = default;
};

/// A figure with its 95 % interval.
struct Estimate {
  double value;
  Interval interval;
};

/// mean -+ 1.96 sd / sqrt(n).
Interval normal_interval(double mean, double sd, double n);
/// Wilson's score interval of a share; [0, 1] when there are no trials.
Interval wilson_interval(double successes, double trials);

/// Chance that a random positive ranks above a random negative; ties count one half.
double auc(Probabilities probabilities, Labels labels, Weights weights = {});
/// DeLong's interval (Sun, Xu 2014), clipped to [0, 1]; unweighted.
Interval auc_interval(Probabilities probabilities, Labels labels);

/// Mean -ln(probability given to what happened), in nats; probabilities are kept 1e-15 away from 0 and 1.
double log_loss(Probabilities probabilities, Labels labels, Weights weights = {});
/// Mean squared error of the probability.
double brier(Probabilities probabilities, Labels labels, Weights weights = {});
/// Normal intervals from the spread of the rows' losses.
Interval log_loss_interval(Probabilities probabilities, Labels labels, Weights weights = {});
Interval brier_interval(Probabilities probabilities, Labels labels, Weights weights = {});

/// One bar of the reliability curve: predictions in [lower, upper), the last one closed.
struct ReliabilityBin {
  double lower;
  double upper;
  double count;           ///< rows, or their summed weight
  double mean_predicted;  ///< NaN when the bin is empty, as are the next three
  double observed;        ///< share of positives
  double observed_low;    ///< Wilson 95 %
  double observed_high;
};
/// Ten bins of equal width over [0, 1].
std::vector<ReliabilityBin> reliability(Probabilities probabilities, Labels labels, Weights weights = {});
/// Expected calibration error: |mean predicted - observed| over ten equal-width bins, weighted by count.
double ece(Probabilities probabilities, Labels labels, Weights weights = {});

/// What a threshold does; "predicted positive" is strictly above it.
struct Confusion {
  double threshold = 0;
  size_t true_positives = 0;
  size_t true_negatives = 0;
  size_t false_positives = 0;
  size_t false_negatives = 0;
  Estimate accuracy;   ///< with Wilson's interval, as the next three
  Estimate precision;  ///< NaN when nothing is predicted positive
  Estimate recall;
  Estimate base_rate;
  double f1 = 0;
};
/// The figures of four given counts.
Confusion confusion_of(size_t true_positives, size_t false_positives, size_t true_negatives, size_t false_negatives);
Confusion confusion(Probabilities probabilities, Labels labels, double threshold);
/// The probability p such that predicting positive above p maximises F1; among equals the highest.
double f1_threshold(Probabilities probabilities, Labels labels);

/// Share of positives in the tenth with the highest probabilities, over the base rate; ties share their place.
double lift_top_decile(Probabilities probabilities, Labels labels);

struct CurvePoint {
  double threshold;  ///< predicted positive strictly above it
  double x;
  double y;
};
/// x = false-positive rate, y = recall, from (0, 0) to (1, 1), at most `limit` points.
std::vector<CurvePoint> roc_curve(Probabilities probabilities, Labels labels, size_t limit = 200);
/// x = recall, y = precision, in order of rising recall, at most `limit` points.
std::vector<CurvePoint> precision_recall_curve(Probabilities probabilities, Labels labels, size_t limit = 200);

}  // namespace leadlight::learn
