#include "connect/calendar/rule.h"

#include <algorithm>

#include "connect/calendar/day_filter.h"

namespace leadlight::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::local_days;
using std::chrono::seconds;
using std::chrono::year_month_day;

seconds time_of_day(LocalTime time) {
  return time - floor<days>(time);
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  return a >= 0 ? a / b : -((-a + b - 1) / b);
}

/// What comes later comes too late for every window; std::chrono ends at 32767.
constexpr std::int64_t kLastYear = 20'000;

/// Years, months, ... up to seconds as a number line: each period of a frequency has a number, the next one is one
/// more.
class Periods {
 public:
  explicit Periods(const Rule& rule)
      : frequency_(rule.frequency), by_week_year_(!rule.weeks.empty()), week_years_(rule.week_start) {}

  std::int64_t number_of(LocalTime time) const {
    const local_days day = floor<days>(time);
    const year_month_day date(day);
    switch (frequency_) {
      case Frequency::Yearly:
        return static_cast<int>(by_week_year_ ? week_years_.year_of(day) : date.year());
      case Frequency::Monthly:
        return static_cast<int>(date.year()) * std::int64_t{12} + static_cast<unsigned>(date.month()) - 1;
      case Frequency::Weekly:
        return floor_divide((week_years_.week_start(day) - week_zero()).count(), 7);
      default:
        return floor_divide(time.time_since_epoch().count(), length());
    }
  }

  LocalTime begin(std::int64_t number) const {
    switch (frequency_) {
      case Frequency::Yearly: {
        const std::chrono::year year(static_cast<int>(std::min(number, kLastYear)));
        return by_week_year_ ? week_years_.begin(year) : local_days(year / 1 / 1);
      }
      case Frequency::Monthly: {
        const std::int64_t year = floor_divide(number, 12);
        const auto month = static_cast<unsigned>(number - year * 12) + 1;
        return local_days(std::chrono::year(static_cast<int>(year)) / std::chrono::month(month) / 1);
      }
      case Frequency::Weekly:
        return week_zero() + days(7 * number);
      default:
        return LocalTime(seconds(number * length()));
    }
  }

 private:
  local_days week_zero() const { return week_years_.week_start(local_days()); }
  /// Of the periods that are equally long, in seconds.
  std::int64_t length() const {
    return frequency_ == Frequency::Daily      ? 86'400
           : frequency_ == Frequency::Hourly   ? 3'600
           : frequency_ == Frequency::Minutely ? 60
                                               : 1;
  }

  Frequency frequency_;
  bool by_week_year_;
  WeekYears week_years_;
};

/// One part of the time of day: the values of the list that can be, ascending; without a list that of the start.
std::vector<int> values_or(const std::vector<int>& list, int most, std::int64_t start) {
  if (list.empty()) return {static_cast<int>(start)};
  std::vector<int> values;
  std::copy_if(list.begin(), list.end(), std::back_inserter(values), [&](int v) { return v >= 0 && v <= most; });
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  return values;
}

/// Follows one rule. How:
///  1. Time is cut into periods of the frequency; every `interval`-th counts, the one of the start first.
///  2. Within a period some beginnings remain: the days that DayFilter lets through, or for rules below a day the hour,
///     minute or second itself. Days and hours that cannot match are passed over as a whole.
///  3. To each beginning the same offsets are added: the times of day, or of the hour, that the rule names.
///  4. BYSETPOS chooses among these by their place, without making the others.
class Expansion {
 public:
  Expansion(const Rule& rule, LocalTime start, const LocalWindow& window, Budget& budget)
      : rule_(rule),
        start_(start),
        window_(window),
        budget_(budget),
        periods_(rule),
        filter_(rule, floor<days>(start)),
        number_(periods_.number_of(start)),
        first_number_(number_) {
    make_offsets();
  }

  std::vector<LocalTime> run() {
    if (done_ || !emit(start_)) return std::move(out_);
    // Nothing needs to be counted: what lies before the window need not be followed.
    if (!rule_.count && window_.from > start_) advance_to(periods_.number_of(window_.from) - 1);
    while (!done_ && periods_.begin(number_) < window_.to) {
      if (find_beginnings()) emit_period();
    }
    return std::move(out_);
  }

 private:
  void make_offsets() {
    const std::chrono::hh_mm_ss clock(time_of_day(start_));
    const bool below_day = rule_.frequency < Frequency::Daily;
    const std::vector<int> zero = {0};
    const auto hours = below_day ? zero : values_or(rule_.hours, 23, clock.hours().count());
    const auto minutes =
        rule_.frequency < Frequency::Hourly ? zero : values_or(rule_.minutes, 59, clock.minutes().count());
    const auto secs =
        rule_.frequency < Frequency::Minutely ? zero : values_or(rule_.seconds, 59, clock.seconds().count());
    // Up to every second of a day, for each call again.
    if (!budget_.take_steps(hours.size() * minutes.size() * secs.size(), start_)) done_ = true;
    if (done_) return;
    for (const int h : hours) {
      for (const int m : minutes) {
        for (const int s : secs) offsets_.push_back(seconds(h * 3600 + m * 60 + s));
      }
    }
  }

