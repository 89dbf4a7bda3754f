#include "core/relation/working_hours.h"

#include <algorithm>

#include "base/time_zone.h"

namespace leadlight::relation {

using std::chrono::microseconds;

Result<WorkingHours> WorkingHours::make(const WorkingWeek& week, Date first, Date last) {
  const TimeZone zone = TRY(TimeZone::named(week.time_zone));
  if (week.opens < std::chrono::minutes(0) || week.closes <= week.opens || week.closes > std::chrono::hours(24))
    return fail(ErrorCode::InvalidInput, "working hours end at minute {} of the day, but begin at minute {}",
                week.closes.count(), week.opens.count());
  WorkingHours hours;
  microseconds before{0};
  for (Date day = first; day <= last; day += std::chrono::days(1)) {
    if (!week.works_on[std::chrono::weekday(day).iso_encoding() - 1]) continue;
    const Timestamp opens = zone.moment(day, week.opens);
    const microseconds length = zone.moment(day, week.closes) - opens;
    hours.shifts_.push_back({opens, length, before});
    before += length;
  }
  return hours;
}

DecimalHours WorkingHours::between(Timestamp from, Timestamp to) const {
  return worked_until(to) - worked_until(from);
}

microseconds WorkingHours::worked_until(Timestamp time) const {
  const auto next = std::ranges::upper_bound(shifts_, time, {}, &Shift::opens);
  if (next == shifts_.begin()) return microseconds(0);
  const Shift& shift = *std::prev(next);
  return shift.before + std::min(time - shift.opens, shift.length);
}

}  // namespace leadlight::relation
