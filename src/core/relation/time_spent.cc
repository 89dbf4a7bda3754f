#include "core/relation/time_spent.h"

#include <algorithm>

namespace leadlight::relation {
namespace {

TimeSpent time_of(const Interaction& i, const Effort& effort) {
  const double minutes = i.minutes;
  switch (i.channel) {
    case Channel::Email:
      if (i.direction == Direction::Outgoing) return {effort.minutes_to_write, effort.minutes_to_read};
      return {effort.minutes_to_read, effort.minutes_to_write};
    case Channel::Meeting:
      // Somebody of ours was there even where nobody is named.
      return {minutes * std::max<double>(i.ours, 1), minutes};
    case Channel::Call:
      return {minutes, minutes};
    case Channel::Task:
    case Channel::Other:
      break;
  }
  return {minutes, i.theirs > 0 ? minutes : 0};
}

}  // namespace

TimeSpent time_spent(History history, Period period, const Effort& effort) {
  TimeSpent sum;
  for (const Interaction& i : within(history, period)) {
    if (!is_contact(i)) continue;
    const TimeSpent one = time_of(i, effort);
    sum.ours += one.ours;
    sum.theirs += one.theirs;
  }
  return sum;
}

}  // namespace leadlight::relation
