// XGBoost behind plain values: the only file pair that includes its header.
#pragma once

#include <cmath>
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

/// How unknown cells are spread (spread.h).
struct SpreadOptions {
  std::span<const std::uint32_t> attribute_of = {};
  std::uint64_t seed = 1;
};

/// Rows as XGBoost holds them. Copies the values it is given; a row with unknown cells is held as its copies, which a
/// Booster takes for the one row they are.
class BoosterData {
 public:
  /// `labels` may be empty for rows that are only predicted; `weights` may be empty (all 1).
  /// @errors Internal with XGBoost's own message
  static Result<BoosterData> make(const Matrix& rows, std::span<const std::uint8_t> labels = {},
                                  std::span<const double> weights = {}, const SpreadOptions& options = {});
  /// The same for rows that are only grown from: held as the bins they fall into, at a third of the memory. Rows that
  /// may be unknown are held whole.
  static Result<BoosterData> binned(const RowSource& rows, std::span<const std::uint8_t> labels,
                                    std::span<const double> weights, int threads, std::uint64_t seed);

 private:
  friend class Booster;
  explicit BoosterData(std::shared_ptr<void> handle) : handle_(std::move(handle)) {}
  Result<void> set(std::span<const std::uint8_t> labels, std::span<const double> weights);

  /// [row] the mean of what was found for its copies.
  std::vector<float> mean_of_copies(std::vector<float> found) const;

  std::shared_ptr<void> handle_;
  // Empty where nothing is unknown.
  std::vector<std::uint32_t> origin_;  ///< of each row held
  std::vector<float> copies_;          ///< of each row given: how many there are
  std::vector<std::uint8_t> labels_;   ///< of each row given
  std::vector<double> weights_;        ///< likewise; empty: all 1
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
  Booster(BoosterData train, std::shared_ptr<void> handle, double base_rate)
      : train_(std::move(train)), handle_(std::move(handle)), base_margin_(std::log(base_rate / (1 - base_rate))) {}

  Result<void> step_on_copies();

  BoosterData train_;
  std::shared_ptr<void> handle_;
  double base_margin_ = 0;
  int rounds_ = 0;
};

}  // namespace leadlight::learn
