// The time zones of one calendar: names in its events -> zones.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/result.h"
#include "connect/calendar/lines.h"
#include "connect/calendar/properties.h"
#include "connect/calendar/zone.h"

namespace leadlight::calendar {

/// A zone, and why it is not quite the one that was asked for.
struct FoundZone {
  ZonePtr zone;
  std::string problem = {};
};

/// The zones that files define, read once each: a folder of invitations holds the same few thousands of times.
class ZoneCache {
 public:
  /// @errors InvalidInput when the block defines no zone
  Result<ZonePtr> read(const std::string& name, const Block& block);

 private:
  std::map<std::vector<std::string>, Result<ZonePtr>> zones_;  // By the lines of their blocks.
};

/// Looks a name up where RFC 5545 says (a VTIMEZONE of the calendar), then where people do (find_zone), then gives up
/// and takes the zone of times that name none.
class ZoneBook {
 public:
  /// `floating`: for times that name no zone, unless the calendar does (X-WR-TIMEZONE).
  /// `cache` must outlive the book.
  ZoneBook(const Scope& scope, ZonePtr floating, ZoneCache& cache);

  const FoundZone& find(const std::string& name);
  const ZonePtr& floating() const { return floating_; }

 private:
  FoundZone look_up(const std::string& name);

  std::map<std::string, Block> blocks_;
  std::map<std::string, FoundZone> found_;
  ZonePtr floating_;
  ZoneCache* cache_;
};

}  // namespace leadlight::calendar
