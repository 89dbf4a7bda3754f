// Small reading helpers of this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "storage/store/store.h"

namespace leadlight::work {

/// The row, as the caller sees it; all columns when `columns` is empty.
/// @errors NotFound, with the same words whether it is absent or hidden
Result<record::Record> required(store::Snapshot& snapshot, std::string_view table, const Uuid& id,
                                const std::vector<std::string>& columns, const store::Caller& caller);

/// @errors InvalidInput: no such table
Result<const record::TableSchema*> table_named(const record::Schema& schema, std::string_view table);

/// The state that a statuscode belongs to.
/// @errors InvalidInput: the table has no such status reason
Result<std::int64_t> state_of_status(const record::TableSchema& table, std::int64_t status);

/// The rows whose lookup or id is one of these.
query::FilterPtr any_id(std::string_view column, const std::vector<Uuid>& ids);

/// Whether the table's rows of this state still go on.
bool is_open_state(std::string_view table, std::int64_t state);

}  // namespace leadlight::work
