#include "storage/sqlite/sqlite_store.h"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <latch>
#include <thread>

#include "base/temporary_folder.h"
#include "base/thread.h"
#include "storage/sqlite/sqlite_dialect.h"
#include "storage/sqlite/temporary_store.h"
#include "storage/store/store_contract.h"

namespace leadlight::store::contract {
namespace {

namespace fs = std::filesystem;

class SqliteDatabase final : public Database {
 public:
  const fs::path& folder() const { return folder_.path(); }
  Result<std::unique_ptr<Store>> open(const Clock& clock) override { return sqlite::open_sqlite(folder(), clock); }
  Result<void> run_sql(const std::string& sql) override { return TRY(connect())->run_script(sql); }
  Result<std::vector<std::string>> catalogue() override {
    const auto connection = TRY(connect());
    const auto rows = TRY(connection->query(
        {"SELECT m.name || '.' || c.name || ' ' || c.type || ' ' || c.\"notnull\" || ' ' || coalesce(c.dflt_value, '') "
         "|| ' ' || c.pk FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' "
         "UNION ALL SELECT name || ' ' || coalesce(sql, '') FROM sqlite_master WHERE type <> 'table' ORDER BY 1",
         {}},
        Fetch::Whole));
    std::vector<std::string> lines;
    while (TRY(rows->next())) lines.emplace_back(rows->bytes(0));
    return lines;
  }
  const Dialect& dialect() const override { return sqlite::dialect(); }

