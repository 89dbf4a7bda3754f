// Whether what a forest learned from an attribute holds on rows it has not seen.
#pragma once

#include <vector>

#include "core/learn/cross_validation.h"

namespace leadlight::learn {

/// For each attribute, Rao's score of its part in the answers: the mean over rows of share * (outcome - p_without).
/// `share` is the attribute's Shapley value by the models that had not seen the row, and p_without their probability
/// less that share. In words: the log loss saved, per unit, as the share begins to count.
///
/// What was learned from noise points to the outcomes of new rows no more often than away from them: its mean is zero
/// but for chance. What goes along with another column keeps its share, so that of two columns that say the same
/// neither hides the other.
///
/// At most 20,000 rows are asked. `examples.attribute_of` is given, and `taken` has trees.
Result<std::vector<Gain>> attribute_relevance(const Examples& examples, const std::vector<ReadyFold>& folds,
                                              const Validation& taken);

}  // namespace leadlight::learn
