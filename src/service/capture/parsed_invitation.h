// What a mail says of a meeting (RFC 5546, 6047), as far as who sent it may say it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "connect/mail/message.h"
#include "service/capture/parsed_calendar.h"

namespace leadlight::capture {

struct ParsedInvitation {
  enum class Act : std::uint8_t {
    Ask,     ///< Of the organizer: come, or come at another time.
    Cancel,  ///< Of the organizer, to all or some of those who were asked.
    Answer,  ///< Of somebody who was asked; a proposal of another time is one, too.
    Other,   ///< About a meeting, and changes nothing.
  };
  Act act = Act::Other;
  std::string uid;
  std::string key;        ///< Of the meeting; of a series as a whole, its UID.
  bool is_whole = false;  ///< Not about one occurrence of a series alone.
  calendar::Answer answer = calendar::Answer::NeedsAction;
  Timestamp complete_until = Timestamp::max();  ///< All of a series that is before this stands in `meetings`.
  std::vector<ParsedMeeting> meetings = {};     ///< Ask: each time that it takes place. Cancel: what is called off.
};

/// How a meeting in a mail is read.
struct InvitationReading {
  std::string time_zone = "UTC";  ///< For times that name none, and whole days.
  /// What is made of a series; nothing of it before the day of its mail.
  Timestamp from = Timestamp::min(), to = Timestamp::max();
};
/// As calendars are read today: five years back and one ahead.
InvitationReading invitation_reading(std::string time_zone, Timestamp now);

/// Strangers send these: no mail makes more meetings than this, nor more people to take part in all of them.
inline constexpr std::size_t kMostMailedMeetings = 1'000, kMostMailedParties = 20'000;

/// nullopt: there is none, or who sent the mail may not say it, which stands in `problems` then.
/// @shape author: who wrote the mail; where a calendar wrote it in its own name, the person it wrote for from here on
std::optional<ParsedInvitation> parse_invitation(const mail::Message& message, std::optional<mail::Address>& author,
                                                 const InvitationReading& reading, std::vector<std::string>& problems);

class WireWriter;
class WireReader;
void write_invitation(WireWriter& out, const ParsedInvitation& invitation);
ParsedInvitation read_invitation(WireReader& in);

}  // namespace leadlight::capture
