// One complete answer to somebody who asks what is known about them (GDPR, article 15): what was entered, what was
// found out, and what was worked out of it.
#pragma once

#include "base/json.h"
#include "base/time.h"
#include "storage/store/store.h"

namespace leadlight::work {

/// Of a contact, lead, opportunity or user; docs/api.md, `msdyn_RetrieveKPIValuesForGDPR`. No passwords, tokens or
/// other secrets.
/// @errors NotFound: no such record, or the caller may not read it; InvalidInput: another table
Result<OrderedJson> subject_access(store::Snapshot& snapshot, const record::Reference& subject, Timestamp now,
                                   const store::Caller& caller);

}  // namespace leadlight::work
