// Why a score of health is what it is: terms in whole points that add up to it.
#pragma once

#include <vector>

#include "core/relation/health.h"

namespace leadlight::relation {

/// "Two meetings in June +14", "no contact for 12 days -6", "the stage moved 3 days ago +8", "12 days overdue -4".
struct HealthTerm {
  enum class Kind { Contacts, Silence, Stage, Overdue };

  Kind kind;
  int points;
  Channel channel = Channel::Email;  ///< of Contacts, as the next two
  std::chrono::year_month month{};   ///< of UTC
  std::uint32_t contacts = 0;
  int days = 0;  ///< of the others: since the last contact, since the stage moved, since the close date
};

/// The terms of a score, contacts first, the newest month first; terms of 0 points are left out. Their points add up
/// to the score exactly. Empty where there is no score.
///
/// Contacts share what the score was just after the last of them, in proportion to what they then weighed, in whole
/// points by largest remainder. What the silence since then has taken is a term of its own, and so are the two of a
/// deal.
std::vector<HealthTerm> explain_health(History history, Timestamp created, const DealProgress* deal, Timestamp as_of,
                                       const HealthSettings& settings);

}  // namespace leadlight::relation
