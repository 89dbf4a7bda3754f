#include "connect/calendar/day_filter.h"

#include <algorithm>

namespace leadlight::calendar {
namespace {

using std::chrono::days;
using std::chrono::local_days;
using std::chrono::weekday;
using std::chrono::year_month_day;

/// The place of `day` in its period and the length of the period, both in days.
struct Place {
  int number, size;
};

Place place_in_year(local_days day, std::chrono::year year) {
  const local_days begin(year / 1 / 1), end((year + std::chrono::years(1)) / 1 / 1);
  return {static_cast<int>((day - begin).count()) + 1, static_cast<int>((end - begin).count())};
}

Place place_in_month(const year_month_day& date) {
  const std::chrono::year_month_day_last last(date.year() / date.month() / std::chrono::last);
  return {static_cast<int>(static_cast<unsigned>(date.day())), static_cast<int>(static_cast<unsigned>(last.day()))};
}

}  // namespace

local_days WeekYears::week_start(local_days day) const {
  return day - (weekday(day) - week_start_);
}

std::chrono::year WeekYears::year_of(local_days day) const {
  return year_month_day(week_start(day) + days(3)).year();
}

local_days WeekYears::begin(std::chrono::year year) const {
  return week_start(local_days(year / 1 / 4));
}

DayFilter::Numbers::Numbers(const std::vector<int>& list) : empty_(list.empty()) {
  for (const int number : list) {
    if (number > 0 && number <= kMost) front_.set(static_cast<std::size_t>(number));
    if (number < 0 && number >= -kMost) end_.set(static_cast<std::size_t>(-number));
  }
}

bool DayFilter::Numbers::has(int number, int size) const {
  return front_[static_cast<std::size_t>(number)] || end_[static_cast<std::size_t>(size + 1 - number)];
}

DayFilter::DayFilter(const Rule& rule, local_days start) : frequency_(rule.frequency), week_years_(rule.week_start) {
  Rule whole = rule;
  take_defaults(whole, start);
  for (const int month : whole.months) {
    if (month >= 1 && month <= 12) months_.set(static_cast<std::size_t>(month));
  }
  if (!whole.months.empty() && months_.none()) months_.set(0);  // No month at all, not every one.
  month_days_ = Numbers(whole.month_days);
  year_days_ = Numbers(whole.year_days);
  weeks_ = Numbers(whole.weeks);
  // Ordinals mean something in months and years only.
  const bool ordinals = frequency_ == Frequency::Monthly || (frequency_ == Frequency::Yearly && weeks_.empty());
  for (const DayOfWeek& day : whole.weekdays) {
    if (day.ordinal != 0 && ordinals) {
      nth_weekdays_.push_back(day);
    } else {
      every_weekday_.set(day.weekday.c_encoding());
    }
  }
}

/// "Information, not contained in the rule, necessary to determine the various recurrence instance start time and dates
/// are derived from the Start Time (DTSTART)" (RFC 5545, 3.3.10). That a yearly rule with BYMONTHDAY and no month means
/// the month of its start is how libical, and so most programs, reads it.
void DayFilter::take_defaults(Rule& rule, local_days start) const {
  const year_month_day date(start);
  const bool yearly = rule.frequency == Frequency::Yearly;
  const bool in_year = !rule.year_days.empty() || !rule.weeks.empty();
  const bool names_days = !rule.weekdays.empty() || !rule.month_days.empty() || !rule.year_days.empty();
  if (!names_days && (rule.frequency == Frequency::Weekly || (yearly && in_year))) {
    rule.weekdays = {{weekday(start), 0}};
  } else if (!names_days && (rule.frequency == Frequency::Monthly || yearly)) {
    rule.month_days = {static_cast<int>(static_cast<unsigned>(date.day()))};
  }
  if (yearly && !in_year && !rule.month_days.empty() && rule.months.empty()) {
    rule.months = {static_cast<int>(static_cast<unsigned>(date.month()))};
  }
}

bool DayFilter::matches(local_days day) const {
  const year_month_day date(day);
  if (!has_month(date.month())) return false;
  if (!month_days_.empty()) {
    const Place place = place_in_month(date);
    if (!month_days_.has(place.number, place.size)) return false;
  }
  if (!year_days_.empty()) {
    const Place place = place_in_year(day, date.year());
    if (!year_days_.has(place.number, place.size)) return false;
  }
  return matches_week(day) && matches_weekday(day, date);
}

bool DayFilter::matches_week(local_days day) const {
  if (weeks_.empty()) return true;
  const std::chrono::year year = week_years_.year_of(day);
  const local_days begin = week_years_.begin(year), end = week_years_.begin(year + std::chrono::years(1));
  return weeks_.has(static_cast<int>((day - begin).count()) / 7 + 1, static_cast<int>((end - begin).count()) / 7);
}

bool DayFilter::matches_weekday(local_days day, const year_month_day& date) const {
  if (every_weekday_.none() && nth_weekdays_.empty()) return true;
  const weekday which(day);
  if (every_weekday_[which.c_encoding()]) return true;
  if (nth_weekdays_.empty()) return false;
  // BYDAY of a yearly rule counts in months where it names months, else in the year.
  const bool in_year = frequency_ == Frequency::Yearly && months_.none();
  const Place place = in_year ? place_in_year(day, date.year()) : place_in_month(date);
  const int from_front = (place.number - 1) / 7 + 1, from_end = -((place.size - place.number) / 7 + 1);
  return std::any_of(nth_weekdays_.begin(), nth_weekdays_.end(), [&](const DayOfWeek& wanted) {
    return wanted.weekday == which && (wanted.ordinal == from_front || wanted.ordinal == from_end);
  });
}

}  // namespace leadlight::calendar
