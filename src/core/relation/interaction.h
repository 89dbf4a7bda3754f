// What a KPI sees of an activity: when, through which channel, who began it, how many took part. Nothing of what was
// said.
//
// Every KPI is a pure function over the interactions of one record (link.h tells which they are), in order, as of a
// moment: what happened or became known later does not exist. The same functions serve a record's tab, a list column
// and a rebuild of everything, so an interaction is small and no function allocates for each one. "spec" in this folder
// is spec/relationship.md.
#pragma once

#include <compare>
#include <cstdint>
#include <limits>
#include <span>

#include "base/time.h"

namespace leadlight::relation {

enum class Channel : std::uint8_t { Email, Meeting, Call, Task, Other };
inline constexpr std::size_t kChannels = 5;

/// Who began it: Outgoing is us (spec 2.4). The stored code of a "last activity direction" is 1 - this.
enum class Direction : std::uint8_t { Outgoing, Incoming };
inline constexpr std::size_t kDirections = 2;

constexpr Direction opposite(Direction d) {
  return d == Direction::Outgoing ? Direction::Incoming : Direction::Outgoing;
}

/// An activity. One that is not closed, or whose time is yet to come, is a plan.
struct Interaction {
  Timestamp time;            ///< when it happened or began; of a plan, when it is due
  Timestamp known;           ///< since when a plan is known or an invitation stands; unused for what has happened
  std::uint32_t thread = 0;  ///< mails of one conversation share a number; 0: none
  std::uint32_t answered_after = kNoAnswer;  ///< seconds from `known` to the first answer to an invitation
  std::uint16_t minutes = 0;                 ///< how long it took; mails have an estimate of their own (time_spent.h)
  std::uint8_t ours = 0;                     ///< how many of our people took part, 255 standing for more as well
  std::uint8_t theirs = 0;                   ///< the same of the customer's
  Channel channel = Channel::Email;
  Direction direction = Direction::Outgoing;
  bool closed : 1 = true;      ///< done, sent, received, held; not a draft, not open
  bool cancelled : 1 = false;  ///< called off: as if it had never been
  bool automatic : 1 = false;  ///< sent by a robot, an auto-reply, a bounce: never counted as contact
  bool missed : 1 = false;     ///< a call that nobody took
  bool invited : 1 = false;    ///< a meeting to which the other side was asked, and whose answer would be known

  static constexpr std::uint32_t kNoAnswer = std::numeric_limits<std::uint32_t>::max();

  /// By time, then by all else: two that are equal are interchangeable, so a sorted history is the same however it
  /// came.
  friend auto operator<=>(const Interaction&, const Interaction&) = default;
};
static_assert(sizeof(Interaction) == 32);

/// The interactions of one record, sorted by <=>. Positions in it are how other values name an interaction.
using History = std::span<const Interaction>;

/// Whether something happened between people, or was tried (a missed call).
constexpr bool is_contact(const Interaction& i) {
  return i.closed && !i.cancelled && !i.automatic;
}
/// Whether it reached the other side.
constexpr bool has_reached(const Interaction& i) {
  return is_contact(i) && !i.missed;
}
/// Whether it stood in the calendar, not yet done, at that moment.
constexpr bool is_planned(const Interaction& i, Timestamp as_of) {
  return i.time > as_of && i.known <= as_of && !i.cancelled && !i.automatic;
}

/// From `from` to `as_of`, both included; nothing after `as_of` exists for who asks.
struct Period {
  Timestamp from = Timestamp::min();
  Timestamp as_of;
};
inline Period until(Timestamp as_of) {
  return {.as_of = as_of};
}
inline Period last_days(int days, Timestamp as_of) {
  return {as_of - std::chrono::days(days), as_of};
}

/// The part of a history that lies in a period. @cost two binary searches
History within(History history, Period period);

/// Which side a person is on.
enum class Side : std::uint8_t { Us, Them };
inline constexpr std::size_t kSides = 2;

/// Somebody took part in an interaction. People have numbers here; whoever asked knows their names.
struct Participation {
  std::uint32_t interaction;  ///< its position in the history
  std::uint32_t person;
  Side side;
};

}  // namespace leadlight::relation
