// The activities in which one user took part, as that user sees them: for the answer to a request of that user alone.
#pragma once

#include <vector>

#include "core/relation/interaction.h"
#include "storage/store/store.h"

namespace leadlight::insight {

/// Sorted. Outgoing: the user wrote, called, or called the meeting. Private mail as for everybody (opened_mail.h).
Result<std::vector<relation::Interaction>> activities_of_user(store::Snapshot& snapshot, const Uuid& user);

}  // namespace leadlight::insight
