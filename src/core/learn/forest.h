// Trained gradient-boosted trees, compiled for scoring: the margin of a row and the exact share of each feature.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace leadlight::learn {

struct CompiledForest;

/// An immutable forest; copies share it, and any number of threads may read it at once.
///
/// A row is `feature_count()` floats, NaN = missing (infinities are ordinary numbers). Decisions are those of XGBoost:
/// `x < threshold` in float32 goes left, missing goes to the node's default side. A cell that is kUnknown (matrix.h)
/// goes both ways, each counted by the share of training rows that went there: its contribution is exactly 0.
class Forest {
 public:
  /// A model as XGBoosterSaveModelToBuffer writes it with {"format":"json"}: gbtree, objective binary:logistic,
  /// numeric splits.
  /// @errors InvalidInput when it is no such model, Unsupported for other boosters, objectives or categorical splits,
  ///         TooLarge beyond the limits of docs/formats/model.md
  static Result<Forest> from_xgboost_json(std::string_view model_json);

  /// Reads what to_bytes wrote (docs/formats/model.md). Safe on damaged and on hostile bytes.
  /// @errors Corrupt, TooLarge, Unsupported (a newer version of the format)
  static Result<Forest> from_bytes(std::string_view bytes);
  std::string to_bytes() const;

  size_t feature_count() const;
  size_t tree_count() const;
  /// Longest path from a root to a leaf, in splits.
  int depth() const;
  /// What the tables for contributions() hold in memory.
  size_t table_bytes() const;

  /// Log-odds of the positive class, the base score included.
  double margin(std::span<const float> row) const;

  /// Exact path-dependent Shapley values (TreeSHAP; Lundberg et al. 2018, as XGBoost's pred_contribs) in log-odds:
  /// `phi[f]` is the share of feature f, phi.size() == feature_count().
  /// @returns the bias, the margin expected without knowing anything; bias + sum(phi) == margin(row) up to rounding
  double contributions(std::span<const float> row, std::span<double> phi) const;

 private:
  explicit Forest(std::shared_ptr<const CompiledForest> compiled) : compiled_(std::move(compiled)) {}
  std::shared_ptr<const CompiledForest> compiled_;
};

}  // namespace leadlight::learn
