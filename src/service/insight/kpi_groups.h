// What is worked out of a person or a deal, in the four groups of the answer to a request for it
// (spec/relationship.md, 5.5).
#pragma once

#include "service/insight/relationship.h"

namespace leadlight::insight {

/// `Daily UI KPIs`, `Lifetime UI KPIs`, `Most Contacted KPIs`, `Health KPIs`; docs/api.md,
/// `msdyn_RetrieveKPIValuesForGDPR`. References are without their names. Of a user: their own activities alone, nothing
/// that compares them with others. `days` of `wanted` is not read.
/// @errors NotFound: no such record, or the caller may not read it; InvalidInput: a table without relationships
Result<OrderedJson> kpi_groups(store::Snapshot& snapshot, const RelationshipQuery& wanted, const store::Caller& caller);

}  // namespace leadlight::insight
