// Finds columns that know the outcome: they make a model look brilliant on closed records and useless on open ones.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/feature/frame.h"
#include "core/feature/names.h"

namespace leadlight::feature {

/// A column under suspicion. Refused: out until someone who knows the data keeps it by hand. Check: in until dropped.
struct Suspect {
  std::string column;
  LeakAction action = LeakAction::Check;
  std::string reason;            ///< sentences, what the column did first
  std::vector<std::string> why;  ///< rules that fired: alone, pure, filled_at_outcome, missing_tells, name;
                                 ///< from the field history: filled_at_close, changed_at_close
  double auc_alone = 0.5;        ///< of predicting by this column alone, cross-validated
};

/// What the guard looks at; spans as long as the frame's rows, `group` may be empty.
struct Outcomes {
  std::span<const std::uint8_t> labels;
  std::span<const std::uint32_t> group;
};

/// Judges one column by its behaviour and its name. nullopt: innocent.
///
/// - alone: as the only predictor its AUC is at least 0.90 (refused); a list of values reaches 0.68, a number 0.80,
///   for certain (check).
/// - pure: values with almost only one outcome, on enough records that chance cannot be the reason: on 40 % of all
///   records (refused), of a list on 5 % (check; the ends of an honest number are nearly pure too).
/// - filled_at_outcome: nearly all records that have it ended one way, and that is half of those that ended so
/// (refused).
/// - missing_tells: whether it is filled in predicts as well as above (check).
/// - name: docs/models/leak-guard.md.
std::optional<Suspect> suspect(const Column& column, const Outcomes& outcomes, std::uint64_t seed);

}  // namespace leadlight::feature
