// From rows to a forest whose size was chosen by cross-validation.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/learn/folds.h"
#include "core/learn/forest.h"
#include "core/learn/matrix.h"
#include "core/learn/signal.h"

namespace leadlight::learn {

/// What a shape is chosen on. All but `rows` and `labels` may be empty (weight 1, each row its own group, no order,
/// each column an attribute of its own).
struct Examples {
  Matrix rows;
  std::vector<std::uint8_t> labels;
  std::vector<double> weights;
  std::vector<std::uint32_t> group;
  std::vector<double> order;
  std::vector<std::uint32_t> attribute_of;  ///< which attribute each column of `rows` belongs to
  bool judges_attributes = false;           ///< whether a choice tells their relevance; needs `attribute_of`

  Examples take(std::span<const std::uint32_t> which) const;
};

/// Weighted share of positives, kept within (0, 1) by one half of a row.
double base_rate(std::span<const std::uint8_t> labels, std::span<const double> weights);

/// Returns false to stop the training; `share` runs from 0 to 1. Called by one thread at a time, not always the same.
using Progress = std::function<bool(double share)>;

struct TrainerOptions {
  std::uint64_t seed = 1;
  int threads = 2;
  Progress progress;
};

/// The shape of a forest.
struct Shape {
  int depth = 4;
  double eta = 0.05;
  int rounds = 0;
  int bags = 1;  ///< forests averaged, each with its own seed
  double min_child_weight = 5;
  double lambda = 1;
};

/// Answers to rows by models that had not seen them. Only the rows that were tested (with an order: the newer half).
struct OutOfFold {
  std::vector<std::uint32_t> rows;
  std::vector<double> margins;
  std::vector<double> base_margins;  ///< log-odds of the base rate of the same models' rows
};

/// How one shape did, for the report.
struct Trial {
  Shape shape;
  double log_loss = 0;
};

struct Choice {
  Shape shape;
  OutOfFold out_of_fold;
  Gain gain;
  std::vector<Gain> relevance;  ///< of each attribute (relevance.h); empty when they are not judged
  std::vector<Trial> trials;
};

/// Tries shapes on the same folds and takes the simplest whose log loss is within one standard error (of the paired
/// differences between folds) of the best.
///
/// @errors InvalidInput when the labels are all alike, Conflict when progress asked to stop, Internal from XGBoost
Result<Choice> choose_shape(const Examples& examples, const TrainerOptions& options);

/// Like choose_shape, on the same folds, with depth and shrinkage given: only the rounds are chosen. For the same rows
/// with fewer columns.
Result<Choice> choose_rounds(const Examples& examples, const Shape& shape, const TrainerOptions& options);

/// So many rows tell which shape is best; on more the choice only takes longer.
inline constexpr size_t kChoiceSample = 50'000;
/// Of `rows` rows those to choose on, ascending: all, or a seeded sample.
std::vector<std::uint32_t> rows_to_choose_on(size_t rows, std::uint64_t seed);

/// Grows the forest of that shape on all rows. `weights` may be empty.
Result<Forest> grow(const RowSource& rows, std::span<const std::uint8_t> labels, std::span<const double> weights,
                    const Shape& shape, const TrainerOptions& options);

}  // namespace leadlight::learn
