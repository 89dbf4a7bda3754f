// Small reads that sign-in and administration share. They ask in the name of the program: whoever calls has checked
// who may.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/store/store.h"

namespace leadlight::access {

inline constexpr size_t kShortestPassword = 10;
inline constexpr size_t kLongestPassword = 1'000;

const store::Caller& program();

/// Every row of `table` whose `column` equals `value`.
Result<std::vector<record::Record>> rows_with(store::Snapshot& snapshot, std::string table, std::string column,
                                              record::Value value, std::vector<std::string> columns);
Result<std::optional<record::Record>> row_with(store::Snapshot& snapshot, std::string table, std::string column,
                                               record::Value value, std::vector<std::string> columns);

/// What signing in needs to know of a user.
const std::vector<std::string>& user_columns();
Result<std::optional<record::Record>> user_named(store::Snapshot& snapshot, std::string_view name);

/// @errors InvalidInput: too short, too long
Result<void> check_password(std::string_view password);

}  // namespace leadlight::access
