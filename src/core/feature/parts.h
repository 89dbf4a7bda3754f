// Some of the rows of a training set: as a copy, in place, or the set taken apart and put together again.
#pragma once

#include <span>

#include "core/feature/training.h"
#include "core/learn/folds.h"

namespace leadlight::feature {

/// The rows given, with the levels that these have.
Column take(const Column& column, std::span<const std::uint32_t> rows);
/// The rows given, as a set of their own.
TrainingSet take(const TrainingSet& set, std::span<const std::uint32_t> rows);
/// The same in place, a column at a time.
void keep(TrainingSet& set, std::span<const std::uint32_t> rows);
/// Takes the set apart, a column at a time: what it held is in `train` and `test` afterwards, and nowhere twice.
void take_apart(TrainingSet& set, const learn::Split& split, TrainingSet& train, TrainingSet& test);
/// Puts it together again as it was, but for the order of the levels.
void put_together(TrainingSet& set, const learn::Split& split, TrainingSet& train, TrainingSet& test);

}  // namespace leadlight::feature
