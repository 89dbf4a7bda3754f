// A series -> when it takes place.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connect/calendar/series.h"

namespace leadlight::calendar {

/// One time that a meeting takes place, or would have.
struct Occurrence {
  /// Tells the occurrences of a series apart and stays when one is moved; nullopt for a meeting that does not repeat.
  std::optional<Timestamp> recurrence_id;
  Timestamp start, end;
  bool all_day = false;
  bool cancelled = false;
  bool moved = false;          ///< Begins at another time than the series says.
  const CalendarEvent* event;  ///< What else there is to know; lives as long as the series.
};

struct Occurrences {
  std::vector<Occurrence> items;      ///< Ascending by start.
  std::vector<std::string> problems;  ///< Where a limit was hit, and what is missing.
};

/// From `from` on, before `to`. What overlaps is in it.
struct Window {
  Timestamp from, to;
};

/// For one series.
struct OccurrenceLimits {
  std::size_t occurrences = 10'000;  ///< Made by rules. Every day for 27 years.
  std::size_t steps = 1'000'000;     ///< Days and times that rules look at; a million take some 20 ms.
};

/// The occurrences of the series that overlap the window. Dates that were excluded are none; cancelled ones are,
/// marked. An exception of an occurrence that the series no longer has is none, unless it is newer than the series.
Occurrences occurrences(const Series& series, const Window& window, const OccurrenceLimits& limits = {});

}  // namespace leadlight::calendar
