// Single values as people write them in exports.
#pragma once

#include <optional>
#include <string_view>

namespace leadlight::feature {

/// Whether a cell says nothing: empty, blanks, "Select", "Please select ...", "N/A", "-", "null", "#N/A" and their
/// like. "Unknown", "None" and "Other" are answers, not silence.
bool is_missing(std::string_view text);

enum class DecimalMark { Point, Comma };

/// `1,234.50`, `1.234,50` (Comma), `1 234`, `12 %`, `€ 5`, `(3)` = -3. A thousands mark must part groups of three.
/// nullopt for anything else, also for numbers with a leading zero (codes) and beyond 1e300.
std::optional<double> parse_number(std::string_view text, DecimalMark mark);

enum class DateOrder { YearFirst, DayFirst, MonthFirst };

inline constexpr double kSecondsADay = 86'400;

/// Seconds since 1970 UTC. YearFirst: ISO 8601 and `2024/03/01`; the others: `31/12/2024`, `31.12.24`, `12-31-2024`,
/// `31 Dec 2024`, `Dec 31, 2024`, each also with a time (`14:05`, `14:05:09`, `2:05 PM`). No zone means UTC.
/// ISO text is read whatever the order.
std::optional<double> parse_time(std::string_view text, DateOrder order);

}  // namespace leadlight::feature
