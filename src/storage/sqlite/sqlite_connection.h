// One connection to an SQLite file. The only place that knows the library.
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "storage/store/connection.h"

namespace leadlight::sqlite {

enum class Access { Read, Write };

struct ConnectionOptions {
  bool synchronous_full = true;        ///< False: a power cut may lose the last commits (never the database).
  std::int64_t cache_kib = 16 * 1024;  ///< Of a reading connection; the writing one keeps four times as much.
  /// Of the file that is mapped into memory; worth it for many small reads, and counted as memory of the program.
  std::int64_t mmap_bytes = 0;
  std::chrono::milliseconds busy_timeout{10'000};
};

class SqliteConnection final : public store::Connection {
 public:
  /// Opens or (for writing) creates the file, readable by its owner only, in write-ahead mode.
  /// @errors Unavailable: it cannot be opened; Corrupt: it is no database
  static Result<std::unique_ptr<SqliteConnection>> open(const std::string& file, Access access,
                                                        const ConnectionOptions& options);
  ~SqliteConnection() override;

  const store::Dialect& dialect() const override;
  Result<std::unique_ptr<store::Rows>> query(const store::Statement& statement, store::Fetch fetch) override;
  Result<std::int64_t> execute(const store::Statement& statement) override;
  Result<void> execute_each(std::span<const store::Statement> statements) override;
  Result<void> run_script(std::string_view sql) override;
  Result<bool> insert_row(std::string_view table, const std::vector<std::string>& columns,
                          const std::vector<store::Cell>& row) override;
  Result<void> insert_rows(std::string_view table, const std::vector<std::string>& columns,
                           std::span<const std::vector<store::Cell>> rows) override;

  /// Whether each commit waits for the disk. Those that do not are on it with the next that does.
  Result<void> sync_commits(bool wanted);
  /// Pages in the write-ahead log after this connection's last commit.
  int log_pages() const;
  /// Brings as much of the log into the file as can be done without waiting for anybody.
  Result<int> checkpoint();

  /// False when there is none, or when an error has ended it (disk full).
  bool in_transaction() const;

 private:
  struct State;
  Result<void> index_search(std::string_view table, std::span<const std::pair<std::int64_t, std::string_view>> texts);
  explicit SqliteConnection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leadlight::sqlite
