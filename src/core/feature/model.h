// A trained model as the rest of the program knows it: values of a record in, score with reasons out.
#pragma once

#include <array>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/feature/encoder.h"
#include "core/learn/calibration.h"
#include "core/learn/forest.h"
#include "core/learn/grades.h"

namespace leadlight::feature {

/// Why a score is not the average, one line of it.
struct Reason {
  std::uint32_t attribute;  ///< index into ScoringModel::attributes()
  std::string value;        ///< as people write it; empty when not filled in
  int points;               ///< never 0
  std::string_view key;     ///< docs/api.md, reason keys
  double low = kNoNumber;   ///< keys number, age_days, distance_days: [low, high) of the bucket; NaN = no end
  double high = kNoNumber;
};

struct Scored {
  double margin = 0;
  double probability = 0;
  int score = 0;  ///< 0-100
  learn::Grade grade = learn::Grade::D;
  int average = 0;
  int other = 0;                ///< sum of points + other == score - average
  std::vector<Reason> reasons;  ///< by falling |points|
  std::vector<float> features;  ///< replays the score: score_features
};

/// What happened to closed records with a value in one bucket.
struct Evidence {
  double closed = 0;
  double positives = 0;
  double median_days = kNoNumber;  ///< from creation to the positive close; NaN when not known
};

/// Immutable; any number of threads may score with one at once.
class ScoringModel {
 public:
  /// A model that answers `rate` for everybody: too few closings, or no signal.
  static ScoringModel constant(double rate, Encoder encoder, bool provisional);
  ScoringModel(Encoder encoder, learn::Forest forest, learn::Calibration calibration, double base_rate);

  /// What a caller must hand in, in this order.
  const std::vector<Attribute>& attributes() const { return encoder_.attributes(); }
  double base_rate() const { return base_rate_; }
  /// True when fewer than ten records of either outcome were closed: the answer is the rate and has no reasons.
  bool provisional() const { return provisional_; }
  bool is_constant() const { return !forest_; }
  const learn::GradeBounds& grade_bounds() const { return bounds_; }
  /// The same model with other grades.
  ScoringModel with_grades(learn::GradeBounds bounds) const;

  /// `cells` in the order of attributes(); `as_of` the moment of the record, seconds UTC, NaN when not known.
  Scored score(std::span<const Cell> cells, double as_of = kNoNumber) const;
  /// The same figures from a stored feature row; reasons carry no values.
  Scored score_features(std::span<const float> features) const;
  /// Only margin and probability; much cheaper.
  double margin(std::span<const float> features) const;
  double probability(double margin) const { return forest_ ? calibration_.probability(margin) : base_rate_; }

  /// Mean |contribution| of each attribute over feature rows, in log-odds.
  std::vector<double> mean_contributions(const learn::Matrix& rows) const;
  size_t tree_count() const { return forest_ ? forest_->tree_count() : 0; }

  const Encoder& encoder() const { return encoder_; }
  /// [attribute][bucket]; buckets as Encoder::bucket_of numbers them.
  const std::vector<std::vector<Evidence>>& evidence() const { return evidence_; }
  void set_evidence(std::vector<std::vector<Evidence>> evidence) { evidence_ = std::move(evidence); }
  Bucket bucket_of(size_t attribute, std::span<const Cell> cells, double as_of = kNoNumber) const {
    return encoder_.bucket_of(attribute, cells, as_of);
  }

  /// Closed and positive training records by the score they got from a model that had not seen them.
  struct ScoreCount {
    double closed = 0;
    double positives = 0;
  };
  const std::array<ScoreCount, 101>& score_counts() const { return score_counts_; }
  void set_score_counts(const std::array<ScoreCount, 101>& counts) { score_counts_ = counts; }

  /// Versioned; the same model gives the same bytes.
  std::string to_bytes() const;
  /// Safe on damaged bytes.
  /// @errors Corrupt, Unsupported (a newer version)
  static Result<ScoringModel> from_bytes(std::string_view bytes);

 private:
  ScoringModel() = default;
  Scored score_only(std::span<const float> features) const;
  void explain(Scored& scored) const;
  /// Contributions summed to attributes; returns the bias.
  double contributions(std::span<const float> features, std::span<double> of_attribute) const;

  Encoder encoder_;
  std::optional<learn::Forest> forest_;
  learn::Calibration calibration_ = learn::Calibration::identity();
  double base_rate_ = 0.5;
  double constant_margin_ = 0;
  bool provisional_ = false;
  learn::GradeBounds bounds_;
  std::vector<std::vector<Evidence>> evidence_;
  std::array<ScoreCount, 101> score_counts_{};
};

}  // namespace leadlight::feature
