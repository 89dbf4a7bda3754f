#include "connect/calendar/zone.h"

#include <algorithm>

namespace leadlight::calendar {
namespace {

using std::chrono::seconds;
using std::chrono::sys_seconds;

seconds since_epoch(LocalTime time) {
  return time.time_since_epoch();
}

/// Zones change a few times a year; a rule that does more is not one of clocks.
constexpr std::size_t kMostChanges = 1'000;

}  // namespace

Zone::Zone(std::string name, seconds first_offset, std::vector<ZoneChange> changes)
    : name_(std::move(name)), first_offset_(first_offset), changes_(std::move(changes)) {
  std::stable_sort(changes_.begin(), changes_.end(),
                   [](const ZoneChange& a, const ZoneChange& b) { return a.at < b.at; });
  seconds before = first_offset_;
  for (const ZoneChange& change : changes_) {
    // Forward: the skipped hour still counts as before. Backward: so does the first of the two equal ones.
    LocalTime from((change.at + std::max(before, change.offset)).time_since_epoch());
    if (!from_.empty()) from = std::max(from, from_.back());
    from_.push_back(from);
    before = change.offset;
  }
}

Timestamp Zone::to_utc(LocalTime time) const {
  const auto after = std::upper_bound(from_.begin(), from_.end(), time) - from_.begin();
  const seconds offset = after == 0 ? first_offset_ : changes_[static_cast<std::size_t>(after) - 1].offset;
  return sys_seconds(since_epoch(time) - offset);
}

LocalTime Zone::to_local(Timestamp time) const {
  const auto at = std::chrono::floor<seconds>(time);
  const auto after = std::upper_bound(changes_.begin(), changes_.end(), at,
                                      [](sys_seconds t, const ZoneChange& change) { return t < change.at; });
  const seconds offset = after == changes_.begin() ? first_offset_ : std::prev(after)->offset;
  return LocalTime(at.time_since_epoch() + offset);
}

ZonePtr utc_zone() {
  static const ZonePtr zone = std::make_shared<const Zone>("UTC", seconds(0), std::vector<ZoneChange>());
  return zone;
}

Zone make_zone(std::string name, std::span<const Observance> observances) {
  using std::chrono::local_days;
  const LocalWindow window{local_days(std::chrono::year(1900) / 1 / 1), local_days(std::chrono::year(2100) / 1 / 1)};
  std::vector<ZoneChange> changes;
  for (const Observance& observance : observances) {
    const auto add = [&](LocalTime time) {
      changes.push_back({sys_seconds(since_epoch(time) - observance.offset_before), observance.offset_after});
    };
    Budget budget{.steps = 100'000, .occurrences = kMostChanges};
    if (observance.rule) {
      for (const LocalTime time : expand(*observance.rule, observance.start, window, budget)) add(time);
    } else {
      add(observance.start);
    }
    for (const LocalTime time : observance.dates) add(time);
  }
  const auto first = std::min_element(observances.begin(), observances.end(),
                                      [](const Observance& a, const Observance& b) { return a.start < b.start; });
  return Zone(std::move(name), first->offset_before, std::move(changes));
}

}  // namespace leadlight::calendar
