#include "core/relation/health_settings.h"

namespace leadlight::relation {

Result<HealthSettings> checked(const HealthSettings& settings) {
  if (!(settings.expected_days >= 1 && settings.expected_days <= 365))
    return fail(ErrorCode::InvalidInput, "contact is expected every {} days; it may be 1 to 365",
                settings.expected_days);
  for (const double influence : settings.influence) {
    if (!(influence >= -0.5 && influence <= 0.5))
      return fail(ErrorCode::InvalidInput, "an influence is {}; it may be -0.5 to 0.5", influence);
  }
  if (settings.good > 100 || settings.fair < 1 || settings.good <= settings.fair)
    return fail(ErrorCode::InvalidInput, "Good begins at {} and Fair at {}; it must be 100 >= Good > Fair >= 1",
                settings.good, settings.fair);
  if (!(settings.deal_points >= 0 && settings.deal_points <= 50))
    return fail(ErrorCode::InvalidInput, "a deal counts {} points; it may be 0 to 50", settings.deal_points);
  return settings;
}

}  // namespace leadlight::relation
