// Whole numbers in place of shares, adding up to what they must.
#pragma once

#include <span>
#include <vector>

namespace leadlight::relation {

/// Shares out `total` >= 0 in proportion to parts >= 0, in whole numbers by largest remainder; of equal remainders the
/// first part gets the unit. All 0 when the parts are.
std::vector<int> whole_shares(std::span<const double> parts, int total);

}  // namespace leadlight::relation
