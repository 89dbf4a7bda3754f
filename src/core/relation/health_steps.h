// How a score of health comes about, in steps that each begin where the one before has got to. What health and its
// explanation share.
#pragma once

#include <optional>

#include "core/relation/health.h"
#include "core/relation/warmth.h"

namespace leadlight::relation {

struct HealthSteps {
  double last_contact = 0;  ///< what the contacts give, just after the last of them
  double contacts = 0;      ///< what is left of it at the moment asked about
  double stage = 0;         ///< with what the deal's last move adds
  double total = 0;         ///< without what an overdue close date takes
};

/// A stage that has just moved adds all points of the deal, half of them a month later, and so on. A close date that
/// has passed takes them day by day, all of them after a month.
///
/// @param warmth with everything until `as_of`
HealthSteps health_steps(const Warmth& warmth, const DealProgress* deal, Timestamp as_of,
                         const HealthSettings& settings);

}  // namespace leadlight::relation
