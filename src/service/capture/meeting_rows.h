// A meeting -> the rows that keep it.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "service/capture/meeting_mails.h"
#include "service/capture/parsed_calendar.h"
#include "service/capture/record_book.h"

namespace leadlight::capture {

/// statecode and statuscode of an appointment.
namespace meeting_state {
inline constexpr std::int64_t kOver = 1, kOverStatus = 3, kCanceled = 2, kCanceledStatus = 4, kScheduled = 3, kBusy = 5;
}
/// participationtypemask of who called the meeting.
inline constexpr std::int64_t kMeetingOrganizer = 7;

record::Values meeting_values(const ParsedMeeting& meeting, Timestamp now);

/// The organizer, then who else was asked, each address once, with what the mails say of their answers. Their ids
/// follow from meeting and address.
std::vector<std::pair<Uuid, record::Values>> meeting_party_rows(const ParsedMeeting& meeting, const Uuid& activity,
                                                                const MeetingMails& mails, const RecordBook& records);

/// Adds what mails say of an answer to what a calendar says (ll_answer, ll_answeredon). What they do not say and is
/// newer than all of them stays.
void add_mailed_answer(record::Values& values, const std::optional<MeetingMails::Answered>& said,
                       std::optional<Timestamp> version);

}  // namespace leadlight::capture
