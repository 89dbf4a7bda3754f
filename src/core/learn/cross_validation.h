// How one shape of forest does on rows it has not seen, round by round.
#pragma once

#include <vector>

#include "core/learn/booster.h"
#include "core/learn/trainer.h"

namespace leadlight::learn {

/// A fold made ready: its rows inside XGBoost, which bins them only once for all shapes.
struct ReadyFold {
  Split split;
  BoosterData train;
  BoosterData test;
  std::vector<std::uint8_t> test_labels;
  std::vector<double> test_weights;  ///< never empty
  double base_rate;
};
Result<ReadyFold> make_ready(const Examples& examples, Split split);

/// A forest grown on one fold until its loss on the fold's test rows no longer fell.
struct FoldRun {
  Booster booster;
  std::vector<double> loss;  ///< [k] = mean log loss with k * stride trees
  int stride;

  /// The forest with as many trees as were grown answers for any larger number.
  double loss_at(size_t k) const { return loss[std::min(k, loss.size() - 1)]; }
};
Result<FoldRun> run_fold(const ReadyFold& fold, const Shape& shape, int max_rounds, std::uint64_t seed);

/// One shape on all folds.
struct Validation {
  Shape shape;  ///< with the rounds taken
  std::vector<FoldRun> runs;
  std::vector<double> fold_loss;  ///< at shape.rounds
  double mean_loss = 0;
};

/// Picks the rounds: the fewest within one standard error of the paired differences to the best number.
Validation judge(Shape shape, std::vector<FoldRun> runs);

/// Mean of a - b over the folds and its standard error.
struct PairedDifference {
  double mean;
  double standard_error;
};
PairedDifference paired(std::span<const double> a, std::span<const double> b);

}  // namespace leadlight::learn
