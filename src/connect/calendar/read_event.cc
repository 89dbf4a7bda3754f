#include "connect/calendar/read_event.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"
#include "base/uuid.h"
#include "connect/calendar/properties.h"
#include "connect/calendar/read_attendee.h"
#include "connect/calendar/read_rule.h"

namespace leadlight::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::seconds;

/// The first link in a text that is nothing but a link, or begins with one.
std::string link_in(const std::string& text) {
  const std::string_view trimmed = base::trim(text);
  if (!trimmed.starts_with("https://") && !trimmed.starts_with("http://")) return {};
  return std::string(trimmed.substr(0, trimmed.find_first_of(" \t\"<>;,")));
}

class EventReader {
 public:
  EventReader(const Block& block, const Scope& scope, ZoneBook& zones, const EventLimits& limits)
      : zones_(zones), limits_(limits), component_(parse(block)) {
    event_.origin.line = block.line;
    event_.method = method_named(scope.method);
    for (const std::string& problem : block.problems) note(problem);
    // libical forgets a property whose value it cannot read.
    names_occurrence_ = std::any_of(block.lines.begin(), block.lines.end(), [](std::string_view line) {
      constexpr std::string_view kName = "RECURRENCE-ID";
      return line.size() > kName.size() && base::equals_ignoring_ascii_case(line.substr(0, kName.size()), kName);
    });
  }

  Result<CalendarEvent> run() {
    if (!component_) return fail(ErrorCode::InvalidInput, "the event cannot be read at all");
    note_errors();
    read_times();
    if (names_occurrence_ && !event_.recurrence_id) {
      // Taken for the whole it would replace a series by one of its occurrences.
      return fail(ErrorCode::InvalidInput, "its RECURRENCE-ID is no date: which occurrence it is is not known");
    }
    if (!event_.has_time && event_.method != Method::Reply && event_.method != Method::Cancel) {
      return fail(ErrorCode::InvalidInput, "it has no DTSTART that is a date: when it begins is not known");
    }
    read_recurrence();
    read_words();
    read_people();
    read_links();
    read_identity();
    return std::move(event_);
  }

 private:
  void note(std::string problem) {
    auto& problems = event_.problems;
    if (problems.size() >= limits_.problems) return;
    if (std::find(problems.begin(), problems.end(), problem) == problems.end()) problems.push_back(std::move(problem));
  }

  /// What libical could not make sense of it leaves behind as properties of its own.
  void note_errors() {
    for (icalproperty* error : properties(component_.get(), ICAL_XLICERROR_PROPERTY)) {
      note(std::string(cut_utf8(text_of(error), 200)));
    }
  }

  icalproperty* get(icalproperty_kind kind) { return first_property(component_.get(), kind); }

  std::string short_text(icalproperty* from, std::string_view what) {
    const std::string text = text_of(from);
    if (text.size() > limits_.text_bytes) note(fmt::format("the {} is cut to {} bytes", what, limits_.text_bytes));
    return std::string(base::trim(cut_utf8(text, limits_.text_bytes)));
  }

  ZonePtr zone_of(const RawTime& time) {
    if (time.is_utc) return utc_zone();
    if (time.tzid.empty()) {
      if (!time.is_date) note(fmt::format("its times name no zone: taken as {}", zones_.floating()->name()));
      return zones_.floating();
    }
    const FoundZone& found = zones_.find(time.tzid);
    if (!found.problem.empty()) note(found.problem);
    return found.zone;
  }

  Timestamp to_utc(const RawTime& time) { return zone_of(time)->to_utc(time.local); }

  std::optional<Timestamp> instant(icalproperty_kind kind) {
    const auto time = time_of(get(kind));
    return time ? std::optional(to_utc(*time)) : std::nullopt;
  }

  void read_times() {
    const auto start = time_of(get(ICAL_DTSTART_PROPERTY));
    event_.has_time = start.has_value();
    event_.zone = start ? zone_of(*start) : utc_zone();
    read_recurrence_id();
    if (!start) {
      event_.start = event_.end = event_.recurrence_id ? event_.recurrence_id->at : Timestamp();
      return;
    }
    start_ = start->local;
    event_.all_day = start->is_date;
    event_.time_zone =
        start->tzid.empty() ? event_.zone->name() : std::string(cut_utf8(start->tzid, limits_.uid_bytes));
    event_.start = event_.zone->to_utc(start_);
    event_.length = length();
    event_.end = end_of(start_, event_.length, *event_.zone);
  }

