#include "storage/sqlite/sqlite_connection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <list>
#include <thread>
#include <unordered_map>

#include "storage/sqlite/sqlite_dialect.h"
#include "storage/store/columns.h"

namespace leadlight::sqlite {
namespace {

using store::Cell;
using store::Statement;

struct FinalizeStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Prepared = std::unique_ptr<sqlite3_stmt, FinalizeStatement>;

ErrorCode code_of(int status) {
  switch (status & 0xFF) {
    case SQLITE_CONSTRAINT:
      return ErrorCode::Conflict;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
    case SQLITE_FULL:
    case SQLITE_CANTOPEN:
    case SQLITE_READONLY:
    case SQLITE_IOERR:
      return ErrorCode::Unavailable;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return ErrorCode::Corrupt;
    case SQLITE_TOOBIG:
      return ErrorCode::TooLarge;
    default:
      return ErrorCode::Internal;
  }
}

tl::unexpected<Error> failure(sqlite3* db, int status) {
  Error error(code_of(status), fmt::format("SQLite: {}", db ? sqlite3_errmsg(db) : sqlite3_errstr(status)));
  if ((status & 0xFF) == SQLITE_FULL) return fail(std::move(error).with_hint("The disk is full."));
  return fail(std::move(error));
}

int bind(sqlite3_stmt* statement, int index, const Cell& cell) {
  struct Visitor {
    sqlite3_stmt* statement;
    int index;
    bool bytes;
    int operator()(std::monostate) const { return SQLITE_OK; }  // parameters are null until bound
    int operator()(std::int64_t number) const { return sqlite3_bind_int64(statement, index, number); }
    int operator()(double number) const { return sqlite3_bind_double(statement, index, number); }
    // SQLITE_STATIC: the cells live until the statement is reset.
    int operator()(const std::string& text) const {
      if (bytes) return sqlite3_bind_blob64(statement, index, text.data(), text.size(), SQLITE_STATIC);
      return sqlite3_bind_text64(statement, index, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8);
    }
    int operator()(const Uuid& id) const {
      return sqlite3_bind_blob64(statement, index, id.bytes.data(), id.bytes.size(), SQLITE_STATIC);
    }
  };
  return std::visit(Visitor{statement, index, cell.type == store::CellType::Bytes}, cell.value);
}

/// Statements by their text. One that is running is not in here, so a query within a query gets another.
class StatementCache {
 public:
  Prepared take(const std::string& text) {
    const auto found = by_text_.find(text);
    if (found == by_text_.end()) return nullptr;
    const auto entry = found->second;
    Prepared statement = std::move(entry->statement);
    by_text_.erase(found);  // before the entry: its key looks into the entry's text
    entries_.erase(entry);
    return statement;
  }
  void put(std::string text, Prepared statement) {
    if (by_text_.contains(text)) return;
    entries_.push_front({std::move(text), std::move(statement)});
    by_text_.emplace(entries_.front().text, entries_.begin());
    if (entries_.size() <= kMaxStatements) return;
    by_text_.erase(entries_.back().text);
    entries_.pop_back();
  }
  void clear() {
    by_text_.clear();
    entries_.clear();
  }

 private:
  static constexpr std::size_t kMaxStatements = 200;
  struct Entry {
    std::string text;
    Prepared statement;
  };
  std::list<Entry> entries_;  ///< Last used first.
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_text_;
};

}  // namespace

struct SqliteConnection::State {
  sqlite3* db = nullptr;
  int log_pages = 0;
  std::chrono::milliseconds longest_wait{};
  bool may_sync = true, syncs = true;  ///< With each commit.
  StatementCache cache;

  ~State() {
    cache.clear();
    sqlite3_close_v2(db);
  }
  Result<Prepared> prepare(const std::string& text) {
    if (Prepared cached = cache.take(text)) return cached;
    sqlite3_stmt* raw = nullptr;
    const int status =
        sqlite3_prepare_v3(db, text.data(), static_cast<int>(text.size()), SQLITE_PREPARE_PERSISTENT, &raw, nullptr);
    if (status != SQLITE_OK) return failure(db, status);
    return Prepared(raw);
  }
  Result<void> bind_all(sqlite3_stmt* statement, const std::vector<Cell>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const int status = bind(statement, static_cast<int>(i) + 1, cells[i]);
      if (status != SQLITE_OK) return failure(db, status);
    }
    return {};
  }
  void give_back(std::string text, Prepared statement) {
    sqlite3_reset(statement.get());
    sqlite3_clear_bindings(statement.get());
    cache.put(std::move(text), std::move(statement));
  }
};

namespace {

/// Owns the statement's values too: they stay bound while it runs.
template <class State>
class SqliteRows final : public store::Rows {
 public:
  SqliteRows(State& state, Prepared statement, Statement source)
      : state_(state), statement_(std::move(statement)), source_(std::move(source)) {}
  ~SqliteRows() override { state_.give_back(std::move(source_.text), std::move(statement_)); }
  SqliteRows(const SqliteRows&) = delete;
  SqliteRows& operator=(const SqliteRows&) = delete;

