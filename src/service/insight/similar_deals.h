// The won deals that are most like a deal, and how its relationship compares with theirs (spec 6).
#pragma once

#include "base/json.h"
#include "storage/store/store.h"

namespace leadlight::insight {

/// docs/api.md, `SimilarWonDeals`. References are without their names. Deals that the caller may not read are counted
/// and stand in aggregates of at least five.
/// @errors NotFound: no such opportunity, or the caller may not read it
/// @cost reads every closed deal, at most 20,000: not for every page
Result<OrderedJson> similar_won_deals(store::Snapshot& snapshot, const Uuid& opportunity, const store::Caller& caller);

}  // namespace leadlight::insight
