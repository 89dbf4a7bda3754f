// Clocks on walls: what a time of day in a zone is in UTC. Rules are ICU's.
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace leadlight::base {

/// A zone of the IANA database. Cheap to copy. @threads const members may be called from any
class TimeZone {
 public:
  /// @errors InvalidInput: no such zone
  static Result<TimeZone> named(std::string_view name);

  /// The moment at which clocks there show this. Of a time that they skip or show twice, the earlier reading.
  Timestamp moment(Date day, std::chrono::minutes time_of_day = std::chrono::minutes(0)) const;
  /// The day that calendars there show.
  Date day_of(Timestamp moment) const;

 private:
  struct Rules;
  explicit TimeZone(std::shared_ptr<const Rules> rules) : rules_(std::move(rules)) {}
  std::shared_ptr<const Rules> rules_;
};

}  // namespace leadlight::base

namespace leadlight {
using base::TimeZone;
}
