#include "service/demo/calendar.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace leadlight::demo {
namespace {

using namespace std::chrono;

/// Threefold growth over the thirty months.
constexpr double kGrowthPerDay = 0.0012;
/// January to December.
constexpr std::array<double, 12> kSeason = {0.9, 1.0, 1.3, 1.1, 1.0, 1.0, 0.8, 0.6, 1.1, 1.3, 1.1, 0.7};
/// Sunday to Saturday: the web does not sleep, but nearly.
constexpr std::array<double, 7> kWeek = {0.05, 1.1, 1.1, 1.0, 1.0, 0.8, 0.08};

double weight_of(Date day, int number) {
  const year_month_day date{day};
  return std::exp(kGrowthPerDay * number) * kSeason[static_cast<unsigned>(date.month()) - 1] *
         kWeek[weekday(day).c_encoding()];
}

}  // namespace

Calendar::Calendar(Timestamp now) : end_(now) {
  const Date last = floor<days>(now);
  const year_month_day today{last};
  const year_month first_month = today.year() / today.month() - months(30);
  double total = 0;
  for (Date day = Date(first_month / 1) + (last - Date(today.year() / today.month() / 1)); day <= last;
       day += days(1)) {
    total += weight_of(day, static_cast<int>(days_.size()));
    days_.push_back(day);
    cumulative_.push_back(total);
  }
}

Date Calendar::day_at(double share) const {
  const auto found = std::ranges::upper_bound(cumulative_, share * cumulative_.back());
  const auto index = std::min<std::ptrdiff_t>(found - cumulative_.begin(), std::ssize(days_) - 1);
  return days_[static_cast<std::size_t>(index)];
}

Timestamp in_office_hours(Timestamp time, hours utc_offset, Timestamp earliest, Random& random) {
  Date day = floor<days>(time + utc_offset);
  while (weekday(day) == Saturday || weekday(day) == Sunday) day += days(1);
  const auto second_of_day = hours(8) + seconds(random.below(10 * 3600));
  const Timestamp moment = day + second_of_day - utc_offset;
  if (moment >= earliest) return moment;
  return earliest + minutes(5 + random.below(180));
}

Timestamp add_days(Timestamp time, double days) {
  return time + microseconds(static_cast<std::int64_t>(days * 86'400e6));
}

}  // namespace leadlight::demo