  Result<void> bind() { return state_.bind_all(statement_.get(), source_.cells); }
  Result<bool> next() override {
    const int status = sqlite3_step(statement_.get());
    if (status == SQLITE_ROW) return true;
    if (status == SQLITE_DONE) return false;
    return failure(state_.db, status);
  }
  bool is_null(int column) const override { return sqlite3_column_type(statement_.get(), column) == SQLITE_NULL; }
  std::int64_t integer(int column) const override { return sqlite3_column_int64(statement_.get(), column); }
  double real(int column) const override { return sqlite3_column_double(statement_.get(), column); }
  std::string_view bytes(int column) const override {
    const auto* data = static_cast<const char*>(sqlite3_column_blob(statement_.get(), column));
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return data == nullptr ? std::string_view() : std::string_view(data, static_cast<std::size_t>(size));
  }

 private:
  State& state_;
  Prepared statement_;
  Statement source_;
};

/// The folded search text of a row about to come in; nullptr when it has none.
const std::string* search_text(const std::vector<std::string>& columns, const std::vector<Cell>& row) {
  if (columns.back() != store::kSearchColumn) return nullptr;
  return std::get_if<std::string>(&row.back().value);
}

/// SQLite makes its files with the rights of the database file, so that one decides. A file that is there is not
/// opened: closing it again would drop every lock this process holds on it (POSIX), and the next program to leave would
/// take itself for the last one and delete the log under our hands.
Result<void> create_private(const std::string& file) {
  const int descriptor = ::open(file.c_str(), O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC, 0600);
  if (descriptor < 0) {
    if (errno == EEXIST) return {};
    return fail(ErrorCode::Unavailable, "cannot create {}: {}", file, std::strerror(errno));
  }
  ::close(descriptor);
  return {};
}

std::string set_up_sql(Access access, const ConnectionOptions& options) {
  std::string sql =
      fmt::format("PRAGMA cache_size=-{}; PRAGMA mmap_size={}; PRAGMA temp_store=MEMORY; PRAGMA cell_size_check=ON;",
                  access == Access::Read ? options.cache_kib : 4 * options.cache_kib, options.mmap_bytes);
  // Not for the writer: the triggers that keep the search index count as untrusted use of it.
  if (access == Access::Read) return sql + "PRAGMA trusted_schema=OFF; PRAGMA query_only=ON;";
  return sql + fmt::format("PRAGMA journal_mode=WAL; PRAGMA synchronous={}; PRAGMA journal_size_limit=67108864;",
                           options.synchronous_full ? "FULL" : "NORMAL");
}

/// While another program writes. SQLite's own waiting looks up to a tenth of a second apart, and so misses for seconds
/// the moments that a long import leaves between its transactions.
int wait_for_other_program(void* longest, int times) {
  constexpr std::chrono::milliseconds kStep{1};
  if (times * kStep >= *static_cast<const std::chrono::milliseconds*>(longest)) return 0;
  std::this_thread::sleep_for(kStep);
  return 1;
}

}  // namespace

SqliteConnection::SqliteConnection(std::unique_ptr<State> state) : state_(std::move(state)) {}
SqliteConnection::~SqliteConnection() = default;

