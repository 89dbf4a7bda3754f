// XGBoost behind plain values: the only file pair that includes its header.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/learn/matrix.h"

namespace leadlight::learn {

struct BoosterOptions {
  int depth = 4;
  double eta = 0.05;
  double subsample = 0.8;
  double colsample = 0.8;
  double min_child_weight = 5;
  double lambda = 1;
  double base_rate = 0.5;  ///< the margin of a forest without trees is its log-odds
  std::uint64_t seed = 1;
  int threads = 1;
};

/// Rows as XGBoost holds them. Copies the values it is given.
class BoosterData {
 public:
  /// `labels` may be empty for rows that are only predicted; `weights` may be empty (all 1).
  /// @errors Internal with XGBoost's own message
  static Result<BoosterData> make(const Matrix& rows, std::span<const std::uint8_t> labels = {},
                                  std::span<const double> weights = {});

 private:
  friend class Booster;
  explicit BoosterData(std::shared_ptr<void> handle) : handle_(std::move(handle)) {}
  std::shared_ptr<void> handle_;
};

/// One gradient-boosted forest while it grows, a tree a step. Not for use by two threads at once; different boosters
/// may be used by different threads. The same inputs and thread count give the same forest.
class Booster {
 public:
  static Result<Booster> make(BoosterData train, const BoosterOptions& options);

  Result<void> step();
  int rounds() const { return rounds_; }
  /// Log-odds of each row by the first `rounds` trees (0 = all). Asked again after a step, only the new tree is added.
  Result<std::vector<float>> margins(const BoosterData& rows, int rounds = 0) const;
  /// The first `rounds` trees (0 = all) as Forest::from_xgboost_json reads them.
  Result<std::string> to_json(int rounds = 0) const;
  /// Exact contributions as XGBoost computes them: rows x (columns + 1), the bias last. The oracle in tests and
  /// benchmarks.
  Result<std::vector<float>> library_contributions(const BoosterData& rows) const;

 private:
  Booster(BoosterData train, std::shared_ptr<void> handle) : train_(std::move(train)), handle_(std::move(handle)) {}
  BoosterData train_;
  std::shared_ptr<void> handle_;
  int rounds_ = 0;
};

}  // namespace leadlight::learn
