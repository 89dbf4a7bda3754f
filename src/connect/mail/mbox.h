// The mbox format: messages one after the other, each behind a line `From SENDER DATE` (RFC 4155).
#pragma once

#include <string>
#include <string_view>

namespace leadlight::mail {

/// A From_ line of an mbox is recognised by looking this far.
inline constexpr std::size_t kFromLineReach = 4096;

/// Whether a header field (`Name: ...`) stands at the front.
bool starts_with_field(std::string_view text);

/// Whether a message of an mbox begins here: a line with a date, and a header field on the next. Some programs forget
/// the blank line before, some do not quote lines of the text that begin with "From ".
/// @shape text: from the start of a line on, kFromLineReach of it or all there is
bool starts_with_from_line(std::string_view text);

/// Takes one `>` from lines of `>From `, `>>From `: mboxrd puts it there, mboxo does before "From " alone.
std::string unquote_from_lines(std::string message);

}  // namespace leadlight::mail
