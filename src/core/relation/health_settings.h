// What health expects of a relationship, and what it makes of it. All of it may differ by organisation, team or record.
#pragma once

#include <array>

#include "base/result.h"
#include "core/relation/interaction.h"

namespace leadlight::relation {

struct HealthSettings {
  /// How often both sides should be in contact, in days. A longer interval lowers what is expected, and remembers
  /// longer.
  double expected_days = 7;
  /// By channel: how much more or less it counts, -0.5 to 0.5.
  std::array<double, kChannels> influence{};
  /// Lowest score of Good and of Fair; Poor is the rest.
  int good = 60;
  int fair = 40;
  /// The most points that a deal's stage moving adds, and that an overdue close date takes; 0: neither counts.
  double deal_points = 10;
};

/// @errors InvalidInput naming the setting at fault
Result<HealthSettings> checked(const HealthSettings& settings);

}  // namespace leadlight::relation
