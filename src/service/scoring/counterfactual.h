// What would change a score: a few things a seller can do, and the score a record like this would then have. An
// association learned from closed records, never a promise (counterfactual explanations: Wachter, Mittelstadt, Russell
// 2017).
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "service/scoring/live_model.h"

namespace leadlight::scoring {

inline constexpr size_t kMostSteps = 3;

/// What sellers can do something about unless the model's definition names other attributes: what they find out and
/// write down, and activities. Never who somebody is.
std::span<const std::string_view> default_actionable();

/// Whether an attribute may be named as something to change.
/// @errors InvalidInput: it is personal, of another row, or a fact that nobody brings about
Result<void> check_actionable(const record::Schema& schema, const ScoredTable& scored, std::string_view attribute);

struct Step {
  size_t attribute = 0;  ///< index into the model's attributes
  std::string level;     ///< what the column should say, as the model knows it; empty: fill it in, or one more activity
  std::uint32_t bucket = 0;  ///< of the evidence, after the step
  int score = 0;             ///< after this step and those before it
};

/// At most kMostSteps, the one that helps most first; each adds at least a point to the score, is on something else
/// than the others, and stays within what closed records had.
std::vector<Step> find_steps(const LiveModel& live, const Subject& subject);

}  // namespace leadlight::scoring
