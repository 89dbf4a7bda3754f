#include "service/capture/parsed_calendar.h"

#include <algorithm>

#include "base/uuid.h"
#include "connect/calendar/occurrences.h"
#include "connect/calendar/reader.h"
#include "connect/calendar/series.h"
#include "service/capture/wire.h"

namespace leadlight::capture {
namespace {

constexpr std::size_t kUidBytes = 200;

/// The newest of what the file says about when this version came to be.
std::optional<Timestamp> version_of(const calendar::CalendarEvent& event) {
  return std::max(event.stamp, event.last_modified);
}

MeetingPerson person_of(const calendar::Attendee& attendee) {
  return {attendee.address, attendee.name, attendee.answer, attendee.role, attendee.answered_at};
}

class CalendarParsing {
 public:
  explicit CalendarParsing(const CalendarQuestion& question) : question_(question) {}

  ParsedCalendars run() {
    std::vector<calendar::CalendarEvent> events;
    for (const std::string& file : question_.files) read(file, events);
    calendar::Merged merged = calendar::merge(std::move(events));
    for (const calendar::Skipped& each : merged.skipped) skip({each.where.file, each.where.line, each.reason});
    for (const calendar::Series& series : merged.series) expand(series);
    return std::move(out_);
  }

 private:
  void read(const std::string& file, std::vector<calendar::CalendarEvent>& events) {
    calendar::Options options;
    options.time_zone = question_.time_zone;
    auto reader = calendar::Reader::open(file, options);
    if (!reader) return skip({file, 0, reader.error().message()});
    while (auto event = reader->next()) {
      if (!event->problems.empty()) {
        std::string all;
        for (const std::string& problem : event->problems) all += (all.empty() ? "" : "; ") + problem;
        note_problem({event->origin.file, event->origin.line, std::move(all)});
      }
      events.push_back(std::move(*event));
    }
    out_.events += reader->report().events;
    for (const calendar::Skipped& each : reader->report().skipped)
      skip({each.where.file, each.where.line, each.reason});
    out_.skipped += reader->report().skipped_count - reader->report().skipped.size();
  }

  void expand(const calendar::Series& series) {
    const calendar::CalendarEvent* any = series.master ? &*series.master : &series.exceptions.front();
    std::optional<Timestamp> version = version_of(*any);
    for (const auto& each : series.exceptions) version = std::max(version, version_of(each));
    out_.series.emplace_back(series.uid, version);
    const auto found = calendar::occurrences(series, {question_.from, question_.to});
    for (const std::string& problem : found.problems) note_problem({any->origin.file, any->origin.line, problem});
    for (const calendar::Occurrence& each : found.items) {
      if (out_.meetings.size() >= kMostMeetings) {
        return skip({any->origin.file, any->origin.line,
                     fmt::format("more than {} meetings in all; the rest of this series was left out", kMostMeetings)});
      }
      out_.meetings.push_back(meeting_of(series.uid, each));
    }
  }

  void skip(LeftOut item) {
    if (++out_.skipped <= kMostLeftOut) out_.skipped_items.push_back(std::move(item));
  }
  void note_problem(LeftOut item) {
    if (++out_.with_problems <= kMostLeftOut) out_.problems.push_back(std::move(item));
  }

