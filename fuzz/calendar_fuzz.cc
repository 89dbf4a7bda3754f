// Any bytes as a calendar file, read, merged and expanded: no crash, valid UTF-8, times in order, work within limits,
// and two windows side by side hold what the whole does.
#include <cstdint>
#include <cstdlib>
#include <set>
#include <tuple>

#include "base/text.h"
#include "connect/calendar/occurrences.h"
#include "connect/calendar/reader.h"

namespace leadlight::calendar {
namespace {

constexpr OccurrenceLimits kLimits{.occurrences = 100, .steps = 3'000};

void require(bool holds) {
  if (!holds) std::abort();
}

Timestamp day(int year, unsigned month) {
  return std::chrono::sys_days(std::chrono::year(year) / std::chrono::month(month) / 1);
}

void check(const Attendee& attendee) {
  require(base::is_valid_utf8(attendee.address) && base::is_valid_utf8(attendee.name));
}

void check(const CalendarEvent& event) {
  require(!event.uid.empty() && event.zone != nullptr && event.start <= event.end && event.sequence >= 0);
  for (const std::string* text : {&event.uid, &event.summary, &event.location, &event.time_zone}) {
    require(base::is_valid_utf8(*text));
  }
  for (const std::string& text : event.problems) require(!text.empty() && base::is_valid_utf8(text));
  for (const std::string& text : event.conference_links) require(base::is_valid_utf8(text));
  for (const Attendee& attendee : event.attendees) check(attendee);
  if (event.organizer) check(*event.organizer);
}

using Found = std::multiset<std::tuple<Timestamp, Timestamp, std::optional<Timestamp>>>;

Found to_set(const Occurrences& found) {
  Found set;
  for (const Occurrence& item : found.items) set.emplace(item.start, item.end, item.recurrence_id);
  return set;
}

void check(const Series& series) {
  const Timestamp from = day(1997, 1), middle = day(2011, 6), to = day(2026, 1);
  const Occurrences whole = occurrences(series, {from, to}, kLimits);
  const std::size_t extra = series.master ? 1 + series.master->recurrence.extra.size() : 0;
  require(whole.items.size() <= kLimits.occurrences + extra + series.exceptions.size());
  for (const Occurrence& item : whole.items) {
    require(item.start <= item.end && item.start < to && item.end >= from && item.event != nullptr);
  }
  const Occurrences first = occurrences(series, {from, middle}, kLimits);
  const Occurrences second = occurrences(series, {middle, to}, kLimits);
  if (!whole.problems.empty() || !first.problems.empty() || !second.problems.empty()) return;
  // What goes over the middle is in both.
  Found both = to_set(first);
  for (const auto& item : to_set(second)) {
    if (!both.contains(item)) both.insert(item);
  }
  Found once;
  for (const auto& item : to_set(whole)) {
    if (!once.contains(item)) once.insert(item);
  }
  require(both == once);
}

void check(std::string bytes) {
  Result<Reader> reader = Reader::from_bytes(std::move(bytes), "fuzz", {.time_zone = "Europe/Amsterdam"});
  require(reader.has_value());
  std::vector<CalendarEvent> events;
  while (auto event = reader->next()) {
    check(*event);
    events.push_back(std::move(*event));
  }
  for (const Series& series : merge(std::move(events)).series) check(series);
}

}  // namespace
}  // namespace leadlight::calendar

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  leadlight::calendar::check(std::string(reinterpret_cast<const char*>(data), size));
  return 0;
}