  /// DTEND gives an exact length, DURATION a nominal one (RFC 5545, 3.8.5.3); without both a date is a day long and a
  /// time has no length.
  Length length() {
    const Length without = event_.all_day ? Length{days(1)} : Length{};
    if (const auto end = time_of(get(ICAL_DTEND_PROPERTY))) {
      const Length found = event_.all_day ? Length{floor<days>(end->local) - floor<days>(start_)}
                                          : Length{days(0), floor<seconds>(to_utc(*end) - event_.start)};
      if (found.days >= days(0) && found.time >= seconds(0)) return found == Length{} ? without : found;
      note("it ends before it begins: taken to have no length of its own");
      return without;
    }
    if (icalproperty* given = get(ICAL_DURATION_PROPERTY)) {
      if (const auto found = length_of(given)) return *found;
      note("its DURATION cannot be used: taken to have no length of its own");
    }
    return without;
  }

  void read_recurrence_id() {
    icalproperty* given = get(ICAL_RECURRENCEID_PROPERTY);
    const auto time = time_of(given);
    if (!time) return;
    icalparameter* range = icalproperty_get_first_parameter(given, ICAL_RANGE_PARAMETER);
    const bool future = range != nullptr && icalparameter_get_range(range) == ICAL_RANGE_THISANDFUTURE;
    // A day has no zone of its own: that of the event, which it names an occurrence of.
    const Timestamp at = time->is_date ? event_.zone->to_utc(time->local) : to_utc(*time);
    event_.recurrence_id = RecurrenceId{at, time->is_date, future};
  }

  void read_recurrence() {
    if (!event_.has_time) return;
    for (icalproperty* given : properties(component_.get(), ICAL_RRULE_PROPERTY)) add_rule(given);
    for (icalproperty* given : properties(component_.get(), ICAL_RDATE_PROPERTY)) add_extra(given);
    for (icalproperty* given : properties(component_.get(), ICAL_EXDATE_PROPERTY)) add_excluded(given);
    if (get(ICAL_EXRULE_PROPERTY) != nullptr) note("EXRULE is no longer part of the format and not followed");
    if (event_.recurrence_id && !event_.recurrence.empty()) {
      note("a rule on a single occurrence is not followed");
      event_.recurrence = {};
    }
  }

  void add_rule(icalproperty* given) {
    if (event_.recurrence.rules.size() >= limits_.rules) {
      return note(fmt::format("it has more than {} rules: the others are not followed", limits_.rules));
    }
    const auto found = recurrence_of(given);
    Result<Rule> rule = found ? read_rule(*found, *event_.zone, event_.all_day ? StartKind::Date : StartKind::Time)
                              : fail(ErrorCode::InvalidInput, "it is no RRULE");
    if (!rule) return note(fmt::format("a rule is not followed: {}", rule.error().message()));
    event_.recurrence.rules.push_back(std::move(*rule));
  }

  bool has_room_for_date() {
    const auto& recurrence = event_.recurrence;
    if (recurrence.extra.size() + recurrence.excluded.size() < limits_.recurrence_dates) return true;
    note(fmt::format("it has more than {} RDATE and EXDATE: the others are left out", limits_.recurrence_dates));
    return false;
  }

  /// Dates where times are expected mean the time of the start on that day.
  Timestamp at_start_time(RawTime time) {
    if (!time.is_date || event_.all_day) return to_utc(time);
    return event_.zone->to_utc(time.local + (start_ - floor<days>(start_)));
  }

  void add_extra(icalproperty* given) {
    const auto found = extra_of(given);
    if (!found) return note("an RDATE cannot be read");
    if (!has_room_for_date()) return;
    ExtraDate extra{at_start_time(found->begin), found->length};
    if (found->end) extra.length = Length{days(0), floor<seconds>(to_utc(*found->end) - extra.at)};
    if (extra.length && extra.length->time < seconds(0)) extra.length = std::nullopt;
    event_.recurrence.extra.push_back(extra);
  }

  void add_excluded(icalproperty* given) {
    const auto found = time_of(given);
    if (!found) return note("an EXDATE cannot be read");
    if (has_room_for_date()) event_.recurrence.excluded.push_back(at_start_time(*found));
  }

