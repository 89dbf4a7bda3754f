// Reading by many keys at once.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "storage/store/store.h"

namespace leadlight::insight {

using Visit = std::function<Result<void>(record::Record&&)>;

/// Every row whose `column` is one of `keys`, a bounded number of keys to a question.
Result<void> for_each_of(store::Snapshot& snapshot, std::string_view table, std::string_view column,
                         const std::vector<record::Value>& keys, const std::vector<std::string>& columns,
                         const store::Caller& caller, const Visit& visit);

}  // namespace leadlight::insight
