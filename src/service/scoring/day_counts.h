// Days from start to close of many records, small enough to keep beside each value's evidence.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace leadlight::scoring {

/// How many records took how long: to the day up to 60 days, then in steps of 5 (up to a year) and 30 days.
class DayCounts {
 public:
  /// `times` may be negative, to take records out again. Time before the start counts as the first day.
  void add(double days, std::int64_t times = 1);
  /// In days; nullopt when there are none.
  std::optional<double> median() const;

  std::string to_text() const;
  /// What to_text wrote; anything else reads as none (the figure is only shown, and the next training makes it anew).
  static DayCounts parse(std::string_view text);

 private:
  std::map<int, std::int64_t> counts_;  ///< by the first day of the step
};

}  // namespace leadlight::scoring
