#include <cstdlib>

#include "server/api/walk.h"
#include "storage/postgres/postgres_connection.h"
#include "storage/postgres/postgres_store.h"

namespace leadlight::api {
namespace {

TEST(WalkEverything, FindsNoTraceOfRowsThatMayNotBeSeenOnPostgres) {
  const char* server = std::getenv("LEADLIGHT_TEST_POSTGRES");
  if (server == nullptr) GTEST_SKIP() << "no PostgreSQL here: tools/with_postgres.sh makes one";
  const auto run = [](const std::string& url, const char* sql) {
    auto connection = postgres::PostgresConnection::open(url, "public");
    ASSERT_TRUE(connection) << connection.error().to_string();
    ASSERT_TRUE((*connection)->run_script(sql));
  };
  std::string url = server;
  run(url, "CREATE DATABASE walk");
  url.replace(url.find("/postgres?") + 1, 8, "walk");
  run(url, "CREATE EXTENSION pg_trgm");
  const base::FixedClock clock{Timestamp(std::chrono::sys_days(std::chrono::year(2026) / 11 / 22))};
  auto store = postgres::open_postgres(url, clock);
  ASSERT_TRUE(store) << store.error().to_string();
  ASSERT_TRUE((*store)->migrate());
  Walk(**store, clock).run();
}

}  // namespace
}  // namespace leadlight::api
