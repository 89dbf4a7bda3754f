#include "core/relation/last_next.h"

#include <algorithm>

namespace leadlight::relation {

LastNext last_and_next(History history, Timestamp as_of) {
  LastNext out;
  const auto now = static_cast<std::uint32_t>(within(history, until(as_of)).size());
  for (std::uint32_t i = now; i-- > 0 && !out.last;) {
    if (has_reached(history[i])) out.last = i;
  }
  for (std::uint32_t i = now; i < history.size() && !out.next; ++i) {
    if (is_planned(history[i], as_of)) out.next = i;
  }
  return out;
}

}  // namespace leadlight::relation
