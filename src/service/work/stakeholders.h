// Who appears around a deal and is not named on it yet.
#pragma once

#include "base/json.h"
#include "service/work/work.h"

namespace leadlight::work {

/// `{"people":[{"table","id","name","address","emails","meetings","calls","last_on"}]}`: parties of the record's
/// activities that no connection names yet, most present first, at most 20.
Result<OrderedJson> suggested_stakeholders(const Workplace& place, std::string_view table, const Uuid& id,
                                           const store::Caller& caller);

}  // namespace leadlight::work