  void read_words() {
    event_.summary = short_text(get(ICAL_SUMMARY_PROPERTY), "subject");
    event_.location = short_text(get(ICAL_LOCATION_PROPERTY), "place");
    const std::string status = base::to_lower_ascii(text_of(get(ICAL_STATUS_PROPERTY)));
    if (status == "cancelled" || event_.method == Method::Cancel) event_.status = Status::Cancelled;
    if (status == "tentative" && event_.method != Method::Cancel) event_.status = Status::Tentative;
    const std::string visibility = base::to_lower_ascii(text_of(get(ICAL_CLASS_PROPERTY)));
    event_.is_private = !visibility.empty() && visibility != "public";
  }

  Attendee short_attendee(icalproperty* given) {
    Attendee attendee = read_attendee(given);
    attendee.name = cut_utf8(attendee.name, limits_.text_bytes);
    if (attendee.address.size() > limits_.uid_bytes) attendee.address.clear();
    if (attendee.address.empty()) note("somebody who takes part has no e-mail address");
    return attendee;
  }

  void read_people() {
    if (icalproperty* given = get(ICAL_ORGANIZER_PROPERTY)) event_.organizer = short_attendee(given);
    for (icalproperty* given : properties(component_.get(), ICAL_ATTENDEE_PROPERTY)) {
      if (event_.attendees.size() >= limits_.attendees) {
        return note(fmt::format("more than {} people take part: the others are left out", limits_.attendees));
      }
      Attendee attendee = short_attendee(given);
      if (!attendee.address.empty() || !attendee.name.empty()) event_.attendees.push_back(std::move(attendee));
    }
  }

  void read_links() {
    const auto add = [&](const std::string& text) {
      auto& links = event_.conference_links;
      const std::string link = link_in(text);
      if (link.empty() || link.size() > limits_.text_bytes || links.size() >= limits_.links) return;
      if (std::find(links.begin(), links.end(), link) == links.end()) links.push_back(link);
    };
    add(event_.location);
    for (icalproperty* given : properties(component_.get(), ICAL_CONFERENCE_PROPERTY)) add(text_of(given));
    for (icalproperty* given : properties(component_.get(), ICAL_X_PROPERTY)) add(text_of(given));
  }

  void read_identity() {
    event_.stamp = instant(ICAL_DTSTAMP_PROPERTY);
    event_.created = instant(ICAL_CREATED_PROPERTY);
    event_.last_modified = instant(ICAL_LASTMODIFIED_PROPERTY);
    event_.sequence = std::max<std::int64_t>(0, integer_of(get(ICAL_SEQUENCE_PROPERTY)).value_or(0));
    event_.uid = base::trim(text_of(get(ICAL_UID_PROPERTY)));
    if (!event_.uid.empty() && event_.uid.size() <= limits_.uid_bytes) return;
    note(event_.uid.empty() ? "it has no UID: known by its start, subject and organizer"
                            : "its UID is too long: known by its start, subject and organizer");
    const std::string organizer = event_.organizer ? event_.organizer->address : "";
    event_.uid =
        base::Uuid::from_name(fmt::format("{}\n{}\n{}", base::to_string(event_.start), event_.summary, organizer))
            .to_string();
  }

  ZoneBook& zones_;
  const EventLimits& limits_;
  ComponentPtr component_;
  CalendarEvent event_;
  LocalTime start_;
  bool names_occurrence_ = false;
};

}  // namespace

Method method_named(std::string_view name) {
  static constexpr std::pair<std::string_view, Method> kMethods[] = {
      {"publish", Method::Publish}, {"request", Method::Request},
      {"reply", Method::Reply},     {"add", Method::Add},
      {"cancel", Method::Cancel},   {"refresh", Method::Refresh},
      {"counter", Method::Counter}, {"declinecounter", Method::DeclineCounter},
  };
  for (const auto& [text, method] : kMethods) {
    if (name == text) return method;
  }
  return Method::None;
}

Timestamp end_of(LocalTime start, const Length& length, const Zone& zone) {
  const Timestamp begin = zone.to_utc(start);
  return std::max(begin, zone.to_utc(start + length.days)) + length.time;
}

Result<CalendarEvent> read_event(const Block& block, const Scope& scope, ZoneBook& zones, const EventLimits& limits) {
  return EventReader(block, scope, zones, limits).run();
}

}  // namespace leadlight::calendar
