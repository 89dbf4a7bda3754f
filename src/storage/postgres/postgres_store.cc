#include "storage/postgres/postgres_store.h"

#include <fmt/format.h>

#include <algorithm>
#include <exception>
#include <random>
#include <thread>

#include "storage/postgres/connection_pool.h"
#include "storage/store/metadata.h"
#include "storage/store/sql_snapshot.h"

namespace leadlight::postgres {
namespace {

/// One key for all programs and schemas: migrations of one server wait for each other.
constexpr std::int64_t kMigrationLock = 0x6c6561646c69;

/// Seeded for each transaction, so that no two, in whatever thread or forked process, make the same ids.
base::Random fresh_random() {
  std::random_device device;
  return base::Random(std::uint64_t{device()} << 32 | device());
}

/// Longer with each attempt, and never the same for two who met.
void pause_before(int attempt) {
  const double micros = 500.0 * static_cast<double>(1 << std::min(attempt, 7)) * (0.5 + fresh_random().uniform());
  std::this_thread::sleep_for(std::chrono::microseconds(static_cast<std::int64_t>(micros)));
}

/// Set while this thread is inside a write() of the store.
thread_local const void* writing_store = nullptr;

class WritingMark {
 public:
  explicit WritingMark(const void* store) : before_(writing_store) { writing_store = store; }
  ~WritingMark() { writing_store = before_; }
  WritingMark(const WritingMark&) = delete;
  WritingMark& operator=(const WritingMark&) = delete;

 private:
  const void* before_;
};

class PostgresSnapshot final : public store::SqlSnapshot {
 public:
  PostgresSnapshot(ConnectionPool::Loan connection, std::shared_ptr<const record::Schema> schema)
      : SqlSnapshot(*connection, std::move(schema)), connection_(std::move(connection)) {}
  ~PostgresSnapshot() override { connection_->roll_back(); }
  PostgresSnapshot(const PostgresSnapshot&) = delete;
  PostgresSnapshot& operator=(const PostgresSnapshot&) = delete;

 private:
  ConnectionPool::Loan connection_;
};

class PostgresStore final : public store::Store {
 public:
  PostgresStore(std::string url, const Clock& clock, const PostgresOptions& options)
      : clock_(clock), options_(options), pool_(std::make_shared<ConnectionPool>(std::move(url), options)) {}

  std::string_view backend() const override { return "postgres"; }
  std::shared_ptr<const record::Schema> schema() const override { return cache_.latest(); }

  /// @errors as open_postgres
  Result<void> check_connection() {
    TRY(pool_->take());
    return {};
  }

  Result<void> migrate() override {
    TRY(change_tables([this](store::Connection& connection) -> Result<void> {
      TRY(connection.run_script(fmt::format("SELECT pg_advisory_xact_lock({})", kMigrationLock)));
      auto made =
          connection.run_script(fmt::format("CREATE SCHEMA IF NOT EXISTS \"{}\"; "
                                            "CREATE EXTENSION IF NOT EXISTS pg_trgm WITH SCHEMA public",
                                            options_.schema));
      if (!made) {
        return fail(std::move(made.error()).in("preparing the database"));
      }
      return store::apply_migrations(connection, migrations(), clock_);
    }));
    TRY(snapshot());  // loads the schema
    return {};
  }

  Result<std::unique_ptr<store::Snapshot>> snapshot() override {
    for (int attempt = 0;; ++attempt) {
      auto connection = TRY(pool_->take());
      Result<std::shared_ptr<const record::Schema>> schema = begin_read(*connection);
      if (schema) {
        return std::unique_ptr<store::Snapshot>(
            std::make_unique<PostgresSnapshot>(std::move(connection), std::move(*schema)));
      }
      // The server may have been restarted since the connection was last used: a new one will do.
      const bool stale = connection->trouble() == Trouble::Lost && attempt == 0;
      if (!stale) {
        connection->roll_back();
        return fail(std::move(schema).error());
      }
      pool_->drop_idle();
    }
  }

