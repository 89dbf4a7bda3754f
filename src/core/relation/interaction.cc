#include "core/relation/interaction.h"

#include <algorithm>

namespace leadlight::relation {

History within(History history, Period period) {
  const auto first = std::ranges::lower_bound(history, period.from, {}, &Interaction::time);
  const auto last = std::ranges::upper_bound(first, history.end(), period.as_of, {}, &Interaction::time);
  return {first, last};
}

}  // namespace leadlight::relation
