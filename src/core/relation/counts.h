// How many interactions there were, by channel and by who began them (spec 3, "customer interactions").
#pragma once

#include <array>
#include <cstdint>

#include "core/relation/interaction.h"

namespace leadlight::relation {

struct Counts {
  std::array<std::array<std::uint32_t, kDirections>, kChannels> by_channel{};
  std::array<std::uint32_t, kDirections> missed_calls{};  ///< they stand among the calls as well

  std::uint32_t of(Channel channel, Direction direction) const {
    return by_channel[static_cast<std::size_t>(channel)][static_cast<std::size_t>(direction)];
  }
  std::uint32_t of(Channel channel) const {
    return of(channel, Direction::Outgoing) + of(channel, Direction::Incoming);
  }
  /// Mails, meetings and calls; tasks enter time and health only (spec 12).
  std::uint32_t begun_by(Direction direction) const {
    return of(Channel::Email, direction) + of(Channel::Meeting, direction) + of(Channel::Call, direction);
  }
  friend bool operator==(const Counts&, const Counts&) = default;
};

/// Mails sent and received, meetings and calls begun by us and by them.
Counts count(History history, Period period);

}  // namespace leadlight::relation
