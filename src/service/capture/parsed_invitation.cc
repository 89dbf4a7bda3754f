#include "service/capture/parsed_invitation.h"

#include <algorithm>

#include "connect/calendar/occurrences.h"
#include "connect/calendar/reader.h"
#include "connect/calendar/series.h"
#include "service/capture/invitation_trust.h"
#include "service/capture/people_evidence.h"
#include "service/capture/wire.h"

namespace leadlight::capture {
namespace {

using Act = ParsedInvitation::Act;
using calendar::CalendarEvent;
using calendar::Method;

constexpr std::size_t kMostEvents = 500;

Act act_of(Method method) {
  switch (method) {
    case Method::Request:
    case Method::Add:
      return Act::Ask;
    case Method::Cancel:
      return Act::Cancel;
    case Method::Reply:
    case Method::Counter:
      return Act::Answer;
    default:
      return Act::Other;
  }
}

bool is_of_organizer(Method method) {
  return act_of(method) == Act::Ask || method == Method::Cancel || method == Method::DeclineCounter;
}

class InvitationParsing {
 public:
  InvitationParsing(const mail::Message& message, std::optional<mail::Address>& author,
                    const InvitationReading& reading, std::vector<std::string>& problems)
      : message_(message), author_(author), reading_(reading), problems_(problems) {}

  std::optional<ParsedInvitation> run() {
    for (const mail::Calendar& each : message_.calendars) read(each);
    if (events_.empty() || !is_sent_by_whom_it_is_of()) return std::nullopt;
    const CalendarEvent& first = main_event();
    out_.act = act_of(first.method);
    out_.uid = first.uid;
    out_.is_whole = !first.recurrence_id;
    out_.key = meeting_key(out_.uid, first.recurrence_id ? std::optional(first.recurrence_id->at) : std::nullopt);
    if (out_.act == Act::Answer) take_answer(first);
    if (out_.act == Act::Ask) take_meetings();
    if (out_.act == Act::Cancel) take_cancelled();
    return std::move(out_);
  }

 private:
  void note(std::string problem) {
    if (std::ranges::find(problems_, problem) == problems_.end()) problems_.push_back(std::move(problem));
  }

  /// The events of one meeting; what else stands in the mail is left out.
  void read(const mail::Calendar& source) {
    if (!source.method.empty() && !source.text_method.empty() && source.method != source.text_method)
      return note("its invitation says two things at once (METHOD) and was not taken");
    if (!source.is_invitation()) return;
    calendar::Options options;
    options.time_zone = reading_.time_zone;
    auto reader = calendar::Reader::from_bytes(source.text, "invitation", options);
    if (!reader) return note(reader.error().message());
    const Method method = calendar::method_named(source.method.empty() ? source.text_method : source.method);
    while (auto event = reader->next()) {
      event->method = method;
      if (method == Method::Cancel) event->status = calendar::Status::Cancelled;
      take(std::move(*event));
      if (events_.size() >= kMostEvents)
        return note(fmt::format("its invitation has more than {} events", kMostEvents));
    }
    for (const calendar::Skipped& each : reader->report().skipped) note("its invitation: " + each.reason);
  }

  void take(CalendarEvent event) {
    for (const std::string& problem : event.problems) note("its invitation: " + problem);
    const bool belongs =
        events_.empty() || (events_.front().uid == event.uid && events_.front().method == event.method);
    if (!belongs) return note("its invitation is to several meetings, of which the first was taken");
    events_.push_back(std::move(event));
  }

  /// The meeting as a whole where the mail is about that.
  const CalendarEvent& main_event() const {
    const auto whole = std::ranges::find_if(events_, [](const auto& each) { return !each.recurrence_id; });
    return whole == events_.end() ? events_.front() : *whole;
  }

  bool is_sent_by_whom_it_is_of() {
    const CalendarEvent& event = main_event();
    if (author_ && is_calendar_service(address_key(author_->address))) name_author(event);
    const std::string sender = author_ ? address_key(author_->address) : std::string();
    if (is_of_organizer(event.method)) {
      const std::string organizer = event.organizer ? address_key(event.organizer->address) : std::string();
      if (may_speak_for(sender, organizer)) return true;
      note(fmt::format("its invitation is {}'s, who did not send it, and was not taken",
                       organizer.empty() ? "nobody" : organizer));
      return false;
    }
    if (answering(event) != nullptr) return true;
    note("its answer to an invitation is not of who sent it and was not taken");
    return false;
  }

  void name_author(const CalendarEvent& event) {
    const bool organizer = is_of_organizer(event.method);
    if (organizer && event.organizer) author_ = mail::Address{event.organizer->name, event.organizer->address};
    if (!organizer && event.attendees.size() == 1)
      author_ = mail::Address{event.attendees.front().name, event.attendees.front().address};
  }

