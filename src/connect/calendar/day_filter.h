// Which days a recurrence rule names.
#pragma once

#include <bitset>
#include <chrono>
#include <vector>

#include "connect/calendar/rule.h"

namespace leadlight::calendar {

/// Weeks as rules count them: a week belongs to the year that has at least four of its days.
class WeekYears {
 public:
  explicit WeekYears(std::chrono::weekday week_start) : week_start_(week_start) {}

  std::chrono::local_days week_start(std::chrono::local_days day) const;
  std::chrono::year year_of(std::chrono::local_days day) const;
  /// The first day of the first week.
  std::chrono::local_days begin(std::chrono::year year) const;

 private:
  std::chrono::weekday week_start_;
};

/// The day parts of a rule. All of them limit: that a yearly rule *expands* BYMONTH means no more than that among all
/// days of the year those of these months remain. What a rule leaves open comes from its start.
class DayFilter {
 public:
  DayFilter(const Rule& rule, std::chrono::local_days start);

  bool matches(std::chrono::local_days day) const;
  /// Whether any day of the month may match; cheap, so that whole months can be passed over.
  bool has_month(std::chrono::month month) const { return months_.none() || months_[static_cast<unsigned>(month)]; }

 private:
  /// A list of numbers that count from the front (1, 2, ...) or from the end (-1, -2, ...).
  class Numbers {
   public:
    Numbers() = default;
    explicit Numbers(const std::vector<int>& list);
    bool empty() const { return empty_; }
    /// `number`: from the front; `size`: how many there are.
    bool has(int number, int size) const;

   private:
    static constexpr int kMost = 366;
    bool empty_ = true;
    std::bitset<kMost + 1> front_, end_;
  };

  void take_defaults(Rule& rule, std::chrono::local_days start) const;
  bool matches_weekday(std::chrono::local_days day, const std::chrono::year_month_day& date) const;
  bool matches_week(std::chrono::local_days day) const;

  Frequency frequency_;
  WeekYears week_years_;
  std::bitset<13> months_;
  Numbers month_days_, year_days_, weeks_;
  std::bitset<7> every_weekday_;
  std::vector<DayOfWeek> nth_weekdays_;
};

}  // namespace leadlight::calendar
