#include "service/settings/switches.h"

#include <gtest/gtest.h>

#include "base/time.h"
#include "storage/sqlite/temporary_store.h"

namespace leadlight::settings {
namespace {

TEST(Switches, AreOnUntilTurnedOffAndEachStandsAlone) {
  const base::FixedClock clock(Timestamp(std::chrono::days(20'000)));
  sqlite::TemporaryStore store(clock);
  const auto on = [&](Switch which) { return *is_on(**store->snapshot(), which); };
  EXPECT_TRUE(on(Switch::Import));
  ASSERT_TRUE(turn(*store, Switch::Import, false));
  EXPECT_FALSE(on(Switch::Import));
  EXPECT_TRUE(on(Switch::DuplicateDetection));
  ASSERT_TRUE(turn(*store, Switch::Import, false));
  ASSERT_TRUE(turn(*store, Switch::Import, true));
  EXPECT_TRUE(on(Switch::Import));
}

TEST(Switches, AreNamedAsTheApiNamesThem) {
  for (const Switch one : {Switch::SalesProcesses, Switch::DuplicateDetection, Switch::Import}) {
    EXPECT_EQ(switch_named(key_of(one)), one);
  }
  EXPECT_FALSE(switch_named("assistant"));
}

}  // namespace
}  // namespace leadlight::settings