  Result<void> write(const std::function<Result<void>(store::Transaction&)>& work) override {
    if (writing_store == this) {
      return fail(ErrorCode::Internal,
                  "write() was called from within write(): the inner one would wait for rows of the outer one; pass "
                  "its Transaction on");
    }
    const WritingMark mark(this);
    for (int attempt = 1;; ++attempt) {
      auto connection = TRY(pool_->take());
      Result<void> done = try_write(*connection, work);
      if (done) return done;
      const Trouble trouble = connection->trouble();
      if (trouble == Trouble::Lost) pool_->drop_idle();
      const bool again =
          trouble == Trouble::Retry || (trouble == Trouble::Lost && attempt == 1 && !commit_unknown(done));
      if (!again || attempt >= options_.max_attempts) return done;
      pause_before(attempt);
    }
  }

  Result<void> add_columns(std::vector<record::CustomColumn> columns) override {
    if (columns.empty()) return {};
    TRY(change_tables([&](store::Connection& connection) -> Result<void> {
      TRY(connection.run_script("SET LOCAL lock_timeout TO '2s'"));
      return store::add_custom_columns(connection, columns);
    }));
    TRY(snapshot());
    return {};
  }

  Result<void> change_column(std::string_view table, std::string_view name, std::string label, bool retired) override {
    TRY(change_tables([&](store::Connection& connection) {
      return store::change_custom_column(connection, table, name, label, retired);
    }));
    TRY(snapshot());
    return {};
  }

 private:
  static constexpr std::string_view kUnknown = "the connection was lost during the commit";

  static bool commit_unknown(const Result<void>& done) { return done.error().message().starts_with(kUnknown); }

  Result<std::shared_ptr<const record::Schema>> begin_read(PostgresConnection& connection) {
    connection.run_with_next("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    return cache_.current(connection);
  }

  Result<void> try_write(PostgresConnection& connection, const std::function<Result<void>(store::Transaction&)>& work) {
    connection.run_with_next("BEGIN ISOLATION LEVEL REPEATABLE READ");
    Result<void> done = run_work(connection, work);
    if (!done) {
      connection.roll_back();
      return done;
    }
    done = connection.run_script("COMMIT");
    if (!done && connection.trouble() == Trouble::Lost) {
      return fail(ErrorCode::Unavailable, "{}: whether it was kept is unknown", kUnknown);
    }
    return done;
  }

  Result<void> run_work(PostgresConnection& connection, const std::function<Result<void>(store::Transaction&)>& work) {
    base::Random random = fresh_random();
    store::SqlTransaction transaction(connection, TRY(cache_.current(connection)), clock_.now(), random);
    try {
      TRY(work(transaction));
    } catch (const std::exception& e) {
      return fail(ErrorCode::Internal, "a transaction ended by an exception: {}", e.what());
    }
    if (transaction.failure()) return fail(*transaction.failure());
    if (connection.transaction_failed()) {
      return fail(ErrorCode::Internal, "a statement of the transaction failed, and the work went on");
    }
    return {};
  }

  /// READ COMMITTED: after a wait for a lock it sees what the other one did.
  Result<void> change_tables(const std::function<Result<void>(store::Connection&)>& work) {
    for (int attempt = 1;; ++attempt) {
      auto connection = TRY(pool_->take());
      Result<void> done = [&]() -> Result<void> {
        TRY(connection->run_script("BEGIN ISOLATION LEVEL READ COMMITTED"));
        TRY(work(*connection));
        return connection->run_script("COMMIT");
      }();
      if (done) return done;
      const bool again = connection->trouble() == Trouble::Retry && attempt < options_.max_attempts;
      connection->roll_back();
      if (!again) return done;
      pause_before(attempt);
    }
  }

  const Clock& clock_;
  const PostgresOptions options_;
  store::SchemaCache cache_;
  std::shared_ptr<ConnectionPool> pool_;
};

}  // namespace

Result<std::unique_ptr<store::Store>> open_postgres(const std::string& url, const Clock& clock,
                                                    const PostgresOptions& options) {
  const bool plain = !options.schema.empty() && std::ranges::all_of(options.schema, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
  if (!plain || options.schema.size() > 63) {
    return fail(ErrorCode::InvalidInput, "\"{}\" cannot be the name of a schema: use a-z, 0-9 and _", options.schema);
  }
  auto store = std::make_unique<PostgresStore>(url, clock, options);
  TRY(store->check_connection());
  return std::unique_ptr<store::Store>(std::move(store));
}

}  // namespace leadlight::postgres
