// When things happen: on working days, in office hours, more in March and October than in August, and more every year.
#pragma once

#include <chrono>
#include <vector>

#include "base/random.h"
#include "base/time.h"

namespace leadlight::demo {

class Calendar {
 public:
  Calendar() = default;
  /// The 30 months that end at `now`.
  explicit Calendar(Timestamp now);

  Timestamp start() const { return days_.empty() ? Timestamp() : Timestamp(days_.front()); }
  Timestamp end() const { return end_; }

  /// The day by which the given share (0..1) of all leads has come in.
  Date day_at(double share) const;

 private:
  Timestamp end_;
  std::vector<Date> days_;
  std::vector<double> cumulative_;
};

/// `time` moved to the next working day if it is on a weekend, at a random moment between 8 and 18 o'clock local time;
/// never before `earliest`.
Timestamp in_office_hours(Timestamp time, std::chrono::hours utc_offset, Timestamp earliest, Random& random);

/// `days` may have a fraction.
Timestamp add_days(Timestamp time, double days);

}  // namespace leadlight::demo
