// The next row of a queue.
#pragma once

#include <optional>

#include "core/query/query.h"
#include "core/record/record.h"
#include "storage/store/connection.h"
#include "storage/store/sql_scope.h"

namespace leadlight::store {

/// As Transaction::take. @errors as Snapshot::select
Result<std::optional<record::Record>> take_row(Connection& connection, SqlContext& context, query::Query query);

}  // namespace leadlight::store
