// One VEVENT -> a CalendarEvent.
#pragma once

#include "base/result.h"
#include "connect/calendar/event.h"
#include "connect/calendar/lines.h"
#include "connect/calendar/zone_book.h"

namespace leadlight::calendar {

struct EventLimits {
  std::size_t text_bytes = 4096;         ///< Of a subject, a place, a name, ...; longer ones are cut.
  std::size_t uid_bytes = 1024;          ///< A longer one is replaced, as a missing one is.
  std::size_t attendees = 2'000;         ///< The ones after it are left out.
  std::size_t recurrence_dates = 5'000;  ///< RDATE and EXDATE together.
  std::size_t rules = 20;
  std::size_t links = 10;
  std::size_t problems = 50;  ///< Kept of one event.
};

/// What can be read is read; the rest is said in `problems`. `origin.file` is left empty.
/// @errors InvalidInput when it has no beginning and is no answer or cancellation, which need none
Result<CalendarEvent> read_event(const Block& block, const Scope& scope, ZoneBook& zones, const EventLimits& limits);

}  // namespace leadlight::calendar
