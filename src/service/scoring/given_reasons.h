// The reasons that come with a score from outside, brought into the form of our own.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace leadlight::scoring {

/// `msdyn_scorereasons` as docs/api.md describes it, from what was sent: the same JSON, of which only `reasons` must be
/// there and of each of them a `label` or an `attribute`; or plain text, a reason a line. With an `average` the rest of
/// the points becomes `other`, so that the sum is right here, too. Empty for an empty text.
/// @errors InvalidInput: JSON of another shape, or more than the column holds
Result<std::string> given_reasons(std::string_view sent, std::int64_t score, std::string_view table);

/// For the ledger: the points by attribute, or label, of what given_reasons() answered.
std::string given_points(std::string_view reasons);

}  // namespace leadlight::scoring
