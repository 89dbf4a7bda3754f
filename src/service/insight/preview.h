// What other settings would make of health, before anybody saves them.
#pragma once

#include "base/json.h"
#include "storage/store/store.h"

namespace leadlight::insight {

/// How many open records are in each state of health, as things are set and as `changes` would set them; from a random
/// sample where there are many. docs/api.md, `PreviewRelationshipSettings`.
/// @errors InvalidInput as change_settings()
Result<OrderedJson> preview_settings(store::Snapshot& snapshot, const Json& changes, Timestamp now);

}  // namespace leadlight::insight
