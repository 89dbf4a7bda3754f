// Values and field history as JSON.
#pragma once

#include "base/json.h"
#include "core/record/schema.h"
#include "storage/store/store.h"

namespace leadlight::work {

/// A lookup as `{"table","id","name"}` (names.h); what JSON has no word for as text.
OrderedJson value_json(const record::Value& value);

/// `[{"column","before","after"}]` without what the program keeps for itself; lookups as `{"table","id"}`.
OrderedJson changes_json(const record::TableSchema& table, const store::HistoryEntry& entry);

}  // namespace leadlight::work
