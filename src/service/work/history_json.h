// Field history as JSON.
#pragma once

#include "base/json.h"
#include "core/record/schema.h"
#include "storage/store/store.h"

namespace leadlight::work {

/// `[{"column","before","after"}]` without what the program keeps for itself; lookups as `{"table","id"}`.
OrderedJson changes_json(const record::TableSchema& table, const store::HistoryEntry& entry);

}  // namespace leadlight::work
