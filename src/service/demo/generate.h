// The demo company: a seller of planning software with two and a half years of customers, written into an empty
// database. What decides its outcomes is in effects.h and docs/demo-company.md.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "storage/store/store.h"

namespace leadlight::demo {

struct DemoOptions {
  std::int64_t leads = 5000;  ///< 1 to 1,000,000; everything else grows with it.
  std::uint64_t seed = 1;
  Timestamp now;  ///< The last moment of the company's history.
};

/// Told how far it is; false cancels.
using ProgressFn = std::function<bool(double share, std::string_view step)>;

struct DemoSummary {
  std::int64_t leads = 0, open = 0, qualified = 0, disqualified = 0;
  std::int64_t accounts = 0, contacts = 0, opportunities = 0, activities = 0, notes = 0, users = 0;
  std::string seller;   ///< Sign-in name of one who sells (no password yet).
  std::string manager;  ///< Sign-in name of that seller's manager.
};

/// Writes in transactions of a few hundred leads, in bounded memory; the same seed, number and time give the same
/// company. The roles and the root business unit (access::AccessService::seed) must be there. Opportunities go through
/// the first activated process that the database has for them; without one they only have their `salesstage`. No scores
/// are written.
/// @errors InvalidInput: number of leads; Conflict: the database has leads already; Unavailable: cancelled
Result<DemoSummary> generate(store::Store& store, const DemoOptions& options, const ProgressFn& progress);

}  // namespace leadlight::demo
