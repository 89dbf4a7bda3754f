// Recurrence rules (RFC 5545, 3.3.10) and the days and times they name, in the wall-clock time of their event.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace leadlight::calendar {

/// What a clock on the wall shows; which instant that is, a Zone says.
using LocalTime = std::chrono::local_seconds;

enum class Frequency { Secondly, Minutely, Hourly, Daily, Weekly, Monthly, Yearly };

/// `MO`, `2MO` (the second), `-1MO` (the last) of a month or year.
struct DayOfWeek {
  std::chrono::weekday weekday;
  int ordinal = 0;  ///< 0: every one.

  friend bool operator==(const DayOfWeek&, const DayOfWeek&) = default;
};

/// The lists are empty where the rule has no such part; numbers below zero count from the end.
struct Rule {
  Frequency frequency = Frequency::Daily;
  int interval = 1;                     ///< From 1 on.
  std::optional<int> count = {};        ///< The first occurrence included.
  std::optional<LocalTime> until = {};  ///< Itself included.
  std::chrono::weekday week_start = std::chrono::Monday;
  std::vector<int> seconds = {}, minutes = {}, hours = {};
  std::vector<int> month_days = {}, year_days = {}, weeks = {}, months = {};
  std::vector<int> positions = {};  ///< BYSETPOS.
  std::vector<DayOfWeek> weekdays = {};

  friend bool operator==(const Rule&, const Rule&) = default;
};

/// What may still be spent on following rules. Rules come from strangers: `FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=31` never
/// names a time, `FREQ=SECONDLY` names 31 million a year.
struct Budget {
  std::size_t steps = 1'000'000;           ///< Days looked at and times made; a million take some 20 ms.
  std::size_t occurrences = 10'000;        ///< Given out.
  std::optional<LocalTime> ended_at = {};  ///< How far rules were followed when either ran out.

  /// False when there are not as many left, from then on for ever. `at`: how far the rule was followed.
  bool take_steps(std::size_t count, LocalTime at) { return take(steps, count, at); }
  bool take_occurrence(LocalTime at) { return take(occurrences, 1, at); }

 private:
  bool take(std::size_t& left, std::size_t count, LocalTime at) {
    if (ended_at) return false;
    if (left < count) {
      ended_at = at;
      return false;
    }
    left -= count;
    return true;
  }
};

/// From `from` on, before `to`.
struct LocalWindow {
  LocalTime from, to;
};

/// The times of the rule in the window, ascending, each once. `start` is the first of them even where the rule does not
/// name it (RFC 5545, 3.8.5.3), and counts.
/// @cost a rule without COUNT begins at the window; one with it at `start`
std::vector<LocalTime> expand(const Rule& rule, LocalTime start, const LocalWindow& window, Budget& budget);

}  // namespace leadlight::calendar
