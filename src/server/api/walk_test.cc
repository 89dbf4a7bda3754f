#include "server/api/walk.h"

#include "storage/sqlite/temporary_store.h"

namespace leadlight::api {
namespace {

TEST(WalkEverything, FindsNoTraceOfRowsThatMayNotBeSeen) {
  const base::FixedClock clock{Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22))};
  sqlite::TemporaryStore store(clock);
  Walk(*store, clock).run();
}

}  // namespace
}  // namespace leadlight::api
