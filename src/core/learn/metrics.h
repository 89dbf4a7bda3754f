// How good predicted probabilities are: pure functions over (probability, label[, weight]), with 95 % intervals.
//
// In all of them the spans have one length, labels are 0 or 1, and an empty `weights` means 1 for every row. A weight
// says for how many records a row stands: two moments of one record weigh one half each, and count in every figure and
// in the width of every interval as the one record they are. Figures that are not defined (no rows, one class only) are
// NaN.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

namespace leadlight::learn {

using Probabilities = std::span<const double>;
using Labels = std::span<const std::uint8_t>;
using Weights = std::span<const double>;

/// Of a figure that is not defined.
inline constexpr double kUndefined = std::numeric_limits<double>::quiet_NaN();

/// So many standard deviations around the mean hold 95 % of a normal distribution.
inline constexpr double kZ95 = 1.959963984540054;

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
/// Wilson's score interval of a share (Wilson 1927); [0, 1] when there are no trials.
Interval wilson_interval(double successes, double trials);

/// Chance that a random positive ranks above a random negative; ties count one half.
double auc(Probabilities probabilities, Labels labels, Weights weights = {});
/// DeLong's interval (Sun, Xu 2014), clipped to [0, 1].
Interval auc_interval(Probabilities probabilities, Labels labels, Weights weights = {});

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
/// The calibration errors that could have shown the one that is seen. Chance alone makes gaps, so what is seen is more
/// than what is there, and 0 is in the interval whenever a score without any error could have shown as much.
Interval ece_interval(Probabilities probabilities, Labels labels, Weights weights = {});

/// What a threshold does; "predicted positive" is strictly above it. Counts are rows, or their summed weight.
struct Confusion {
  double threshold = 0;
  double true_positives = 0;
  double true_negatives = 0;
  double false_positives = 0;
  double false_negatives = 0;
  Estimate accuracy;   ///< with Wilson's interval, as the next three
  Estimate precision;  ///< NaN when nothing is predicted positive
  Estimate recall;
  Estimate base_rate;
  Estimate f1;  ///< with Wilson's indirect interval (Lam, Gopal, Qian 2023)
};
/// The figures of four given counts.
Confusion confusion_of(double true_positives, double false_positives, double true_negatives, double false_negatives);
Confusion confusion(Probabilities probabilities, Labels labels, double threshold, Weights weights = {});
/// The probability p such that predicting positive above p maximises F1; among equals the highest.
double f1_threshold(Probabilities probabilities, Labels labels, Weights weights = {});

/// The rows with the highest probabilities up to some share of all; rows with one probability share their place.
struct GainPoint {
  double called;            ///< share of all rows, 0..1
  double found;             ///< share of all positives that is among them
  Interval found_interval;  ///< Wilson's of the share of positives among them, as if the base rate were known
};
/// Cumulative gain at `points` equal steps, from 1 / points to 1; empty without positives. Lift is found / called.
std::vector<GainPoint> gain_curve(Probabilities probabilities, Labels labels, Weights weights = {},
                                  size_t points = 100);
/// Share of positives in the tenth with the highest probabilities, over the base rate.
Estimate lift_top_decile(Probabilities probabilities, Labels labels, Weights weights = {});

struct CurvePoint {
  double threshold;  ///< predicted positive strictly above it
  double x;
  double y;
};
/// x = false-positive rate, y = recall, from (0, 0) to (1, 1), at most `limit` points.
std::vector<CurvePoint> roc_curve(Probabilities probabilities, Labels labels, Weights weights = {}, size_t limit = 200);
/// x = recall, y = precision, in order of rising recall, at most `limit` points.
std::vector<CurvePoint> precision_recall_curve(Probabilities probabilities, Labels labels, Weights weights = {},
                                               size_t limit = 200);
/// Mean precision over the positives, each judged with everything at least as probable called: the area under the
/// precision-recall curve, in steps. The base rate is what chance gives. Wilson's interval, a trial for each positive
/// (the binomial interval of Boyd, Eng, Page 2013).
Estimate average_precision(Probabilities probabilities, Labels labels, Weights weights = {});

}  // namespace leadlight::learn
