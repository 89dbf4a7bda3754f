// Several forests as one.
#pragma once

#include <span>
#include <string>

#include "base/result.h"

namespace leadlight::learn {

/// One XGBoost JSON model whose margin is the mean of the margins of the given ones: all their trees, each leaf divided
/// by their number. The models must have the same base score, as those of one training have.
/// @errors Internal when a model is not what XGBoost 1.7 writes
Result<std::string> mean_of_models(std::span<const std::string> models);

}  // namespace leadlight::learn