 private:
  Result<std::unique_ptr<sqlite::SqliteConnection>> connect() {
    return sqlite::SqliteConnection::open(folder() / "leadlight.db", sqlite::Access::Write, {});
  }
  base::TemporaryFolder folder_;
};

const Backend kBackend{.name = "sqlite",
                       .make =
                           [] {
                             auto database = std::make_unique<SqliteDatabase>();
                             sqlite::copy_migrated_database(database->folder());
                             return database;
                           },
                       .make_empty = [] { return std::make_unique<SqliteDatabase>(); }};

INSTANTIATE_TEST_SUITE_P(Sqlite, StoreContract, testing::Values(kBackend), name_of);
INSTANTIATE_TEST_SUITE_P(Sqlite, QueryContract, testing::Values(kBackend), name_of);
INSTANTIATE_TEST_SUITE_P(Sqlite, AggregateContract, testing::Values(kBackend), name_of);
INSTANTIATE_TEST_SUITE_P(Sqlite, ChangesContract, testing::Values(kBackend), name_of);

TEST(SqliteStore, ItsFilesAreForTheirOwnerOnly) {
  SqliteDatabase database;
  const base::SystemClock clock;
  const auto store = must(sqlite::open_sqlite(database.folder() / "inner", clock));
  must(store->migrate());
  struct stat status {};
  for (const char* name : {"inner/leadlight.db", "inner/leadlight.db-wal", "inner/leadlight.db-shm"}) {
    ASSERT_EQ(stat((database.folder() / name).c_str(), &status), 0) << name;
    EXPECT_EQ(status.st_mode & 0777, 0600u) << name;
  }
  ASSERT_EQ(stat((database.folder() / "inner").c_str(), &status), 0);
  EXPECT_EQ(status.st_mode & 0777, 0700u);
}

TEST(SqliteStore, AProgramThatLooksInAndLeavesHarmsNothing) {
  SqliteDatabase database;
  const base::SystemClock clock;
  const auto store = must(database.open(clock));
  must(store->migrate());
  // Another connection of this process comes and goes, as for a backup.
  must(database.run_sql("SELECT 1"));
  const std::string file = database.folder() / "leadlight.db";
  ASSERT_EQ(std::system(("sqlite3 '" + file + "' 'SELECT count(*) FROM lead' >/dev/null").c_str()), 0);
  EXPECT_TRUE(fs::exists(file + "-wal")) << "it took itself for the last one and removed the log";
  must(store->write([](Transaction& tx) -> Result<void> {
    TRY(tx.insert("account", Uuid{}, {{"name", std::string("Acme")}}, Caller::system()));
    return {};
  }));
  const auto snapshot = must(store->snapshot());
  EXPECT_EQ(must(snapshot->count("account", nullptr, Caller::system())), 1);
}

TEST(SqliteStore, AnAnswerWaitsForNoWorkInTheBackground) {
  SqliteDatabase database;
  const base::SystemClock clock;
  const auto store = must(database.open(clock));
  must(store->migrate());
  std::latch first_runs(1), first_may_end(1), background_may_end(1);
  auto first = std::async(std::launch::async, [&] {
    return store->write([&](Transaction&) -> Result<void> {
      first_runs.count_down();
      first_may_end.wait();
      return {};
    });
  });
  first_runs.wait();  // what comes now waits in the queue
  const auto come_in = [&](std::latch& comes, bool background, std::latch* may_end) {
    base::set_background(background);
    comes.count_down();
    return store->write([&](Transaction&) -> Result<void> {
      if (may_end != nullptr) may_end->wait();
      return {};
    });
  };
  std::latch second_comes(1), background_comes(1);
  auto background =
      std::async(std::launch::async, [&] { return come_in(background_comes, true, &background_may_end); });
  background_comes.wait();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  auto second = std::async(std::launch::async, [&] { return come_in(second_comes, false, nullptr); });
  second_comes.wait();
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  first_may_end.count_down();
  EXPECT_EQ(second.wait_for(std::chrono::seconds(20)), std::future_status::ready);
  background_may_end.count_down();
  for (auto* written : {&first, &second, &background}) must(written->get());
}

TEST(SqliteStore, AProgramThatWritesOnAndOnLetsOthersInBetween) {
  SqliteDatabase database;
  const base::SystemClock clock;
  const auto server = must(database.open(clock)), import = must(database.open(clock));
  must(server->migrate());
  std::atomic<bool> ends = false;
  std::atomic<int> imported = 0;
  std::thread writes([&] {
    while (!ends) {
      must(import->write([](Transaction&) -> Result<void> {
        std::this_thread::sleep_for(std::chrono::milliseconds(60));
        return {};
      }));
      ++imported;
      std::this_thread::sleep_for(std::chrono::milliseconds(4));
    }
  });
  int most = 0;
  for (int i = 0; i < 20; ++i) {
    const int before = imported;
    must(server->write([](Transaction&) -> Result<void> { return {}; }));
    most = std::max(most, imported - before);
  }
  ends = true;
  writes.join();
  // Its own turn, and some more where a machine is busy; a tenth of a second between two looks misses many gaps.
  EXPECT_LE(most, 6);
}

TEST(SqliteStore, WhatCanBeDoneAgainSurvivesTheEndOfTheProgram) {
  SqliteDatabase database;
  const base::SystemClock clock;
  must(must(database.open(clock))->migrate());
  const pid_t program = ::fork();
  if (program == 0) {
    const auto store = must(database.open(clock));
    for (const bool redoable : {true, false, true}) {
      base::set_redoable(redoable);
      must(store->write([](Transaction& tx) -> Result<void> {
        TRY(tx.insert("account", Uuid{}, {{"name", std::string("Acme")}}, Caller::system()));
        return {};
      }));
    }
    ::_exit(0);
  }
  int status = 0;
  ASSERT_EQ(::waitpid(program, &status, 0), program);
  ASSERT_EQ(status, 0);
  const auto store = must(database.open(clock));
  EXPECT_EQ(must(must(store->snapshot())->count("account", nullptr, Caller::system())), 3);
}

TEST(SqliteStore, AFirstWriteThatFailsHarmsNoneThatComesWithIt) {
  SqliteDatabase database;
  const base::SystemClock clock;
  const auto store = must(database.open(clock));
  must(store->migrate());
  const auto add = [&](const char* name, bool fails) {
    return store->write([&](Transaction& tx) -> Result<void> {
      TRY(tx.insert("account", Uuid{}, {{"name", std::string(name)}}, Caller::system()));
      if (fails) return fail(ErrorCode::InvalidInput, "no");
      return {};
    });
  };
  std::vector<std::future<Result<void>>> written;
  for (int i = 0; i < 40; ++i) {
    written.push_back(std::async(std::launch::async, add, i % 2 == 0 ? "Odd" : "Even", i % 2 == 0));
  }
  for (int i = 0; i < 40; ++i) EXPECT_EQ(written[i].get().has_value(), i % 2 == 1) << i;
  const auto snapshot = must(store->snapshot());
  EXPECT_EQ(must(snapshot->count("account", query::equals("name", std::string("Even")), Caller::system())), 20);
  EXPECT_EQ(must(snapshot->count("account", nullptr, Caller::system())), 20);
}

TEST(SqliteStore, AFileThatIsNoDatabaseIsRefusedAndLeftAlone) {
  SqliteDatabase database;
  const fs::path file = database.folder() / "notes.db";
  std::ofstream(file) << std::string(10'000, 'x');
  const base::SystemClock clock;
  EXPECT_EQ(code_of(sqlite::open_sqlite(file, clock)), ErrorCode::Corrupt);
  EXPECT_EQ(fs::file_size(file), 10'000u);
}

TEST(SqliteStore, AFolderThatCannotBeMadeIsNamed) {
  const base::SystemClock clock;
  const auto opened = sqlite::open_sqlite("/proc/nothing/here", clock);
  EXPECT_EQ(code_of(opened), ErrorCode::Unavailable);
  EXPECT_NE(opened.error().message().find("/proc/nothing/here"), std::string::npos);
}

}  // namespace
}  // namespace leadlight::store::contract
