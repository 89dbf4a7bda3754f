// References in answers get the names that people know them by.
#pragma once

#include "base/json.h"
#include "storage/store/store.h"

namespace leadlight::work {

/// `{"table","id","name":null}`; add_names() fills in the name.
OrderedJson reference_json(const record::Reference& reference);

/// Names every reference_json() in `json`, at any depth. Null stays where the row is gone or the caller may not read
/// it.
Result<void> add_names(store::Snapshot& snapshot, const store::Caller& caller, OrderedJson& json);

}  // namespace leadlight::work
