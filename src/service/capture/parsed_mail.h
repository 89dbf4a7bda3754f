// What an import needs of one mail, and how the process that reads it tells us.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "connect/mail/kind.h"
#include "connect/mail/message.h"
#include "service/capture/parsed_invitation.h"

namespace leadlight::capture {

struct ParsedMail {
  std::string id;           ///< Never empty.
  std::string root;         ///< The oldest message of its thread that it names; empty when it names none.
  std::string in_reply_to;  ///< The message it answers; may be empty.
  std::optional<Timestamp> date;
  std::string subject;
  std::optional<mail::Address> author;  ///< The person, where a list or relay put itself into From.
  mail::Kind kind = mail::Kind::Person;
  std::vector<mail::Address> to, cc, bcc;
  std::vector<std::string> lists;  ///< Addresses that the mail says are those of mailing lists.
  std::string text;                ///< Empty unless it was asked for.
  std::int64_t attachments = 0;
  std::optional<ParsedInvitation> invitation;
  std::vector<std::string> problems;  ///< Sentences without their full stop.
};

ParsedMail parse_mail(std::string_view raw, const mail::Options& options, const InvitationReading& reading = {});

std::string to_bytes(const ParsedMail& mail);
/// @errors Corrupt
Result<ParsedMail> parsed_mail_from(std::string_view bytes);

}  // namespace leadlight::capture
