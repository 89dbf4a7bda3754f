// A calendar event as plain values: what a VEVENT says (RFC 5545, 3.6.1) about when, who and whether.
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "connect/calendar/rule.h"
#include "connect/calendar/zone.h"

namespace leadlight::calendar {

/// What the file wants with its events (RFC 5546). None: a plain export.
enum class Method { None, Publish, Request, Reply, Add, Cancel, Refresh, Counter, DeclineCounter };

/// `request`, `reply` ..., in lower case; None for what is no method.
Method method_named(std::string_view name);

enum class Status { Confirmed, Tentative, Cancelled };

enum class Answer { NeedsAction, Accepted, Declined, Tentative, Delegated };

enum class Role { Chair, Required, Optional, NonParticipant };

enum class AttendeeKind { Individual, Group, Resource, Room, Unknown };

/// Somebody or something that takes part. Valid UTF-8; empty where the file says nothing.
struct Attendee {
  std::string address;  ///< An e-mail address as written, without `mailto:`; empty when the file names none.
  std::string name;
  Answer answer = Answer::NeedsAction;
  Role role = Role::Required;
  AttendeeKind kind = AttendeeKind::Individual;
  std::optional<Timestamp> answered_at = {};  ///< Known where the answer itself was read (METHOD:REPLY).

  /// Rooms, resources and lists are none.
  bool is_person() const { return kind == AttendeeKind::Individual || kind == AttendeeKind::Unknown; }

  friend bool operator==(const Attendee&, const Attendee&) = default;
};

/// How long: whole days on the calendar, then a fixed time. `P1D` is 23, 24 or 25 hours, `PT24H` always 24.
struct Length {
  std::chrono::days days{0};
  std::chrono::seconds time{0};

  friend bool operator==(const Length&, const Length&) = default;
};

/// Which occurrence of its series an event stands for.
struct RecurrenceId {
  Timestamp at;                  ///< When that occurrence would have begun.
  bool is_date = false;          ///< Only its day was named.
  bool this_and_future = false;  ///< All later ones too.

  friend bool operator==(const RecurrenceId&, const RecurrenceId&) = default;
};

struct ExtraDate {
  Timestamp at;
  std::optional<Length> length = {};  ///< That of the event where there is none.

  friend bool operator==(const ExtraDate&, const ExtraDate&) = default;
};

/// How an event repeats; empty when it does not.
struct Recurrence {
  std::vector<Rule> rules = {};
  std::vector<ExtraDate> extra = {};     ///< RDATE.
  std::vector<Timestamp> excluded = {};  ///< EXDATE.

  bool empty() const { return rules.empty() && extra.empty(); }
  friend bool operator==(const Recurrence&, const Recurrence&) = default;
};

/// Where an event was read.
struct Origin {
  std::string file;
  std::uint64_t line = 0;  ///< Of its BEGIN:VEVENT; the first line of the file is 1.

  friend auto operator<=>(const Origin&, const Origin&) = default;
};

/// Text is valid UTF-8 and no longer than the limits; all times are instants in UTC.
struct CalendarEvent {
  Origin origin;
  std::string uid;  ///< Never empty: made from start, subject and organizer where the file has none.
  std::int64_t sequence = 0;
  std::optional<RecurrenceId> recurrence_id = {};
  Method method = Method::None;
  Status status = Status::Confirmed;
  std::string summary, location;
  bool is_private = false;  ///< CLASS is something other than PUBLIC.
  std::optional<Attendee> organizer = {};
  std::vector<Attendee> attendees = {};
  std::vector<std::string> conference_links = {};

  bool has_time = true;  ///< False for an answer or a cancellation that names none; `start` is that of `recurrence_id`.
  Timestamp start;
  Timestamp end;  ///< Not before `start`.
  Length length = {};
  bool all_day = false;   ///< `start` and `end` are midnights in the zone.
  std::string time_zone;  ///< As the file names it; `UTC` for a time with Z.
  ZonePtr zone;           ///< Never null.
  Recurrence recurrence = {};

  std::optional<Timestamp> stamp = {};  ///< DTSTAMP: when this version was sent.
  std::optional<Timestamp> created = {}, last_modified = {};

  /// What could not be read and what was made of it, sentences without their full stop.
  std::vector<std::string> problems = {};
};

/// Something that was left out: a file (line 0) or an event.
struct Skipped {
  Origin where;
  std::string reason;  ///< A sentence without its full stop.

  friend bool operator==(const Skipped&, const Skipped&) = default;
};

/// The end of something that begins at `start` on the clocks of `zone`.
Timestamp end_of(LocalTime start, const Length& length, const Zone& zone);

}  // namespace leadlight::calendar
