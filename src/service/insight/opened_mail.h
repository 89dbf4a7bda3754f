// Private mail counts only where it was tracked, or one of its mailboxes was opened for analytics.
#pragma once

#include <set>
#include <vector>

#include "storage/store/store.h"

namespace leadlight::insight {

/// Those of these activities that lie in a mailbox opened for analytics.
Result<std::set<Uuid>> in_opened_mailboxes(store::Snapshot& snapshot, const std::vector<record::Value>& activities);

}  // namespace leadlight::insight
