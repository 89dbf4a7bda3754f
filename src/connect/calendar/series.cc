#include "connect/calendar/series.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/text.h"

namespace leadlight::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;

/// Which version is newer; the origin decides last, so that the answer never hangs on the order of reading.
bool is_older(const CalendarEvent& a, const CalendarEvent& b) {
  return std::tie(a.sequence, a.stamp, a.last_modified, a.origin) <
         std::tie(b.sequence, b.stamp, b.last_modified, b.origin);
}

enum class About { Whole, Occurrence };

About about_of(const CalendarEvent& event) {
  return event.recurrence_id ? About::Occurrence : About::Whole;
}

/// Nothing for the whole, else the occurrence, alone or with all later ones.
using Slot = std::optional<std::pair<Timestamp, bool>>;

Slot slot_of(const CalendarEvent& event) {
  if (!event.recurrence_id) return std::nullopt;
  return std::pair(event.recurrence_id->at, event.recurrence_id->this_and_future);
}

/// The master as the one occurrence that `id` names.
CalendarEvent occurrence_of(const CalendarEvent& master, const RecurrenceId& id) {
  CalendarEvent occurrence = master;
  occurrence.recurrence = {};
  occurrence.recurrence_id = id;
  occurrence.start = id.at;
  occurrence.end = end_of(master.zone->to_local(id.at), master.length, *master.zone);
  return occurrence;
}

/// Puts the events of one UID together.
class SeriesMaker {
 public:
  SeriesMaker(std::string uid, std::vector<Skipped>& skipped) : uid_(std::move(uid)), skipped_(skipped) {}

  /// `events`: ascending by is_older.
  std::optional<Series> make(std::vector<CalendarEvent> events) {
    sort_by_method(std::move(events));
    // An occurrence may be named by its day only; which time that is, the master knows. So it comes first.
    for (CalendarEvent& event : versions_) take_version(event, About::Whole);
    for (CalendarEvent& event : versions_) take_version(event, About::Occurrence);
    for (CalendarEvent& event : cancellations_) cancel(event);
    // Answers to the whole before those to an occurrence: an exception that these make begins with them.
    for (const CalendarEvent& event : answers_) take_answer(event, About::Whole);
    for (const CalendarEvent& event : answers_) take_answer(event, About::Occurrence);
    if (slots_.empty()) return std::nullopt;
    Series series{.uid = std::move(uid_)};
    for (auto& [slot, event] : slots_) {
      if (slot) {
        series.exceptions.push_back(std::move(event));
      } else {
        series.master = std::move(event);
      }
    }
    return series;
  }

 private:
  void sort_by_method(std::vector<CalendarEvent> events) {
    for (CalendarEvent& event : events) {
      switch (event.method) {
        case Method::Cancel:
          cancellations_.push_back(std::move(event));
          break;
        case Method::Reply:
          answers_.push_back(std::move(event));
          break;
        case Method::Refresh:
        case Method::Counter:
        case Method::DeclineCounter:
          leave_out(event, "it proposes a change (METHOD) and is none");
          break;
        case Method::Add:
          if (!event.recurrence_id) event.recurrence_id = RecurrenceId{event.start};
          versions_.push_back(std::move(event));
          break;
        default:
          versions_.push_back(std::move(event));
      }
    }
  }

  void leave_out(const CalendarEvent& event, std::string reason) {
    skipped_.push_back({event.origin, std::move(reason)});
  }

  CalendarEvent* find(const Slot& slot) {
    const auto found = slots_.find(slot);
    return found == slots_.end() ? nullptr : &found->second;
  }

