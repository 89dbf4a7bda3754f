#include "connect/calendar/read_rule.h"

#include "base/text.h"

namespace leadlight::calendar {
namespace {

/// One of libical's arrays: as many values as stand before the mark that ends it.
template <std::size_t N>
std::vector<int> values(const short (&array)[N]) {
  std::vector<int> out;
  for (const short value : array) {
    if (value == ICAL_RECURRENCE_ARRAY_MAX) break;
    out.push_back(value);
  }
  return out;
}

Result<Frequency> frequency_of(const icalrecurrencetype& from) {
  switch (from.freq) {
    case ICAL_SECONDLY_RECURRENCE:
      return Frequency::Secondly;
    case ICAL_MINUTELY_RECURRENCE:
      return Frequency::Minutely;
    case ICAL_HOURLY_RECURRENCE:
      return Frequency::Hourly;
    case ICAL_DAILY_RECURRENCE:
      return Frequency::Daily;
    case ICAL_WEEKLY_RECURRENCE:
      return Frequency::Weekly;
    case ICAL_MONTHLY_RECURRENCE:
      return Frequency::Monthly;
    case ICAL_YEARLY_RECURRENCE:
      return Frequency::Yearly;
    default:
      return fail(ErrorCode::InvalidInput, "it has no FREQ");
  }
}

std::chrono::weekday weekday_of(icalrecurrencetype_weekday day) {
  return std::chrono::weekday(day == ICAL_NO_WEEKDAY ? 1u : static_cast<unsigned>(day) - 1);
}

Result<void> refuse_other_calendars(const icalrecurrencetype& from) {
  const std::string calendar = from.rscale == nullptr ? "" : from.rscale;
  if (!calendar.empty() && !base::equals_ignoring_ascii_case(calendar, "GREGORIAN")) {
    return fail(ErrorCode::Unsupported, "it counts in the calendar {}", calendar);
  }
  if (from.skip == ICAL_SKIP_BACKWARD || from.skip == ICAL_SKIP_FORWARD) {
    return fail(ErrorCode::Unsupported, "it moves days that do not exist (SKIP)");
  }
  for (const int month : values(from.by_month)) {
    if (icalrecurrencetype_month_is_leap(static_cast<short>(month))) {
      return fail(ErrorCode::Unsupported, "it names a leap month");
    }
  }
  return {};
}

Result<std::optional<LocalTime>> until_of(const icalrecurrencetype& from, const Zone& zone) {
  using namespace std::chrono;
  const icaltimetype& until = from.until;
  if (icaltime_is_null_time(until)) return std::nullopt;
  const year_month_day date(year(until.year), month(static_cast<unsigned>(until.month)),
                            day(static_cast<unsigned>(until.day)));
  if (until.year < 1 || until.year > 9999 || !date.ok()) return fail(ErrorCode::InvalidInput, "its UNTIL is no date");
  // A date means the whole day, whatever the time of the occurrences.
  if (until.is_date) return LocalTime(local_days(date)) + hours(24) - seconds(1);
  const seconds time = hours(until.hour) + minutes(until.minute) + seconds(until.second);
  if (time < seconds(0) || time > hours(24)) return fail(ErrorCode::InvalidInput, "its UNTIL is no time");
  return icaltime_is_utc(until) ? zone.to_local(sys_days(date) + time) : LocalTime(local_days(date)) + time;
}

}  // namespace

Result<Rule> read_rule(const icalrecurrencetype& from, const Zone& zone, StartKind start) {
  Rule rule;
  rule.frequency = TRY(frequency_of(from));
  TRY(refuse_other_calendars(from));
  if (from.interval < 1) return fail(ErrorCode::InvalidInput, "its INTERVAL is {}", from.interval);
  if (from.count < 0) return fail(ErrorCode::InvalidInput, "its COUNT is {}", from.count);
  rule.interval = from.interval;
  if (from.count > 0) rule.count = from.count;
  rule.until = TRY(until_of(from, zone));
  rule.week_start = weekday_of(from.week_start == ICAL_NO_WEEKDAY ? ICAL_MONDAY_WEEKDAY : from.week_start);
  if (start == StartKind::Time) {
    rule.seconds = values(from.by_second);
    rule.minutes = values(from.by_minute);
    rule.hours = values(from.by_hour);
  } else if (rule.frequency < Frequency::Daily) {
    return fail(ErrorCode::InvalidInput, "it repeats a whole day within the day");
  }
  rule.month_days = values(from.by_month_day);
  rule.year_days = values(from.by_year_day);
  rule.weeks = values(from.by_week_no);
  rule.months = values(from.by_month);
  rule.positions = values(from.by_set_pos);
  for (const int day : values(from.by_day)) {
    const auto packed = static_cast<short>(day);
    const icalrecurrencetype_weekday which = icalrecurrencetype_day_day_of_week(packed);
    if (which == ICAL_NO_WEEKDAY) return fail(ErrorCode::InvalidInput, "its BYDAY names no day");
    rule.weekdays.push_back({weekday_of(which), icalrecurrencetype_day_position(packed)});
  }
  return rule;
}

}  // namespace leadlight::calendar