  /// Who answers: who sent it, under this address or another of the same organisation.
  const calendar::Attendee* answering(const CalendarEvent& event) const {
    const std::string sender = author_ ? address_key(author_->address) : std::string();
    for (const calendar::Attendee& each : event.attendees) {
      if (!sender.empty() && address_key(each.address) == sender) return &each;
    }
    const bool is_only = event.attendees.size() == 1;
    return is_only && may_speak_for(sender, address_key(event.attendees.front().address)) ? &event.attendees.front()
                                                                                          : nullptr;
  }

  void take_answer(const CalendarEvent& event) {
    out_.answer = answering(event)->answer;
    // Who proposes another time has said something.
    if (out_.answer == calendar::Answer::NeedsAction && event.method == Method::Counter)
      out_.answer = calendar::Answer::Tentative;
    if (out_.answer == calendar::Answer::NeedsAction) out_.act = Act::Other;
  }

  calendar::Window window_of(const calendar::Series& series) const {
    calendar::Window window{reading_.from, reading_.to};
    const bool repeats = series.master && !series.master->recurrence.empty();
    if (repeats && message_.date)
      window.from = std::max<Timestamp>(window.from, std::chrono::floor<std::chrono::days>(*message_.date));
    return window;
  }

  void take_meetings() {
    const calendar::Merged merged = calendar::merge(events_);
    out_.complete_until = reading_.to;
    for (const calendar::Series& series : merged.series) {
      const std::size_t people = main_event().attendees.size() + 1;
      const std::size_t most = std::max<std::size_t>(1, std::min(kMostMailedMeetings, kMostMailedParties / people));
      const auto found = calendar::occurrences(series, window_of(series), {.occurrences = most + 1});
      for (const calendar::Occurrence& each : found.items) {
        if (out_.meetings.size() >= most) {
          out_.complete_until = each.start;
          return note(fmt::format("its invitation is to more than {} meetings; the later ones were left out", most));
        }
        out_.meetings.push_back(meeting_of(series.uid, each));
      }
      for (const std::string& problem : found.problems) note("its invitation: " + problem);
    }
  }

  void take_cancelled() {
    for (const CalendarEvent& event : events_) {
      calendar::Occurrence occurrence{.recurrence_id = {}, .start = event.start, .end = event.end, .event = &event};
      if (event.recurrence_id) occurrence.recurrence_id = event.recurrence_id->at;
      occurrence.all_day = event.all_day;
      occurrence.cancelled = true;
      out_.meetings.push_back(meeting_of(event.uid, occurrence));
      // Without a time it is nothing to keep where the meeting is not known.
      out_.meetings.back().has_time = event.has_time;
    }
  }

  const mail::Message& message_;
  std::optional<mail::Address>& author_;
  const InvitationReading& reading_;
  std::vector<std::string>& problems_;
  std::vector<CalendarEvent> events_;
  ParsedInvitation out_;
};

}  // namespace

InvitationReading invitation_reading(std::string time_zone, Timestamp now) {
  const Timestamp today = std::chrono::floor<std::chrono::days>(now);
  return {std::move(time_zone), today - kMeetingsBack, today + kMeetingsAhead};
}

std::optional<ParsedInvitation> parse_invitation(const mail::Message& message, std::optional<mail::Address>& author,
                                                 const InvitationReading& reading, std::vector<std::string>& problems) {
  if (message.calendars.empty()) return std::nullopt;
  return InvitationParsing(message, author, reading, problems).run();
}

void write_invitation(WireWriter& out, const ParsedInvitation& invitation) {
  out.number(static_cast<std::uint8_t>(invitation.act));
  out.text(invitation.uid);
  out.text(invitation.key);
  out.flag(invitation.is_whole);
  out.number(static_cast<std::uint8_t>(invitation.answer));
  out.time(invitation.complete_until);
  out.list(invitation.meetings, [&](const ParsedMeeting& each) {
    write_meeting(out, each);
    out.flag(each.has_time);
  });
}

ParsedInvitation read_invitation(WireReader& in) {
  ParsedInvitation invitation;
  invitation.act = static_cast<Act>(std::min(in.number<std::uint8_t>(), std::uint8_t{3}));
  invitation.uid = in.text();
  invitation.key = in.text();
  invitation.is_whole = in.flag();
  invitation.answer = static_cast<calendar::Answer>(std::min(in.number<std::uint8_t>(), std::uint8_t{4}));
  invitation.complete_until = in.time().value_or(Timestamp::max());
  invitation.meetings = in.list<ParsedMeeting>([&] {
    ParsedMeeting meeting = read_meeting(in);
    meeting.has_time = in.flag();
    return meeting;
  });
  return invitation;
}

}  // namespace leadlight::capture
