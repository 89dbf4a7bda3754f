// What happened in the database, in the order of the field history, for those who follow it live.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/record/record.h"
#include "storage/store/connection.h"
#include "storage/store/store.h"

namespace leadlight::store {

/// Reads for SqlReader::changes and could_read; see Snapshot.
Result<std::vector<Change>> read_change_lines(Connection& connection, const record::Schema& schema,
                                              const std::vector<SequenceRange>& ranges, int limit);
Result<std::int64_t> read_last_change(Connection& connection);
Result<bool> read_could_read(Connection& connection, const record::Schema& schema, std::string_view table,
                             const record::Values& values, const Caller& caller);

}  // namespace leadlight::store
