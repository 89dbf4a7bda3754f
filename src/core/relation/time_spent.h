// How much time both sides gave (spec 3.1, "hourly investment").
#pragma once

#include "core/relation/interaction.h"

namespace leadlight::relation {

/// What a mail is taken to cost, in minutes: nobody measures it (spec 3.1).
struct Effort {
  double minutes_to_write = 5;
  double minutes_to_read = 2.5;
};

/// In minutes.
struct TimeSpent {
  double ours = 0;
  double theirs = 0;
  friend bool operator==(const TimeSpent&, const TimeSpent&) = default;
};

/// A meeting takes its length times our people who were there, and once the customer's, however many came: 30 minutes
/// of 3 of us and 2 of them are 90 and 30. A call takes its length of both; a task or anything else ours, and theirs
/// where one of them took part. Who sends a mail writes it, the other side reads it.
TimeSpent time_spent(History history, Period period, const Effort& effort = {});

}  // namespace leadlight::relation
