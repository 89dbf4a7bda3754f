// Numbers as people and spreadsheets write them: grouping, decimal commas, currency signs, accounting brackets.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadlight::record {

/// The number as plain decimal text (`-1234.5`) that base::parse_double and Amount::parse read; nullopt when it is
/// not one number. Rules, in order:
///  1. Currency signs, a three-letter currency code, blanks and a percent sign around the number are dropped.
///  2. `(12)` and `12-` are negative.
///  3. Of `.` and `,` both present, the last one is the decimal mark and the other one groups digits.
///  4. One mark that occurs several times groups digits; groups have two or three digits, the last one three.
///  5. A single `.` is the decimal mark. A single `,` groups when exactly three digits follow one to three that do
///     not start with 0 (`1,234`), else it is the decimal mark.
///  6. Blanks and apostrophes between digits group.
std::optional<std::string> plain_number(std::string_view text);

}  // namespace leadlight::record
