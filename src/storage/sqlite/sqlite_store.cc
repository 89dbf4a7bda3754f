#include "storage/sqlite/sqlite_store.h"

#include <filesystem>
#include <mutex>
#include <vector>

#include "storage/sqlite/writer_thread.h"
#include "storage/store/sql_snapshot.h"

namespace leadlight::sqlite {
namespace {

/// Reading connections that wait for the next snapshot.
class ReaderPool {
 public:
  ReaderPool(std::string file, const SqliteOptions& options) : file_(std::move(file)), options_(options) {}

  Result<std::unique_ptr<SqliteConnection>> take() {
    {
      const std::lock_guard lock(mutex_);
      if (!idle_.empty()) {
        auto connection = std::move(idle_.back());
        idle_.pop_back();
        return connection;
      }
    }
    return SqliteConnection::open(file_, Access::Read, options_.connection);
  }
  void give_back(std::unique_ptr<SqliteConnection> connection) {
    const std::lock_guard lock(mutex_);
    if (idle_.size() < static_cast<std::size_t>(options_.idle_readers)) idle_.push_back(std::move(connection));
  }

 private:
  const std::string file_;
  const SqliteOptions options_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<SqliteConnection>> idle_;
};

/// Gives the connection back when it goes.
class SqliteSnapshot final : public store::SqlSnapshot {
 public:
  SqliteSnapshot(std::unique_ptr<SqliteConnection> connection, std::shared_ptr<const record::Schema> schema,
                 std::shared_ptr<ReaderPool> pool)
      : SqlSnapshot(*connection, std::move(schema)), connection_(std::move(connection)), pool_(std::move(pool)) {}
  ~SqliteSnapshot() override {
    if (connection_->run_script("ROLLBACK")) pool_->give_back(std::move(connection_));
  }
  SqliteSnapshot(const SqliteSnapshot&) = delete;
  SqliteSnapshot& operator=(const SqliteSnapshot&) = delete;

 private:
  std::unique_ptr<SqliteConnection> connection_;
  std::shared_ptr<ReaderPool> pool_;
};

class SqliteStore final : public store::Store {
 public:
  SqliteStore(const std::string& file, std::unique_ptr<SqliteConnection> connection,
              std::unique_ptr<SqliteConnection> checkpoints, const Clock& clock, const SqliteOptions& options)
      : clock_(clock),
        pool_(std::make_shared<ReaderPool>(file, options)),
        writer_(std::move(connection), std::move(checkpoints), cache_, clock) {}

  std::string_view backend() const override { return "sqlite"; }

  Result<void> migrate() override {
    TRY(writer_.alone(
        [this](store::Connection& connection) { return store::apply_migrations(connection, migrations(), clock_); }));
    TRY(snapshot());  // loads the schema
    return {};
  }

  std::shared_ptr<const record::Schema> schema() const override { return cache_.latest(); }

  Result<std::unique_ptr<store::Snapshot>> snapshot() override {
    auto connection = TRY(pool_->take());
    TRY(connection->run_script("BEGIN"));
    auto schema = cache_.current(*connection);  // the first read: from here on the view stands still
    if (!schema) return fail(std::move(schema).error());
    return std::unique_ptr<store::Snapshot>(
        std::make_unique<SqliteSnapshot>(std::move(connection), std::move(*schema), pool_));
  }

  Result<void> write(const std::function<Result<void>(store::Transaction&)>& work) override {
    return writer_.write(work);
  }

  Result<void> add_columns(std::vector<record::CustomColumn> columns) override {
    if (columns.empty()) return {};
    TRY(writer_.alone(
        [&](store::Connection& connection) { return store::add_custom_columns(connection, std::move(columns)); }));
    TRY(snapshot());
    return {};
  }

  Result<void> change_column(std::string_view table, std::string_view name, std::string label, bool retired) override {
    TRY(writer_.alone([&](store::Connection& connection) {
      return store::change_custom_column(connection, table, name, std::move(label), retired);
    }));
    TRY(snapshot());
    return {};
  }

 private:
  const Clock& clock_;
  store::SchemaCache cache_;
  std::shared_ptr<ReaderPool> pool_;
  WriterThread writer_;
};

/// As database_file, and makes the folder.
Result<std::string> file_of(const std::string& path) {
  namespace fs = std::filesystem;
  std::error_code error;
  if (path.empty()) return fail(ErrorCode::InvalidInput, "no place for the database was given");
  std::string file = database_file(path);
  if (file != path && !fs::is_directory(path, error)) {
    fs::create_directories(path, error);
    if (error) return fail(ErrorCode::Unavailable, "cannot make the folder {}: {}", path, error.message());
    fs::permissions(path, fs::perms::owner_all, error);
  }
  return file;
}

}  // namespace

std::string database_file(const std::string& path) {
  std::error_code error;
  if (path.ends_with(".db") || std::filesystem::is_regular_file(path, error)) return path;
  return (std::filesystem::path(path) / "leadlight.db").string();
}

Result<std::unique_ptr<store::Store>> open_sqlite(const std::string& path, const Clock& clock,
                                                  const SqliteOptions& options) {
  const std::string file = TRY(file_of(path));
  auto opened = SqliteConnection::open(file, Access::Write, options.connection);
  if (!opened) return fail(std::move(opened).error().in(file));
  auto checkpoints = TRY(SqliteConnection::open(file, Access::Write, options.connection));
  return std::unique_ptr<store::Store>(
      std::make_unique<SqliteStore>(file, std::move(*opened), std::move(checkpoints), clock, options));
}

}  // namespace leadlight::sqlite
