// From a model's margin to a probability that holds: a smooth, strictly increasing curve fitted out of fold.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <vector>

#include "base/result.h"

namespace leadlight {
using Json = nlohmann::json;
}

namespace leadlight::learn {

/// A strictly increasing, continuously differentiable map from margin (log-odds) to probability within (0, 1).
///
/// Few rows: beta calibration (Kull, Silva Filho, Flach 2017), logit p = a ln s - b ln(1 - s) + c with a, b > 0 and
/// s = sigmoid(margin), under a mild prior towards the identity a = b = 1, c = 0. Many rows: a monotone cubic spline
/// (Fritsch, Carlson 1980) in log-odds through the pooled blocks of isotonic regression, shrunk a little towards the
/// beta fit, and straight beyond its ends.
class Calibration {
 public:
  /// The sigmoid itself: trusts the margins as they are.
  static Calibration identity();

  /// Fits to out-of-fold margins. The three spans have one length; `weights` may be empty (all 1). Rows with a margin
  /// that is no number or a weight that is not positive are passed over; without a row of each class it is identity().
  static Calibration fit(std::span<const double> margins, std::span<const std::uint8_t> labels,
                         std::span<const double> weights);

  /// In (0, 1), strictly increasing in margin wherever double can tell; NaN gives NaN.
  double probability(double margin) const;
  /// d probability / d margin, > 0 wherever double can tell.
  double derivative(double margin) const;

  Json to_json() const;
  /// @errors InvalidInput when a member is missing or the curve would not increase
  static Result<Calibration> from_json(const Json& json);

  friend bool operator==(const Calibration&, const Calibration&) = default;

 private:
  /// One point of the spline: calibrated log-odds and its slope at a margin.
  struct Knot {
    double margin;
    double logit;
    double slope;
    friend bool operator==(const Knot&, const Knot&) = default;
  };
  struct Row {
    double margin;
    double weight;
    bool positive;
  };
  struct Curve {
    double logit;
    double slope;
  };
  Curve at(double margin) const;
  static Calibration fit_beta(std::span<const Row> rows);
  void fit_spline(std::span<const Row> rows);
  bool increases() const;

  // Beta parameters; in use when there are no knots.
  double a_ = 1;
  double b_ = 1;
  double c_ = 0;
  double floor_ = 1e-6;  ///< probabilities stay within [floor, 1 - floor]: no more than the rows can tell
  std::vector<Knot> knots_;
};

}  // namespace leadlight::learn
