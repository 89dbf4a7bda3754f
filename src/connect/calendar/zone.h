// Time zones: wall-clock time <-> UTC.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "connect/calendar/rule.h"

namespace leadlight::calendar {

/// From `at` on the clocks are `offset` ahead of UTC.
struct ZoneChange {
  std::chrono::sys_seconds at;
  std::chrono::seconds offset;

  friend bool operator==(const ZoneChange&, const ZoneChange&) = default;
};

/// A zone as the list of its changes, from 1900 to 2100; outside the first and last offset hold. Plain and immutable,
/// whether it came from a calendar file or from the IANA database.
class Zone {
 public:
  /// @shape changes: in any order
  Zone(std::string name, std::chrono::seconds first_offset, std::vector<ZoneChange> changes);

  const std::string& name() const { return name_; }
  std::span<const ZoneChange> changes() const { return changes_; }

  /// A time that the clocks skip is taken with the offset before the change, one that they show twice is the first
  /// (RFC 5545, 3.3.5).
  Timestamp to_utc(LocalTime time) const;
  LocalTime to_local(Timestamp time) const;

 private:
  std::string name_;
  std::chrono::seconds first_offset_;
  std::vector<ZoneChange> changes_;
  std::vector<LocalTime> from_;  // From which wall-clock time on the change of the same place counts; ascending.
};

using ZonePtr = std::shared_ptr<const Zone>;

/// UTC, under that name.
ZonePtr utc_zone();

/// The zone people mean by the name, nullptr when that is not known:
///  1. an IANA name (`Europe/Amsterdam`), also at the end of a path as some programs write
///  (`/example.org/Europe/Paris`);
///  2. a Windows name (`W. Europe Standard Time`), as the CLDR maps it for the whole world;
///  3. an offset (`UTC+01:00`, `(GMT -05:00) Eastern`): that offset all year round.
/// @threads any
ZonePtr find_zone(std::string_view name);

/// One part of a VTIMEZONE: from `start` on, and from what the rule and the dates say, clocks go from one offset to
/// another. Times are those of the clocks before they are set.
struct Observance {
  LocalTime start;
  std::chrono::seconds offset_before, offset_after;
  std::optional<Rule> rule = {};
  std::vector<LocalTime> dates = {};
};

/// @shape observances: one or more
Zone make_zone(std::string name, std::span<const Observance> observances);

}  // namespace leadlight::calendar
