// How a relationship stands: a score of 0 to 100, its state, and where it is going (spec 4, 13). Explained in
// health_explanation.h.
#pragma once

#include <optional>

#include "core/relation/health_settings.h"

namespace leadlight::relation {

/// The stored code is the enum's value (spec 4.2). InProgress and SomethingWrong are those of whoever computes.
enum class HealthState { Good, Fair, Poor, NotEnoughInfo, NoClosedActivities, InProgress, SomethingWrong, TooOld };
enum class HealthTrend { Improving, Steady, Declining, NotEnoughInfo, SomethingWrong, NotApplicable };

/// What a deal adds to the contacts, as it stood at the moment asked about.
struct DealProgress {
  std::optional<Timestamp> stage_moved;  ///< forward, for the last time
  std::optional<Date> estimated_close;
};

struct Health {
  HealthState state = HealthState::NoClosedActivities;
  HealthTrend trend = HealthTrend::NotEnoughInfo;
  std::optional<int> score;  ///< in the states Good, Fair and Poor
  double value = 0;          ///< the score before rounding, in every state
  friend bool operator==(const Health&, const Health&) = default;
};

/// - NoClosedActivities: there has been no contact at all.
/// - NotEnoughInfo: less than three contacts, the first of them less than F days ago.
/// - TooOld: no contact for two years, and the record is older than that. One that is old but alive has its health.
///
/// The trend is the slope of the score over the last 4 F days, deal apart: five points or more up are Improving, down
/// Declining. It needs three contacts. It is worked out from the history alone, so a rebuild gives the same.
///
/// @param deal for opportunities; null: none
/// @cost one pass over the history
Health health(History history, Timestamp created, const DealProgress* deal, Timestamp as_of,
              const HealthSettings& settings);

/// Good, Fair or Poor.
HealthState band(int score, const HealthSettings& settings);

}  // namespace leadlight::relation
