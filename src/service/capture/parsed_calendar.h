// What an import needs of calendar files, each time a meeting takes place, and how the reading process tells us.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/uuid.h"
#include "connect/calendar/event.h"
#include "connect/calendar/occurrences.h"

namespace leadlight::capture {

struct MeetingPerson {
  std::string address, name;
  calendar::Answer answer = calendar::Answer::NeedsAction;
  calendar::Role role = calendar::Role::Required;
  std::optional<Timestamp> answered_at = {};
};

/// One time that a meeting takes place, or would have.
struct ParsedMeeting {
  std::string uid;
  std::string key;  ///< UID and recurrence id; at most 300 bytes.
  Timestamp start, end;
  bool all_day = false, cancelled = false, is_private = false, online = false;
  std::string subject, location;
  std::optional<MeetingPerson> organizer;
  std::vector<MeetingPerson> attendees;  ///< People only.
  std::optional<Timestamp> created;
  std::optional<Timestamp> version;  ///< When this version was made; nullopt where the file does not say.

  // Of what a mail says, see ParsedInvitation.
  bool is_mailed = false;     ///< So only its organizer may change what is there.
  bool only_cancels = false;  ///< What else it says of the meeting is nothing new.
  bool has_time = true;       ///< False for a cancellation that names none.
};

struct LeftOut {
  std::string file;
  std::uint64_t line = 0;
  std::string reason;
};

struct ParsedCalendars {
  std::uint64_t events = 0;
  std::vector<ParsedMeeting> meetings;
  /// The UIDs read, with the newest version of each, ascending by UID.
  std::vector<std::pair<std::string, std::optional<Timestamp>>> series;
  std::uint64_t skipped = 0, with_problems = 0;
  std::vector<LeftOut> skipped_items, problems;  ///< The first kMostLeftOut of each.
};
inline constexpr std::size_t kMostLeftOut = 10'000;
inline constexpr std::size_t kMostMeetings = 300'000;

struct CalendarQuestion {
  std::vector<std::string> files;
  std::string time_zone = "UTC";
  Timestamp from, to;
};

/// Everything in the files, series put together across them.
ParsedCalendars parse_calendars(const CalendarQuestion& question);

std::string to_bytes(const CalendarQuestion& question);
Result<CalendarQuestion> calendar_question_from(std::string_view bytes);
std::string to_bytes(const ParsedCalendars& calendars);
/// @errors Corrupt
Result<ParsedCalendars> parsed_calendars_from(std::string_view bytes);

/// What a meeting is kept by: its UID, shortened where it is long, and which of the series it is.
std::string meeting_key(const std::string& uid, const std::optional<Timestamp>& recurrence_id);

/// Which activity a meeting is.
Uuid meeting_activity_id(std::string_view key);

/// How much of a series is made.
inline constexpr std::chrono::days kMeetingsBack{5 * 365}, kMeetingsAhead{365};

ParsedMeeting meeting_of(const std::string& uid, const calendar::Occurrence& at);

class WireWriter;
class WireReader;
void write_meeting(WireWriter& out, const ParsedMeeting& meeting);
ParsedMeeting read_meeting(WireReader& in);

/// What the reading process does with a request: a CalendarQuestion -> ParsedCalendars.
std::string answer_calendar_request(std::string_view request);

}  // namespace leadlight::capture
