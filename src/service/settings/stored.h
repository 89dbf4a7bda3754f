// Settings of the organisation as they are stored: a text by its key (table ll_setting).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "storage/store/store.h"

namespace leadlight::settings {

/// Nothing: it was never set.
Result<std::optional<std::string>> stored(store::Snapshot& snapshot, std::string_view key);
/// Whoever calls has checked that the user may.
Result<void> keep(store::Transaction& tx, std::string_view key, std::string value);

}  // namespace leadlight::settings
