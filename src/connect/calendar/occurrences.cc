#include "connect/calendar/occurrences.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace leadlight::calendar {
namespace {

using std::chrono::days;
using std::chrono::seconds;

/// More than any two zones differ, so that a window cut in the clocks of one zone loses nothing in another.
constexpr days kZonesDiffer{3};

/// An occurrence as the master has it.
struct Original {
  LocalTime start;
  std::optional<Length> length;
};

/// From `begin` on, the occurrences of the master are as `event` says, `shift` later than the master has them.
struct Segment {
  const CalendarEvent* event;
  LocalTime begin;
  seconds shift;
};

bool overlaps(Timestamp start, Timestamp end, const Window& window) {
  return start < window.to && (end > window.from || start >= window.from);
}

seconds total(const Length& length) {
  return seconds(length.days) + length.time;
}

seconds longest(const std::vector<ExtraDate>& dates) {
  seconds most(0);
  for (const ExtraDate& date : dates) most = std::max(most, total(date.length.value_or(Length{})));
  return most;
}

/// How: the master's occurrences are made in the clocks of its zone, segment by segment (the master itself, then each
/// exception for "this and future"); the ones with an exception of their own are left out, and these added.
class OccurrenceMaker {
 public:
  OccurrenceMaker(const Series& series, const Window& window, const OccurrenceLimits& limits)
      : series_(series),
        window_(clamp(window)),
        budget_{.steps = limits.steps, .occurrences = limits.occurrences},
        limits_(limits) {}

  Occurrences run() {
    if (series_.master) {
      const auto& excluded = series_.master->recurrence.excluded;
      excluded_.insert(excluded.begin(), excluded.end());
    }
    add_segments();
    for (const CalendarEvent& exception : series_.exceptions) add_exception(exception);
    std::sort(out_.items.begin(), out_.items.end(), [](const Occurrence& a, const Occurrence& b) {
      return std::tie(a.start, a.recurrence_id) < std::tie(b.start, b.recurrence_id);
    });
    if (budget_.ended_at) {
      const auto day = std::chrono::floor<days>(*budget_.ended_at).time_since_epoch();
      out_.problems.push_back(fmt::format(
          "its rules were followed up to {}: what comes later is missing (at most {} occurrences, {} steps)",
          base::to_string(Date(day)), limits_.occurrences, limits_.steps));
    }
    return std::move(out_);
  }

 private:
  /// To what a calendar file can write.
  static Window clamp(const Window& window) {
    const Timestamp first = std::chrono::sys_days(std::chrono::year(1) / 1 / 1);
    const Timestamp last = std::chrono::sys_days(std::chrono::year(9999) / 12 / 31);
    return {std::clamp(window.from, first, last), std::clamp(window.to, first, last)};
  }

  bool is_future(const CalendarEvent& exception) const {
    return series_.master && exception.recurrence_id->this_and_future;
  }

  std::vector<Segment> segments() const {
    const CalendarEvent& master = *series_.master;
    std::vector<Segment> found = {{&master, LocalTime::min(), seconds(0)}};
    for (const CalendarEvent& exception : series_.exceptions) {
      if (!is_future(exception)) continue;
      const LocalTime begin = master.zone->to_local(exception.recurrence_id->at);
      found.push_back({&exception, begin, exception.zone->to_local(exception.start) - begin});
    }
    return found;
  }

  void add_segments() {
    if (!series_.master) return;
    const LocalTime from = series_.master->zone->to_local(window_.from),
                    to = series_.master->zone->to_local(window_.to);
    const std::vector<Segment> all = segments();
    const seconds longest_extra = longest(series_.master->recurrence.extra);
    for (std::size_t i = 0; i < all.size(); ++i) {
      const Segment& segment = all[i];
      const seconds before = std::max(total(segment.event->length), longest_extra) + kZonesDiffer;
      LocalWindow window{from - segment.shift - before, to - segment.shift + kZonesDiffer};
      window.from = std::max(window.from, segment.begin);
      if (i + 1 < all.size()) window.to = std::min(window.to, all[i + 1].begin);
      for (const auto& [id, original] : originals(window)) {
        if (has_own_exception(id)) continue;
        const CalendarEvent& event = *segment.event;
        const LocalTime start = original.start + segment.shift;
        const Length length = original.length.value_or(event.length);
        add(event, id, event.zone->to_utc(start), end_of(start, length, *event.zone));
      }
    }
  }

  /// What the master has in the window: its start, what its rules and dates name, without what is excluded.
  std::map<Timestamp, Original> originals(const LocalWindow& window) {
    const CalendarEvent& master = *series_.master;
    const LocalTime start = master.zone->to_local(master.start);
    std::map<Timestamp, Original> found;
    // For each exception again, of which there may be as many as dates.
    if (!budget_.take_steps(1 + master.recurrence.extra.size(), std::max(window.from, start))) return found;
    const auto add = [&](LocalTime time, std::optional<Length> length) {
      const Timestamp at = master.zone->to_utc(time);
      if (excluded_.contains(at)) return;
      Original& original = found.try_emplace(at, Original{time, {}}).first->second;
      if (length) original.length = length;
    };
    if (window.from <= start && start < window.to) add(start, {});
    for (const Rule& rule : master.recurrence.rules) {
      for (const LocalTime time : expand(rule, start, window, budget_)) add(time, {});
    }
    for (const ExtraDate& extra : master.recurrence.extra) {
      const LocalTime time = master.zone->to_local(extra.at);
      if (window.from <= time && time < window.to) add(time, extra.length);
    }
    return found;
  }

  bool has_own_exception(Timestamp id) const {
    const auto found = std::lower_bound(
        series_.exceptions.begin(), series_.exceptions.end(), id,
        [](const CalendarEvent& exception, Timestamp wanted) { return exception.recurrence_id->at < wanted; });
    // Of two with the same id the one for this occurrence alone stands first.
    return found != series_.exceptions.end() && found->recurrence_id->at == id && !is_future(*found);
  }

  void add_exception(const CalendarEvent& exception) {
    if (is_future(exception) || !overlaps(exception.start, exception.end, window_)) return;
    if (series_.master && exception.sequence <= series_.master->sequence && !has_original(exception)) return;
    add(exception, exception.recurrence_id->at, exception.start, exception.end);
  }

  bool has_original(const CalendarEvent& exception) {
    const LocalTime time = series_.master->zone->to_local(exception.recurrence_id->at);
    return originals({time, time + seconds(1)}).contains(exception.recurrence_id->at);
  }

  void add(const CalendarEvent& event, Timestamp id, Timestamp start, Timestamp end) {
    if (!overlaps(start, end, window_)) return;
    const bool repeats = event.recurrence_id || !event.recurrence.empty();
    const bool cancelled =
        event.status == Status::Cancelled || (series_.master && series_.master->status == Status::Cancelled);
    out_.items.push_back({.recurrence_id = repeats ? std::optional(id) : std::nullopt,
                          .start = start,
                          .end = end,
                          .all_day = event.all_day,
                          .cancelled = cancelled,
                          .moved = start != id,
                          .event = &event});
  }

  const Series& series_;
  Window window_;
  Budget budget_;
  OccurrenceLimits limits_;
  std::set<Timestamp> excluded_;
  Occurrences out_;
};

}  // namespace

Occurrences occurrences(const Series& series, const Window& window, const OccurrenceLimits& limits) {
  return OccurrenceMaker(series, window, limits).run();
}

}  // namespace leadlight::calendar