Result<std::unique_ptr<SqliteConnection>> SqliteConnection::open(const std::string& file, Access access,
                                                                 const ConnectionOptions& options) {
  // Nobody asks how much memory it uses; counting takes a lock at every allocation.
  static const int uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
  (void)uncounted;
  if (access == Access::Write) TRY(create_private(file));
  auto state = std::make_unique<State>();
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
  const int status = sqlite3_open_v2(file.c_str(), &state->db, flags, nullptr);
  if (status != SQLITE_OK) return failure(state->db, status);
  state->longest_wait = options.busy_timeout;
  sqlite3_busy_handler(state->db, wait_for_other_program, &state->longest_wait);
  sqlite3_db_config(state->db, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
  std::unique_ptr<SqliteConnection> connection(new SqliteConnection(std::move(state)));
  TRY(connection->run_script(set_up_sql(access, options)));
  connection->state_->may_sync = connection->state_->syncs = options.synchronous_full;
  // In place of SQLite's own checkpoint within the commit (checkpointer.h).
  const auto keep_count = [](void* kept, sqlite3*, const char*, int pages) {
    static_cast<State*>(kept)->log_pages = pages;
    return SQLITE_OK;
  };
  sqlite3_wal_hook(connection->state_->db, keep_count, connection->state_.get());
  return connection;
}

const store::Dialect& SqliteConnection::dialect() const {
  return sqlite::dialect();
}

Result<void> SqliteConnection::sync_commits(bool wanted) {
  const bool syncs = wanted && state_->may_sync;
  if (syncs == state_->syncs) return {};
  TRY(run_script(syncs ? "PRAGMA synchronous=FULL" : "PRAGMA synchronous=NORMAL"));
  state_->syncs = syncs;
  return {};
}

int SqliteConnection::log_pages() const {
  return state_->log_pages;
}

Result<int> SqliteConnection::checkpoint() {
  int in_log = 0, in_file = 0;
  const int status = sqlite3_wal_checkpoint_v2(state_->db, nullptr, SQLITE_CHECKPOINT_PASSIVE, &in_log, &in_file);
  if ((status & 0xff) == SQLITE_BUSY) return 0;  // another connection is at it
  if (status != SQLITE_OK) return failure(state_->db, status);
  return in_file;
}

bool SqliteConnection::in_transaction() const {
  return sqlite3_get_autocommit(state_->db) == 0;
}

Result<std::unique_ptr<store::Rows>> SqliteConnection::query(const Statement& statement, store::Fetch) {
  auto rows = std::make_unique<SqliteRows<State>>(*state_, TRY(state_->prepare(statement.text)), statement);
  TRY(rows->bind());
  return rows;
}

Result<std::int64_t> SqliteConnection::execute(const Statement& statement) {
  Prepared prepared = TRY(state_->prepare(statement.text));
  TRY(state_->bind_all(prepared.get(), statement.cells));
  int status = SQLITE_ROW;
  while (status == SQLITE_ROW) status = sqlite3_step(prepared.get());
  if (status != SQLITE_DONE) return failure(state_->db, status);
  const std::int64_t changed = sqlite3_changes64(state_->db);
  state_->give_back(statement.text, std::move(prepared));
  return changed;
}

Result<void> SqliteConnection::execute_each(std::span<const Statement> statements) {
  for (const Statement& statement : statements) {
    if (TRY(execute(statement)) != 1) return fail(ErrorCode::Internal, "a row vanished while it was locked");
  }
  return {};
}

Result<void> SqliteConnection::run_script(std::string_view sql) {
  const int status = sqlite3_exec(state_->db, std::string(sql).c_str(), nullptr, nullptr, nullptr);
  if (status != SQLITE_OK) return failure(state_->db, status);
  return {};
}

Result<bool> SqliteConnection::insert_row(std::string_view table, const std::vector<std::string>& columns,
                                          const std::vector<Cell>& row) {
  std::string text = store::insert_text(table, columns, false) + " ON CONFLICT DO NOTHING";
  Prepared prepared = TRY(state_->prepare(text));
  TRY(state_->bind_all(prepared.get(), row));
  const int status = sqlite3_step(prepared.get());
  if (status != SQLITE_DONE) return failure(state_->db, status);
  const bool added = sqlite3_changes64(state_->db) == 1;
  state_->give_back(std::move(text), std::move(prepared));
  if (const auto* words = added ? search_text(columns, row) : nullptr) {
    const std::pair<std::int64_t, std::string_view> entry(sqlite3_last_insert_rowid(state_->db), *words);
    TRY(index_search(table, {&entry, 1}));
  }
  return added;
}

Result<void> SqliteConnection::insert_rows(std::string_view table, const std::vector<std::string>& columns,
                                           std::span<const std::vector<Cell>> rows) {
  std::string text = store::insert_text(table, columns, false);
  Prepared prepared = TRY(state_->prepare(text));
  std::vector<std::pair<std::int64_t, std::string_view>> texts;
  for (const std::vector<Cell>& row : rows) {
    TRY(state_->bind_all(prepared.get(), row));
    const int status = sqlite3_step(prepared.get());
    if (status != SQLITE_DONE) return failure(state_->db, status);
    sqlite3_reset(prepared.get());
    sqlite3_clear_bindings(prepared.get());
    const auto* words = search_text(columns, row);
    if (words != nullptr) texts.emplace_back(sqlite3_last_insert_rowid(state_->db), *words);
  }
  state_->give_back(std::move(text), std::move(prepared));
  return index_search(table, texts);
}

/// Not by a trigger: a statement with one has a savepoint of its own, before which FTS5 writes out what it has
/// gathered, row by row; so it took more than the rest of a bulk insert together.
Result<void> SqliteConnection::index_search(std::string_view table,
                                            std::span<const std::pair<std::int64_t, std::string_view>> texts) {
  if (texts.empty()) return {};
  std::string text = store::insert_text(search_table(table), {"rowid", std::string(store::kSearchColumn)}, false);
  Prepared prepared = TRY(state_->prepare(text));
  for (const auto& [row, words] : texts) {
    sqlite3_bind_int64(prepared.get(), 1, row);
    sqlite3_bind_text64(prepared.get(), 2, words.data(), words.size(), SQLITE_STATIC, SQLITE_UTF8);
    const int status = sqlite3_step(prepared.get());
    if (status != SQLITE_DONE) return failure(state_->db, status);
    sqlite3_reset(prepared.get());
  }
  state_->give_back(std::move(text), std::move(prepared));
  return {};
}

}  // namespace leadlight::sqlite
