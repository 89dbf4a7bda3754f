// One mail, from its bytes to plain values. MIME is read by GMime; what would harm it is refused before.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/time.h"

namespace leadlight::mail {

/// What is read, and how much of it. What lies beyond a limit is left out and named in Message::problems.
struct Options {
  /// Whether the text of the mail is wanted, beside headers, attachments and calendars. It costs a tenth of the time.
  bool with_text = true;
  /// What is given ends with the header: there are no parts to look for.
  bool header_only = false;
  /// Of the message looked at; at most 1 GiB. Time grows with it, by some 5 ms a MiB, memory by a copy at most.
  std::size_t max_message_bytes = std::size_t{64} << 20;
  /// Of all header fields together, those of the message and those of its parts, and of one field. GMime 3.2 crashes on
  /// an address field of 100 KB, and takes 200 MB for fields of three bytes that fill the header.
  std::size_t max_header_bytes = std::size_t{1} << 20;
  std::size_t max_field_bytes = std::size_t{64} << 10;
  /// Of HTML eight times as much is looked at.
  std::size_t max_text_bytes = std::size_t{1} << 20;
  std::size_t max_calendar_bytes = std::size_t{1} << 20;
  std::size_t max_calendars = 10;
  std::size_t max_addresses = 5'000;
  std::size_t max_references = 1'000;
  std::size_t max_parts = 1'000;
  int max_depth = 50;
};

/// Somebody in a header field. Both as written, on one line; the name may be empty, the address may lack its domain.
struct Address {
  std::string name;
  std::string address;

  friend bool operator==(const Address&, const Address&) = default;
};

struct Attachment {
  std::string name;              ///< Of the file, may be empty.
  std::string type;              ///< `application/pdf`, lower case.
  std::uint64_t size_bytes = 0;  ///< Decoded.

  friend bool operator==(const Attachment&, const Attachment&) = default;
};

/// A part of type text/calendar, or application/ics: the same once more, for programs that know only files.
struct Calendar {
  std::string method;       ///< `request`, `reply`, `cancel` ... as the part says, lower case; empty when it does not.
  std::string text_method;  ///< The same as the calendar in it says (METHOD).
  std::string text;         ///< iCalendar, for the reader of calendars.

  /// Asks for a meeting, changes, cancels or answers it (RFC 5546), and does not say two things at once (RFC 6047,
  /// 2.4). Others are calendars to look at, as newsletters have them.
  bool is_invitation() const;
};

enum class IdSource { Header, Content };
enum class DateSource { None, Date, Received };
enum class TextSource { None, Plain, Html };

/// Every text is valid UTF-8 without NUL.
struct Message {
  /// Without its angle brackets, never empty. A message that has none gets one from its content, the same wherever a
  /// copy of it is found: `<hash>@missing.invalid`.
  std::string id;
  IdSource id_source = IdSource::Header;
  std::vector<std::string> references;  ///< Ids, the oldest first.
  std::vector<std::string> in_reply_to;

  std::optional<Timestamp> date;
  DateSource date_source = DateSource::None;
  std::string subject;
  std::vector<Address> from, sender, reply_to, to, cc, bcc;
  std::vector<Address> original_from;  ///< `X-Original-From`, `X-Original-Sender`: before a list put itself into From.

  std::string text;  ///< Lines end with LF. Empty without Options::with_text.
  TextSource text_source = TextSource::None;
  std::vector<Attachment> attachments;
  std::vector<Calendar> calendars;
  /// Of a multipart/report: `delivery-status`, `disposition-notification` ...; lower case.
  std::string report_type;
  /// The fields of kKeptFields that the message has: name in lower case, value on one line. The first of each name.
  std::vector<std::pair<std::string_view, std::string>> fields;

  /// What could not be read or was mended, a sentence each without its full stop.
  std::vector<std::string> problems;

  /// The value of a kept field (name in lower case), nullptr when the message has none.
  const std::string* field(std::string_view name) const;
};

/// Header fields that tell what kind of mail it is (kind.h) and who wrote it (author.h).
inline constexpr std::string_view kKeptFields[] = {
    "auto-submitted",    "list-archive",   "list-id",
    "list-post",         "list-subscribe", "list-unsubscribe",
    "mailing-list",      "precedence",     "x-auto-response-suppress",
    "x-autoreply",       "x-autorespond",  "x-beenthere",
    "x-campaign",        "x-campaignid",   "x-failed-recipients",
    "x-google-group-id", "x-mailing-list", "x-mailman-version",
};

/// @errors none: whatever the bytes, a Message comes back; what it lacks stands in its problems
/// @threads may be called from several at once
/// @cost   time and memory bounded by `options`
Message parse_message(std::string_view bytes, const Options& options = {});

}  // namespace leadlight::mail
