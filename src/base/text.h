// Text as people write it: UTF-8 checks, folding for comparison, small helpers. Unicode through ICU.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace leadlight::base {

bool is_valid_utf8(std::string_view text);

/// The form in which text is compared, ordered and searched: NFKC, case-folded, without accents, blanks
/// collapsed. The same in memory and, as a shadow column, in every store; ordered as bytes.
/// @errors none: invalid UTF-8 is replaced by U+FFFD first
std::string fold(std::string_view utf8);

std::string_view trim(std::string_view text);
std::vector<std::string_view> split(std::string_view text, char separator);
std::string to_lower_ascii(std::string_view text);
bool equals_ignoring_ascii_case(std::string_view a, std::string_view b);

/// The whole text as a number in the C locale (`1e3`, `-2.5`); nullopt for anything else, NaN and infinity included.
std::optional<double> parse_double(std::string_view text);
std::optional<std::int64_t> parse_int(std::string_view text);
/// The shortest text that reads back as the same double.
std::string to_string(double value);

}  // namespace leadlight::base
