// What an organisation can switch off for everybody. A switch is on until somebody turns it off.
#pragma once

#include <optional>
#include <string_view>

#include "storage/store/store.h"

namespace leadlight::settings {

enum class Switch { SalesProcesses, DuplicateDetection, Import };

/// `sales_processes`, as the API names it.
std::string_view key_of(Switch which);
std::optional<Switch> switch_named(std::string_view key);

Result<bool> is_on(store::Snapshot& snapshot, Switch which);
/// @errors Denied: it is off
Result<void> require_on(store::Store& store, Switch which);
/// Whoever calls has checked that the user may.
Result<void> turn(store::Store& store, Switch which, bool on);

}  // namespace leadlight::settings
