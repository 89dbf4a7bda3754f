// Interactions day by day with the silences between them (spec 3, "relationship activities"; weeks work as well).
#pragma once

#include <vector>

#include "core/relation/counts.h"

namespace leadlight::relation {

/// Days one after the other without contact.
struct Silence {
  std::size_t first;  ///< day of the chart
  std::size_t days;
  friend bool operator==(const Silence&, const Silence&) = default;
};

struct ActivityChart {
  std::vector<Counts> days;
  std::vector<Silence> silences;
};

/// @param midnights where days begin, as the viewer's clock has it: the first day lies between the first two, and so
///        on. Nothing after `as_of` is counted, and days that begin after it are not silent.
/// @param silence how many days without contact make one, at least 1
ActivityChart activity_chart(History history, std::span<const Timestamp> midnights, Timestamp as_of,
                             std::size_t silence = 7);

/// The bounds of the last `days` days of UTC, today being the last of them: days + 1 moments.
std::vector<Timestamp> midnights_until(Timestamp as_of, int days);

}  // namespace leadlight::relation