  /// The id in the terms of the master: a day means its occurrence on that day, and of whole days the day counts.
  void settle_id(CalendarEvent& event) {
    const CalendarEvent* master = find(std::nullopt);
    if (!event.recurrence_id || master == nullptr) return;
    RecurrenceId& id = *event.recurrence_id;
    if (!id.is_date && !master->all_day) return;
    const LocalTime start = master->zone->to_local(master->start);
    // A bare day was read as midnight in the zone of its event.
    const auto day = floor<days>((id.is_date ? event.zone : master->zone)->to_local(id.at));
    id.at = master->zone->to_utc(day + (start - floor<days>(start)));
    id.is_date = master->all_day;
  }

  void take_version(CalendarEvent& event, About about) {
    if (about_of(event) != about) return;
    settle_id(event);
    // They come from old to new, so each replaces the one before.
    const Slot slot = slot_of(event);
    slots_.insert_or_assign(slot, std::move(event));
  }

  /// The event in the slot, made from the master where nothing is known of that occurrence yet.
  CalendarEvent* find_or_make(const CalendarEvent& for_event) {
    const Slot slot = slot_of(for_event);
    if (CalendarEvent* known = find(slot)) return known;
    const CalendarEvent* master = find(std::nullopt);
    if (!slot || master == nullptr) return nullptr;
    return &slots_.emplace(slot, occurrence_of(*master, *for_event.recurrence_id)).first->second;
  }

  void cancel(CalendarEvent& event) {
    settle_id(event);
    const bool known = find(slot_of(event)) != nullptr;
    if (CalendarEvent* target = find_or_make(event)) {
      const bool obsolete = std::tie(event.sequence, event.stamp) < std::tie(target->sequence, target->stamp);
      if (known && obsolete) return leave_out(event, "it cancels an older version than the one that is known");
      target->status = Status::Cancelled;
    } else if (event.has_time) {
      slots_.emplace(slot_of(event), event);
    } else {
      leave_out(event, "it cancels a meeting that is not known and names no time");
    }
  }

  void take_answer(CalendarEvent event, About about) {
    if (about_of(event) != about) return;
    settle_id(event);
    CalendarEvent* target = find_or_make(event);
    if (target == nullptr) return leave_out(event, "it answers an invitation that is not known");
    if (event.sequence < target->sequence) return leave_out(event, "it answers an older version than the one known");
    for (const Attendee& from : event.attendees) set_answer(*target, from, event.stamp);
  }

  static void set_answer(CalendarEvent& event, const Attendee& from, std::optional<Timestamp> at) {
    const auto known = std::find_if(event.attendees.begin(), event.attendees.end(), [&](const Attendee& attendee) {
      return base::equals_ignoring_ascii_case(attendee.address, from.address);
    });
    Attendee& attendee = known != event.attendees.end() ? *known : event.attendees.emplace_back(from);
    // The organizer's own list is right where it is newer; NeedsAction there says only that it was sent again.
    const bool was_answered = known != event.attendees.end() && attendee.answer != Answer::NeedsAction;
    if (was_answered && !attendee.answered_at && event.stamp > at) return;
    attendee.answer = from.answer;
    attendee.answered_at = at;
  }

  std::string uid_;
  std::vector<Skipped>& skipped_;
  std::vector<CalendarEvent> versions_, cancellations_, answers_;
  std::map<Slot, CalendarEvent> slots_;
};

}  // namespace

Merged merge(std::vector<CalendarEvent> events) {
  std::map<std::string, std::vector<CalendarEvent>> by_uid;
  std::sort(events.begin(), events.end(), is_older);
  for (CalendarEvent& event : events) {
    std::string uid = event.uid;
    by_uid[std::move(uid)].push_back(std::move(event));
  }
  Merged merged;
  for (auto& [uid, versions] : by_uid) {
    if (auto series = SeriesMaker(uid, merged.skipped).make(std::move(versions))) {
      merged.series.push_back(std::move(*series));
    }
  }
  std::sort(merged.skipped.begin(), merged.skipped.end(), [](const Skipped& a, const Skipped& b) {
    return std::tie(a.where, a.reason) < std::tie(b.where, b.reason);
  });
  return merged;
}

}  // namespace leadlight::calendar
