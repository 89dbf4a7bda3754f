// Events of the same UID -> one series: what its invitations, updates, answers and cancellations come to.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connect/calendar/event.h"

namespace leadlight::calendar {

/// A meeting, once or repeating.
struct Series {
  std::string uid;
  std::optional<CalendarEvent> master = {};    ///< Absent where only single occurrences are known.
  std::vector<CalendarEvent> exceptions = {};  ///< Each with its recurrence id, ascending, one for each.
};

struct Merged {
  std::vector<Series> series;    ///< Ascending by UID.
  std::vector<Skipped> skipped;  ///< What changed nothing and why, ascending by origin.
};

/// The rules (RFC 5546, 2.1.4 and 3.2):
///  1. Of the versions of an event, or of one occurrence of it, the one with the highest SEQUENCE counts, among equal
///  ones
///     the newest DTSTAMP, then LAST-MODIFIED.
///  2. A cancellation that is as new as that or newer cancels it; one of an occurrence that nothing else is known of
///  makes
///     an exception of it.
///  3. An answer to this or a later SEQUENCE sets what its sender answered, on the whole or on the occurrence it names.
///  It
///     does not where the event is newer and says an answer itself. Who was not invited and answers takes part.
///  4. Added occurrences (ADD) are exceptions without an original. Proposals (COUNTER, DECLINECOUNTER, REFRESH) change
///     nothing.
/// The order of `events` does not matter.
Merged merge(std::vector<CalendarEvent> events);

}  // namespace leadlight::calendar
