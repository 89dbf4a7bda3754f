#include "core/relation/health_steps.h"

#include <algorithm>
#include <cmath>

namespace leadlight::relation {
namespace {

using Months = std::chrono::duration<double, std::ratio<30 * 86'400>>;

double share_moved(const DealProgress& deal, Timestamp as_of) {
  if (!deal.stage_moved || *deal.stage_moved > as_of) return 0;
  return std::exp2(-Months(as_of - *deal.stage_moved).count());
}

double share_overdue(const DealProgress& deal, Timestamp as_of) {
  if (!deal.estimated_close) return 0;
  // The day itself is still in time.
  const Timestamp end = *deal.estimated_close + std::chrono::days(1);
  return std::clamp(Months(as_of - end).count(), 0.0, 1.0);
}

}  // namespace

HealthSteps health_steps(const Warmth& warmth, const DealProgress* deal, Timestamp as_of,
                         const HealthSettings& settings) {
  HealthSteps steps;
  steps.last_contact = warmth.score(warmth.last());
  steps.contacts = warmth.score(as_of);
  steps.stage = steps.total = steps.contacts;
  if (!deal) return steps;
  steps.stage = std::min(100.0, steps.contacts + settings.deal_points * share_moved(*deal, as_of));
  steps.total = std::max(0.0, steps.stage - settings.deal_points * share_overdue(*deal, as_of));
  return steps;
}

}  // namespace leadlight::relation
