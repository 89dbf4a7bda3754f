#include "core/relation/working_hours.h"

#include <unicode/basictz.h>

#include <algorithm>
#include <memory>

namespace leadlight::relation {
namespace {

using std::chrono::microseconds;

/// The moment at which clocks in a zone show a time of day. Of a time that clocks skip or show twice, the earlier
/// reading.
Timestamp moment_of(const icu::BasicTimeZone& zone, Date day, std::chrono::minutes time_of_day) {
  const std::chrono::milliseconds local = day.time_since_epoch() + time_of_day;
  std::int32_t raw = 0;
  std::int32_t saving = 0;
  UErrorCode status = U_ZERO_ERROR;
  zone.getOffsetFromLocal(static_cast<UDate>(local.count()), UCAL_TZ_LOCAL_FORMER, UCAL_TZ_LOCAL_FORMER, raw, saving,
                          status);
  return Timestamp(local - std::chrono::milliseconds(raw + saving));
}

}  // namespace

Result<WorkingHours> WorkingHours::make(const WorkingWeek& week, Date first, Date last) {
  if (!base::is_time_zone(week.time_zone))
    return fail(ErrorCode::InvalidInput, "there is no time zone named {}", week.time_zone);
  if (week.opens < std::chrono::minutes(0) || week.closes <= week.opens || week.closes > std::chrono::hours(24))
    return fail(ErrorCode::InvalidInput, "working hours end at minute {} of the day, but begin at minute {}",
                week.closes.count(), week.opens.count());
  const std::unique_ptr<icu::TimeZone> zone(
      icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(week.time_zone)));
  // ICU makes every zone of the IANA database from its rules.
  const auto& rules = static_cast<const icu::BasicTimeZone&>(*zone);
  WorkingHours hours;
  microseconds before{0};
  for (Date day = first; day <= last; day += std::chrono::days(1)) {
    if (!week.works_on[std::chrono::weekday(day).iso_encoding() - 1]) continue;
    const Timestamp opens = moment_of(rules, day, week.opens);
    const microseconds length = moment_of(rules, day, week.closes) - opens;
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
