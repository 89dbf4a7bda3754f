// Groups and measures as one SELECT ... GROUP BY. Rows and related rows pass the same access predicate as everywhere.
#pragma once

#include "core/query/aggregate.h"
#include "storage/store/connection.h"
#include "storage/store/sql_scope.h"

namespace leadlight::store {

/// What core/query/aggregate.h says, as the store sees it. In the order of query::sort_groups.
/// @errors InvalidInput: unknown column, a method or date part its type does not have; Unsupported: more than one
/// lookup step; TooLarge: too many keys, measures or groups, a sum that does not fit
Result<std::vector<query::Group>> read_groups(Connection& connection, SqlContext& context,
                                              const query::Aggregate& question);

}  // namespace leadlight::store
