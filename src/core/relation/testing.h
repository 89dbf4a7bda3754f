// Histories for tests, written as one would tell them.
#pragma once

#include <algorithm>
#include <vector>

#include "base/random.h"
#include "core/relation/interaction.h"

namespace leadlight::relation::testing {

/// Monday, the 1st of June 2026, 09:00 UTC, and some days later.
inline Timestamp on_day(double day) {
  constexpr Timestamp kBegin = std::chrono::sys_days(std::chrono::year(2026) / 6 / 1) + std::chrono::hours(9);
  return kBegin +
         std::chrono::duration_cast<Timestamp::duration>(std::chrono::duration<double, std::ratio<86'400>>(day));
}

inline Interaction mail(double day, Direction direction, std::uint32_t thread = 0) {
  return {.time = on_day(day), .known = on_day(day), .thread = thread, .ours = 1, .theirs = 1, .direction = direction};
}
inline Interaction sent(double day, std::uint32_t thread = 0) {
  return mail(day, Direction::Outgoing, thread);
}
inline Interaction received(double day, std::uint32_t thread = 0) {
  return mail(day, Direction::Incoming, thread);
}
inline Interaction meeting(double day, std::uint16_t minutes = 60, std::uint8_t ours = 1,
                           Direction direction = Direction::Outgoing) {
  Interaction i = mail(day, direction);
  i.channel = Channel::Meeting;
  i.minutes = minutes;
  i.ours = ours;
  return i;
}
inline Interaction call(double day, Direction direction, std::uint16_t minutes = 10) {
  Interaction i = mail(day, direction);
  i.channel = Channel::Call;
  i.minutes = minutes;
  return i;
}
inline Interaction missed_call(double day, Direction direction) {
  Interaction i = call(day, direction, 0);
  i.missed = true;
  return i;
}
inline Interaction task(double day, std::uint16_t minutes) {
  Interaction i = mail(day, Direction::Outgoing);
  i.channel = Channel::Task;
  i.minutes = minutes;
  i.theirs = 0;
  return i;
}
/// Of any interaction: one that is only planned, and known since a day.
inline Interaction planned(Interaction i, double known) {
  i.closed = false;
  i.known = on_day(known);
  return i;
}
inline Interaction automatic(Interaction i) {
  i.automatic = true;
  return i;
}
inline Interaction cancelled(Interaction i) {
  i.cancelled = true;
  return i;
}

inline std::vector<Interaction> in_order(std::vector<Interaction> history) {
  std::ranges::sort(history);
  return history;
}

/// Everything an interaction may be, over some 200 days; many at the same moment.
inline Interaction random_interaction(Random& random) {
  Interaction i = mail(static_cast<double>(random.below(2000)) / 10, static_cast<Direction>(random.below(2)),
                       static_cast<std::uint32_t>(random.below(6)));
  i.known = i.time - std::chrono::hours(random.below(500));
  i.channel = static_cast<Channel>(random.below(kChannels));
  i.minutes = static_cast<std::uint16_t>(random.below(180));
  i.ours = static_cast<std::uint8_t>(random.below(5));
  i.theirs = static_cast<std::uint8_t>(random.below(5));
  i.closed = random.chance(0.9);
  i.cancelled = random.chance(0.1);
  i.automatic = random.chance(0.1);
  i.missed = i.channel == Channel::Call && random.chance(0.3);
  i.invited = i.channel == Channel::Meeting && random.chance(0.5);
  if (i.invited && random.chance(0.5)) i.answered_after = static_cast<std::uint32_t>(random.below(1'000'000));
  return i;
}
inline std::vector<Interaction> random_history(Random& random, std::size_t most = 40) {
  std::vector<Interaction> history(random.below(most + 1));
  for (Interaction& i : history) i = random_interaction(random);
  return in_order(std::move(history));
}

}  // namespace leadlight::relation::testing