  const CalendarQuestion& question_;
  ParsedCalendars out_;
};

void write_person(WireWriter& out, const MeetingPerson& who) {
  out.text(who.address);
  out.text(who.name);
  out.number(static_cast<std::uint8_t>(who.answer));
  out.number(static_cast<std::uint8_t>(who.role));
  out.time(who.answered_at);
}

MeetingPerson read_person(WireReader& in) {
  MeetingPerson who;
  who.address = in.text();
  who.name = in.text();
  who.answer = static_cast<calendar::Answer>(std::min(in.number<std::uint8_t>(), std::uint8_t{4}));
  who.role = static_cast<calendar::Role>(std::min(in.number<std::uint8_t>(), std::uint8_t{3}));
  who.answered_at = in.time();
  return who;
}

void write_left_out(WireWriter& out, const std::vector<LeftOut>& list) {
  out.list(list, [&](const LeftOut& each) {
    out.text(each.file);
    out.number(each.line);
    out.text(each.reason);
  });
}

std::vector<LeftOut> read_left_out(WireReader& in) {
  return in.list<LeftOut>([&] {
    LeftOut item;
    item.file = in.text();
    item.line = in.number<std::uint64_t>();
    item.reason = in.text();
    return item;
  });
}

}  // namespace

ParsedMeeting meeting_of(const std::string& uid, const calendar::Occurrence& at) {
  const calendar::CalendarEvent& event = *at.event;
  ParsedMeeting out;
  out.uid = uid;
  out.key = meeting_key(uid, at.recurrence_id);
  out.start = at.start;
  out.end = at.end;
  out.all_day = at.all_day;
  out.cancelled = at.cancelled;
  out.is_private = event.is_private;
  out.online = !event.conference_links.empty();
  out.subject = event.summary;
  out.location = event.location;
  if (event.organizer) out.organizer = person_of(*event.organizer);
  for (const calendar::Attendee& each : event.attendees) {
    if (each.is_person()) out.attendees.push_back(person_of(each));
  }
  out.created = event.created;
  out.version = version_of(event);
  return out;
}

void write_meeting(WireWriter& out, const ParsedMeeting& meeting) {
  out.text(meeting.uid);
  out.text(meeting.key);
  out.time(meeting.start);
  out.time(meeting.end);
  for (const bool flag : {meeting.all_day, meeting.cancelled, meeting.is_private, meeting.online}) out.flag(flag);
  out.text(meeting.subject);
  out.text(meeting.location);
  out.flag(meeting.organizer.has_value());
  if (meeting.organizer) write_person(out, *meeting.organizer);
  out.list(meeting.attendees, [&](const MeetingPerson& each) { write_person(out, each); });
  out.time(meeting.created);
  out.time(meeting.version);
}

ParsedMeeting read_meeting(WireReader& in) {
  ParsedMeeting meeting;
  meeting.uid = in.text();
  meeting.key = in.text();
  meeting.start = in.time().value_or(Timestamp());
  meeting.end = in.time().value_or(Timestamp());
  for (bool* flag : {&meeting.all_day, &meeting.cancelled, &meeting.is_private, &meeting.online}) *flag = in.flag();
  meeting.subject = in.text();
  meeting.location = in.text();
  if (in.flag()) meeting.organizer = read_person(in);
  meeting.attendees = in.list<MeetingPerson>([&] { return read_person(in); });
  meeting.created = in.time();
  meeting.version = in.time();
  return meeting;
}

std::string meeting_key(const std::string& uid, const std::optional<Timestamp>& recurrence_id) {
  std::string key = uid.size() <= kUidBytes ? uid : Uuid::from_name(uid).to_string() + "@long.invalid";
  if (recurrence_id) key += "|" + base::to_string(*recurrence_id);
  return key;
}

Uuid meeting_activity_id(std::string_view key) {
  return Uuid::from_name("meeting:" + std::string(key));
}

ParsedCalendars parse_calendars(const CalendarQuestion& question) {
  return CalendarParsing(question).run();
}

std::string to_bytes(const CalendarQuestion& question) {
  WireWriter out;
  out.list(question.files, [&](const std::string& each) { out.text(each); });
  out.text(question.time_zone);
  out.time(question.from);
  out.time(question.to);
  return out.take();
}

Result<CalendarQuestion> calendar_question_from(std::string_view bytes) {
  WireReader in(bytes);
  CalendarQuestion question;
  question.files = in.list<std::string>([&] { return in.text(); });
  question.time_zone = in.text();
  question.from = in.time().value_or(Timestamp());
  question.to = in.time().value_or(Timestamp());
  if (!in.at_end()) return fail(ErrorCode::Corrupt, "no question about calendars");
  return question;
}

std::string to_bytes(const ParsedCalendars& calendars) {
  WireWriter out;
  for (const std::uint64_t number : {calendars.events, calendars.skipped, calendars.with_problems}) out.number(number);
  out.list(calendars.meetings, [&](const ParsedMeeting& each) { write_meeting(out, each); });
  out.list(calendars.series, [&](const auto& each) {
    out.text(each.first);
    out.time(each.second);
  });
  write_left_out(out, calendars.skipped_items);
  write_left_out(out, calendars.problems);
  return out.take();
}

Result<ParsedCalendars> parsed_calendars_from(std::string_view bytes) {
  WireReader in(bytes);
  ParsedCalendars calendars;
  for (std::uint64_t* number : {&calendars.events, &calendars.skipped, &calendars.with_problems})
    *number = in.number<std::uint64_t>();
  calendars.meetings = in.list<ParsedMeeting>([&] { return read_meeting(in); });
  calendars.series = in.list<std::pair<std::string, std::optional<Timestamp>>>([&] {
    std::pair<std::string, std::optional<Timestamp>> each;
    each.first = in.text();
    each.second = in.time();
    return each;
  });
  calendars.skipped_items = read_left_out(in);
  calendars.problems = read_left_out(in);
  if (!in.at_end()) return fail(ErrorCode::Corrupt, "the reading process answered nonsense");
  return calendars;
}

std::string answer_calendar_request(std::string_view request) {
  const auto question = calendar_question_from(request);
  return question ? to_bytes(parse_calendars(*question)) : std::string();
}

}  // namespace leadlight::capture
