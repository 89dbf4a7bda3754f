#include "core/relation/counts.h"

namespace leadlight::relation {

Counts count(History history, Period period) {
  Counts counts;
  for (const Interaction& i : within(history, period)) {
    const auto direction = static_cast<std::size_t>(i.direction);
    counts.by_channel[static_cast<std::size_t>(i.channel)][direction] += is_contact(i);
    counts.missed_calls[direction] += is_contact(i) && i.missed;
  }
  return counts;
}

}  // namespace leadlight::relation
