// When both sides last met, and when they meet next (spec 3, "next / last interaction").
#pragma once

#include <optional>

#include "core/relation/interaction.h"

namespace leadlight::relation {

/// Positions in the history.
struct LastNext {
  std::optional<std::uint32_t> last;  ///< the latest contact that reached the other side
  std::optional<std::uint32_t> next;  ///< the first plan that is still to come
};

LastNext last_and_next(History history, Timestamp as_of);

}  // namespace leadlight::relation
