// OData JSON of one row to record values.
#pragma once

#include <optional>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "core/record/record.h"
#include "core/record/schema.h"

namespace leadlight::odata {

struct RowBody {
  record::Values values;
  std::optional<Uuid> id;  ///< When the body names it.
};

/// Every member as the type of its column; limits and rights are checked later, by record::check_change.
/// Lookups come as `ownerid@odata.bind: "/systemusers(ID)"` (or null); other annotations are left out.
/// @errors InvalidInput naming the member, what stands there and what is accepted; Unsupported for a nested row
Result<RowBody> read_row(const Json& json, const record::Schema& schema, const record::TableSchema& table);

}  // namespace leadlight::odata
