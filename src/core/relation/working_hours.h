// Time as an office counts it: the hours between two moments in which somebody works.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace leadlight::relation {

using DecimalHours = std::chrono::duration<double, std::ratio<3600>>;

struct WorkingWeek {
  std::string time_zone = "UTC";                                             ///< as IANA names it
  std::array<bool, 7> works_on{true, true, true, true, true, false, false};  ///< from Monday
  std::chrono::minutes opens = std::chrono::hours(9);                        ///< local time of day
  std::chrono::minutes closes = std::chrono::hours(17);
};

/// The working days of some years, laid out once. Threads: const members may be called from any.
class WorkingHours {
 public:
  /// @errors InvalidInput for an unknown time zone, or hours that do not lie in order within one day
  static Result<WorkingHours> make(const WorkingWeek& week, Date first, Date last);

  /// Working time from one moment to a later one; days before the first and after the last have none.
  /// @cost two binary searches
  DecimalHours between(Timestamp from, Timestamp to) const;

 private:
  struct Shift {
    Timestamp opens;
    std::chrono::microseconds length;
    std::chrono::microseconds before;  ///< what was worked in all shifts before it
  };
  std::chrono::microseconds worked_until(Timestamp time) const;

  std::vector<Shift> shifts_;  ///< in order of time
};

}  // namespace leadlight::relation
