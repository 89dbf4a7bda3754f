// Writes what stands before the first lead: currencies, business units, teams, users with their roles, and the
// accounts that were customers already.
#pragma once

#include "base/result.h"
#include "service/demo/plan.h"
#include "storage/store/store.h"

namespace leadlight::demo {

/// @errors NotFound when the roles or the root business unit have not been made yet
Result<void> write_organisation(store::Transaction& tx, const Plan& plan);

/// Accounts `first` to `first + count - 1` with their people.
Result<void> write_accounts(store::Transaction& tx, const Plan& plan, std::int64_t first, std::int64_t count);

}  // namespace leadlight::demo
