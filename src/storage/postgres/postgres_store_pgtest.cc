#include "storage/postgres/postgres_store.h"

#include <fmt/format.h>

#include <cstdlib>

#include "storage/postgres/postgres_connection.h"
#include "storage/postgres/postgres_dialect.h"
#include "storage/store/store_contract.h"

namespace leadlight::store::contract {
namespace {

/// The address with another database in it: `postgresql://leadlight@/postgres?host=...`.
std::string url_of(const std::string& database) {
  std::string url = std::getenv("LEADLIGHT_TEST_POSTGRES");
  const auto at = url.find("/postgres?");
  return at == std::string::npos ? url : url.replace(at + 1, 8, database);
}

std::unique_ptr<postgres::PostgresConnection> connect(const std::string& database) {
  return must(postgres::PostgresConnection::open(url_of(database), "public"));
}

class PostgresDatabase final : public Database {
 public:
  PostgresDatabase() : name_(fmt::format("contract_{}", ++made_)) {
    must(connect("postgres")->run_script("CREATE DATABASE " + name_));
    must(connect(name_)->run_script("CREATE EXTENSION pg_trgm"));
  }
  /// A copy of one that has its tables already: they take most of a second to make.
  explicit PostgresDatabase(const std::string& migrated) : name_(fmt::format("contract_{}", ++made_)) {
    must(connect("postgres")->run_script("CREATE DATABASE " + name_ + " TEMPLATE " + migrated));
  }
  ~PostgresDatabase() override {
    [[maybe_unused]] const auto dropped = connect("postgres")->run_script("DROP DATABASE " + name_ + " WITH (FORCE)");
  }
  Result<std::unique_ptr<Store>> open(const Clock& clock) override {
    return postgres::open_postgres(url_of(name_), clock);
  }
  Result<void> run_sql(const std::string& sql) override { return connect(name_)->run_script(sql); }
  Result<std::vector<std::string>> catalogue() override {
    const auto connection = connect(name_);
    const auto rows = TRY(connection->query(
        {"SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || coalesce(collation_name, '') || ' ' || "
         "is_nullable || ' ' || coalesce(column_default, '') || ' ' || is_identity FROM information_schema.columns "
         "WHERE table_schema = 'public' UNION ALL SELECT tablename || ' ' || indexdef FROM pg_indexes "
         "WHERE schemaname = 'public' ORDER BY 1",
         {}}));
    std::vector<std::string> lines;
    while (TRY(rows->next())) lines.emplace_back(rows->bytes(0));
    return lines;
  }
  const Dialect& dialect() const override { return postgres::dialect(); }
  const std::string& name() const { return name_; }

 private:
  static inline std::atomic<int> made_ = 0;
  const std::string name_;
};

bool has_server() {
  return std::getenv("LEADLIGHT_TEST_POSTGRES") != nullptr;
}

/// Null without a server: the contract's tests then say so and are skipped.
std::unique_ptr<Database> make_migrated() {
  if (!has_server()) return nullptr;
  static PostgresDatabase migrated;
  static const bool made = [] {
    const base::SystemClock clock;
    must(must(migrated.open(clock))->migrate());
    return true;
  }();
  return made ? std::make_unique<PostgresDatabase>(migrated.name()) : nullptr;
}

const Backend kBackend{
    .name = "postgres", .make = make_migrated, .make_empty = [] { return std::make_unique<PostgresDatabase>(); }};

INSTANTIATE_TEST_SUITE_P(Postgres, StoreContract, testing::Values(kBackend), name_of);
INSTANTIATE_TEST_SUITE_P(Postgres, QueryContract, testing::Values(kBackend), name_of);
INSTANTIATE_TEST_SUITE_P(Postgres, AggregateContract, testing::Values(kBackend), name_of);
INSTANTIATE_TEST_SUITE_P(Postgres, ChangesContract, testing::Values(kBackend), name_of);

class PostgresStore : public testing::Test {
 protected:
  void SetUp() override {
    if (!has_server()) GTEST_SKIP() << "no server: run through tools/with_postgres.sh";
  }
  const base::SystemClock clock_;
};

TEST_F(PostgresStore, AServerThatIsNotThereIsUnavailable) {
  const auto opened = postgres::open_postgres("postgresql://nobody@/none?host=/nonexistent", clock_);
  EXPECT_EQ(code_of(opened), ErrorCode::Unavailable);
}

TEST_F(PostgresStore, ASchemaNameThatIsNoneIsRefused) {
  for (const char* name : {"", "a\"b", "Upper", "a b", "x; DROP SCHEMA public"}) {
    postgres::PostgresOptions options;
    options.schema = name;
    EXPECT_EQ(code_of(postgres::open_postgres(url_of("postgres"), clock_, options)), ErrorCode::InvalidInput);
  }
}

TEST_F(PostgresStore, TenantsInTwoSchemasDoNotMeet) {
  PostgresDatabase database;
  std::vector<std::unique_ptr<Store>> tenants;
  for (const char* name : {"tenant_a", "tenant_b"}) {
    postgres::PostgresOptions options;
    options.schema = name;
    tenants.push_back(must(postgres::open_postgres(url_of(database.name()), clock_, options)));
    must(tenants.back()->migrate());
  }
  must(tenants[0]->write([](Transaction& tx) -> Result<void> {
    TRY(tx.insert("lead", {}, {{"fullname", text("Only here")}}, Caller::system()));
    return {};
  }));
  EXPECT_EQ(must(must(tenants[0]->snapshot())->count("lead", nullptr, Caller::system())), 1);
  EXPECT_EQ(must(must(tenants[1]->snapshot())->count("lead", nullptr, Caller::system())), 0);
}

TEST_F(PostgresStore, ConnectionsThatTheServerCutAreReplaced) {
  PostgresDatabase database;
  const auto store = must(database.open(clock_));
  must(store->migrate());
  must(connect("postgres")
           ->run_script(fmt::format("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
                                    database.name())));
  must(store->write([](Transaction& tx) -> Result<void> {
    TRY(tx.insert("lead", {}, {}, Caller::system()));
    return {};
  }));
  must(connect("postgres")
           ->run_script(fmt::format("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'",
                                    database.name())));
  EXPECT_EQ(must(must(store->snapshot())->count("lead", nullptr, Caller::system())), 1);
}

TEST_F(PostgresStore, MoreThreadsThanConnectionsWaitForOne) {
  PostgresDatabase database;
  postgres::PostgresOptions options;
  options.max_connections = 2;
  const auto store = must(postgres::open_postgres(url_of(database.name()), clock_, options));
  must(store->migrate());
  std::atomic<int> failed = 0;
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < 10; ++i) {
        const auto done = store->write([](Transaction& tx) -> Result<void> {
          TRY(tx.insert("lead", {}, {}, Caller::system()));
          return {};
        });
        if (!done) ++failed;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(failed, 0);
  EXPECT_EQ(must(must(store->snapshot())->count("lead", nullptr, Caller::system())), 80);
}

}  // namespace
}  // namespace leadlight::store::contract