  void advance_to(std::int64_t number) {
    const std::int64_t periods = floor_divide(number - first_number_ + rule_.interval - 1, rule_.interval);
    number_ = std::max(number_, first_number_ + periods * rule_.interval);
  }

  /// Fills `beginnings_` from the period that `number_` stands at and moves on; false when there are none.
  bool find_beginnings() {
    beginnings_.clear();
    const LocalTime begin = periods_.begin(number_);
    if (rule_.until && begin > *rule_.until) done_ = true;
    if (done_ || !step(begin)) return false;
    if (rule_.frequency < Frequency::Daily) return find_time(begin);
    const local_days end = floor<days>(periods_.begin(number_ + 1));
    number_ += rule_.interval;
    for (local_days day = floor<days>(begin); day < end;) {
      const year_month_day date(day);
      if (!step(day)) return false;
      if (!filter_.has_month(date.month())) {
        day = local_days((date.year() / date.month() + std::chrono::months(1)) / 1);
        continue;
      }
      if (filter_.matches(day)) beginnings_.push_back(day);
      day += days(1);
    }
    return !beginnings_.empty();
  }

  /// For rules below a day: the period itself, or a jump to the next day, hour or minute that may match.
  bool find_time(LocalTime begin) {
    const local_days day = floor<days>(begin);
    const std::chrono::hh_mm_ss clock(begin - day);
    const auto allows = [](const std::vector<int>& list, std::int64_t value) {
      return list.empty() || std::find(list.begin(), list.end(), value) != list.end();
    };
    if (!filter_.matches(day)) return skip_to(day + days(1));
    if (!allows(rule_.hours, clock.hours().count())) {
      return skip_to(floor<std::chrono::hours>(begin) + std::chrono::hours(1));
    }
    if (rule_.frequency < Frequency::Hourly && !allows(rule_.minutes, clock.minutes().count())) {
      return skip_to(floor<std::chrono::minutes>(begin) + std::chrono::minutes(1));
    }
    number_ += rule_.interval;
    if (rule_.frequency == Frequency::Secondly && !allows(rule_.seconds, clock.seconds().count())) return false;
    beginnings_.push_back(begin);
    return true;
  }

  bool skip_to(LocalTime time) {
    advance_to(std::max(periods_.number_of(time), number_ + 1));
    return false;
  }

  void emit_period() {
    const auto total = static_cast<std::int64_t>(beginnings_.size() * offsets_.size());
    const auto at = [&](std::int64_t i) {
      const auto size = static_cast<std::int64_t>(offsets_.size());
      return beginnings_[static_cast<std::size_t>(i / size)] + offsets_[static_cast<std::size_t>(i % size)];
    };
    if (rule_.positions.empty()) {
      for (std::int64_t i = 0; i < total && emit_next(at(i)); ++i) {
      }
      return;
    }
    std::vector<std::int64_t> chosen;
    for (const int position : rule_.positions) {
      const std::int64_t i = position > 0 ? position - 1 : total + position;
      if (i >= 0 && i < total) chosen.push_back(i);
    }
    std::sort(chosen.begin(), chosen.end());
    chosen.erase(std::unique(chosen.begin(), chosen.end()), chosen.end());
    for (const std::int64_t i : chosen) {
      if (!emit_next(at(i))) return;
    }
  }

  bool emit_next(LocalTime time) {
    if (!step(time)) return false;
    return time <= start_ || emit(time);
  }

  /// False when nothing can come any more.
  bool emit(LocalTime time) {
    const bool over = time != start_ && rule_.until && time > *rule_.until;
    if (over || time >= window_.to || (rule_.count && counted_ >= *rule_.count)) {
      done_ = true;
      return false;
    }
    ++counted_;
    if (time < window_.from) return true;
    if (!budget_.take_occurrence(time)) {
      done_ = true;
      return false;
    }
    out_.push_back(time);
    return true;
  }

  bool step(LocalTime at) {
    if (!budget_.take_steps(1, at)) done_ = true;
    return !done_;
  }

  const Rule& rule_;
  LocalTime start_;
  LocalWindow window_;
  Budget& budget_;
  Periods periods_;
  DayFilter filter_;
  std::int64_t number_, first_number_;
  std::vector<seconds> offsets_;
  std::vector<LocalTime> beginnings_, out_;
  int counted_ = 0;
  bool done_ = false;
};

}  // namespace

std::vector<LocalTime> expand(const Rule& rule, LocalTime start, const LocalWindow& window, Budget& budget) {
  return Expansion(rule, start, window, budget).run();
}

}  // namespace leadlight::calendar
