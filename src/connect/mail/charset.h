// Text as mail brings it, in whatever charset, -> valid UTF-8 without NUL.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace leadlight::mail {

/// The text of `bytes`. A charset that is empty, unknown or belied by the bytes (8-bit letters in US-ASCII) is read as
/// UTF-8 where the bytes are that, else as Windows-1252; so is ISO-8859-1, which senders write when they mean either.
/// Bytes that stand for nothing become U+FFFD.
std::string to_utf8(std::string_view bytes, std::string_view charset);

/// Invalid UTF-8 becomes U+FFFD, NUL goes.
std::string valid_utf8(std::string_view text);

/// The first `max` bytes of valid UTF-8 or fewer, so that no character is cut.
std::string_view whole_characters(std::string_view text, std::size_t max);

/// Without the bytes at the end that begin a character of UTF-8 and do not complete it.
std::string_view without_cut_character(std::string_view text);

/// One line of valid UTF-8: control characters and runs of blanks become one blank, none at either end.
std::string one_line(std::string_view text);

}  // namespace leadlight::mail
