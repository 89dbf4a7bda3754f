#include "storage/postgres/postgres_connection.h"

#include <fmt/format.h>
#include <libpq-fe.h>

#include <algorithm>
#include <functional>
#include <list>
#include <unordered_map>
#include <utility>

#include "base/log.h"
#include "base/text.h"
#include "storage/postgres/binary_format.h"
#include "storage/postgres/postgres_dialect.h"

namespace leadlight::postgres {
namespace {

using store::Cell;
using store::Statement;

constexpr int kBinary = 1;
constexpr int kFetchRows = 500;
constexpr std::size_t kMaxPrepared = 300;
/// So few that their answers never fill what lies between the server and us, which nobody reads meanwhile.
constexpr std::size_t kSentAtOnce = 100;

struct ClearResult {
  void operator()(PGresult* result) const { PQclear(result); }
};
using ResultPtr = std::unique_ptr<PGresult, ClearResult>;

void log_notice(void*, const PGresult* result) {
  const char* text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
  base::log(base::LogLevel::Debug, "storage", "postgres_notice", {{"text", text ? text : ""}});
}

/// SQLSTATE class by class; see appendix A of the PostgreSQL manual.
ErrorCode code_of(std::string_view state) {
  if (state == "23505") return ErrorCode::Conflict;
  if (state.starts_with("22")) return ErrorCode::InvalidInput;
  if (state.starts_with("54")) return ErrorCode::TooLarge;
  if (state.starts_with("XX00")) return ErrorCode::Corrupt;
  const std::string_view group = state.substr(0, 2);
  const bool passing =
      state.empty() || group == "08" || group == "40" || group == "53" || group == "55" || group == "57";
  return passing ? ErrorCode::Unavailable : ErrorCode::Internal;
}

bool wants_retry(std::string_view state) {
  return state == "40001" || state == "40P01" || state == "55P03";
}

/// Values as libpq takes them. The bytes live as long as this.
class Parameters {
 public:
  explicit Parameters(const std::vector<Cell>& cells) {
    std::vector<std::size_t> starts;
    for (const Cell& cell : cells) {
      starts.push_back(bytes_.size());
      if (!cell.is_null()) append_binary(bytes_, cell);
      lengths_.push_back(static_cast<int>(bytes_.size() - starts.back()));
      types_.push_back(type_oid(cell.type));
      formats_.push_back(kBinary);
    }
    for (std::size_t i = 0; i < cells.size(); ++i) {
      values_.push_back(cells[i].is_null() ? nullptr : bytes_.data() + starts[i]);
    }
  }
  int count() const { return static_cast<int>(values_.size()); }
  const unsigned* types() const { return types_.data(); }
  const char* const* values() const { return values_.data(); }
  const int* lengths() const { return lengths_.data(); }
  const int* formats() const { return formats_.data(); }

 private:
  std::string bytes_;
  std::vector<const char*> values_;
  std::vector<int> lengths_, formats_;
  std::vector<unsigned> types_;
};

}  // namespace

struct PostgresConnection::State {
  PGconn* connection = nullptr;
  Trouble trouble = Trouble::None;
  std::int64_t names = 0;
  std::string with_next;    ///< a script that goes with the next statement
  bool has_unread = false;  ///< what the server says of a ROLLBACK nobody waited for
  struct Entry {
    std::string key, name;
  };
  std::list<Entry> prepared;  ///< Last used first.
  std::unordered_map<std::string_view, std::list<Entry>::iterator> by_key;

  ~State() { PQfinish(connection); }

  tl::unexpected<Error> failure(const PGresult* result) {
    const char* field = result != nullptr ? PQresultErrorField(result, PG_DIAG_SQLSTATE) : nullptr;
    const std::string state = field != nullptr ? field : "";
    const char* severity = result != nullptr ? PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED) : nullptr;
    // Before the socket is closed the server says that it ends the session.
    const bool ended = severity != nullptr && std::string_view(severity) != "ERROR";
    if (ended || PQstatus(connection) != CONNECTION_OK) {
      trouble = Trouble::Lost;
    } else if (wants_retry(state) && trouble == Trouble::None) {
      trouble = Trouble::Retry;
    }
    const char* primary = result != nullptr ? PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY) : nullptr;
    const std::string text = primary != nullptr ? primary : PQerrorMessage(connection);
    return fail(code_of(state), "PostgreSQL: {}{}", base::trim(text), state.empty() ? "" : " (" + state + ")");
  }

  Result<ResultPtr> checked(ResultPtr result) {
    const ExecStatusType status = PQresultStatus(result.get());
    if (status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK || status == PGRES_COPY_IN) return result;
    return failure(result.get());
  }

  /// To be called before anything else is sent.
  void read_unread() {
    if (!has_unread) return;
    has_unread = false;
    // A lost connection is noticed by what is sent next.
    while (const ResultPtr result{PQgetResult(connection)}) continue;
  }

  /// The name of the prepared statement. The types belong to the key: money may be compared as whole or as real.
  Result<std::string> prepare(const Statement& statement, const Parameters& parameters) {
    static_assert(kMaxPrepared > kSentAtOnce, "what is about to be sent must stay prepared");
    read_unread();
    std::string key = statement.text;
    for (const Cell& cell : statement.cells) key.push_back(static_cast<char>('0' + static_cast<int>(cell.type)));
    if (const auto found = by_key.find(key); found != by_key.end()) {
      prepared.splice(prepared.begin(), prepared, found->second);
      return found->second->name;
    }
    const std::string name = fmt::format("s{}", ++names);
    TRY(checked(ResultPtr(
        PQprepare(connection, name.c_str(), statement.text.c_str(), parameters.count(), parameters.types()))));
    prepared.push_front({std::move(key), name});
    by_key.emplace(prepared.front().key, prepared.begin());
    if (prepared.size() > kMaxPrepared) {
      const Entry oldest = std::move(prepared.back());
      by_key.erase(oldest.key);
      prepared.pop_back();
      TRY(checked(ResultPtr(PQexec(connection, ("DEALLOCATE " + oldest.name).c_str()))));
    }
    return name;
  }

  Result<ResultPtr> run(const Statement& statement) {
    if (with_next.empty()) {
      const Parameters parameters(statement.cells);
      const std::string name = TRY(prepare(statement, parameters));
      return checked(ResultPtr(PQexecPrepared(connection, name.c_str(), parameters.count(), parameters.values(),
                                              parameters.lengths(), parameters.formats(), kBinary)));
    }
    ResultPtr answer;
    TRY(run_together({&statement, 1}, [&](ResultPtr result) -> Result<void> {
      answer = std::move(result);
      return {};
    }));
    return answer;
  }

  /// Sends all, and the script that waits, before it waits for the first answer. The first error ends it.
  Result<void> run_together(std::span<const Statement> statements, const std::function<Result<void>(ResultPtr)>& each) {
    std::vector<std::string> names;
    for (const Statement& statement : statements) {
      names.push_back(TRY(prepare(statement, Parameters(statement.cells))));
    }
    if (PQenterPipelineMode(connection) != 1) return failure(nullptr);
    const bool has_script = !with_next.empty();
    bool sent = !has_script ||
                PQsendQueryParams(connection, with_next.c_str(), 0, nullptr, nullptr, nullptr, nullptr, kBinary) == 1;
    with_next.clear();
    for (std::size_t i = 0; sent && i < statements.size(); ++i) {
      const Parameters parameters(statements[i].cells);
      sent = PQsendQueryPrepared(connection, names[i].c_str(), parameters.count(), parameters.values(),
                                 parameters.lengths(), parameters.formats(), kBinary) == 1;
    }
    sent = sent && PQpipelineSync(connection) == 1;
    Result<void> outcome = sent ? Result<void>() : failure(nullptr);
    for (std::size_t i = 0; sent && i < statements.size() + (has_script ? 1 : 0); ++i) {
      ResultPtr result(PQgetResult(connection));
      while (const ResultPtr end{PQgetResult(connection)}) continue;  // the null between two statements' results
      if (!outcome) continue;
      auto done = checked(std::move(result));
      if (!done) {
        outcome = fail(std::move(done).error());
      } else if (i > 0 || !has_script) {
        outcome = each(std::move(*done));
      }
    }
    const ResultPtr synchronized(sent ? PQgetResult(connection) : nullptr);
    if (PQexitPipelineMode(connection) != 1 && outcome) outcome = failure(nullptr);
    return outcome;
  }

  Result<ResultPtr> run_once(const std::string& text, const Parameters& parameters) {
    TRY(run_waiting());
    return checked(ResultPtr(PQexecParams(connection, text.c_str(), parameters.count(), parameters.types(),
                                          parameters.values(), parameters.lengths(), parameters.formats(), kBinary)));
  }

  Result<void> run_waiting() {
    read_unread();
    if (with_next.empty()) return {};
    const std::string script = std::exchange(with_next, {});
    TRY(checked(ResultPtr(PQexec(connection, script.c_str()))));
    return {};
  }
};

namespace {

class PostgresRows : public store::Rows {
 public:
  explicit PostgresRows(ResultPtr result) : result_(std::move(result)) {}

  Result<bool> next() override { return ++row_ < PQntuples(result_.get()); }
  bool is_null(int column) const override { return PQgetisnull(result_.get(), row_, column) != 0; }
  std::int64_t integer(int column) const override {
    return read_integer(PQftype(result_.get(), column), bytes(column));
  }
  double real(int column) const override { return read_real(PQftype(result_.get(), column), bytes(column)); }
  std::string_view bytes(int column) const override {
    return {PQgetvalue(result_.get(), row_, column),
            static_cast<std::size_t>(PQgetlength(result_.get(), row_, column))};
  }

 protected:
  void replace(ResultPtr result) {
    result_ = std::move(result);
    row_ = 0;
  }
  int rows() const { return PQntuples(result_.get()); }

 private:
  ResultPtr result_;
  int row_ = -1;
};

/// Reads through a cursor of the server, some hundred rows at a time, so other statements can run in between.
class PostgresCursor final : public PostgresRows {
 public:
  PostgresCursor(PostgresConnection::State& state, std::string name, ResultPtr first)
      : PostgresRows(std::move(first)), state_(state), name_(std::move(name)) {}
  ~PostgresCursor() override {
    if (PQtransactionStatus(state_.connection) != PQTRANS_INTRANS) return;  // closed with the transaction
    const ResultPtr closed(PQexec(state_.connection, ("CLOSE " + name_).c_str()));
  }
  PostgresCursor(const PostgresCursor&) = delete;
  PostgresCursor& operator=(const PostgresCursor&) = delete;

  static std::string fetch_sql(const std::string& name) {
    return fmt::format("FETCH FORWARD {} FROM {}", kFetchRows, name);
  }

  Result<bool> next() override {
    if (TRY(PostgresRows::next())) return true;
    if (rows() < kFetchRows) return false;
    replace(TRY(state_.run_once(fetch_sql(name_), Parameters({}))));
    return rows() > 0;
  }

 private:
  PostgresConnection::State& state_;
  std::string name_;
};

}  // namespace

PostgresConnection::PostgresConnection(std::unique_ptr<State> state) : state_(std::move(state)) {}
PostgresConnection::~PostgresConnection() = default;

Result<std::unique_ptr<PostgresConnection>> PostgresConnection::open(const std::string& url,
                                                                     const std::string& schema) {
  auto state = std::make_unique<State>();
  state->connection = PQconnectdb(url.c_str());
  if (PQstatus(state->connection) != CONNECTION_OK) {
    return fail(Error(ErrorCode::Unavailable,
                      fmt::format("PostgreSQL: {}", base::trim(PQerrorMessage(state->connection))),
                      "Check the address, the user and that the server runs."));
  }
  PQsetNoticeReceiver(state->connection, log_notice, nullptr);
  std::unique_ptr<PostgresConnection> connection(new PostgresConnection(std::move(state)));
  TRY(
      connection->run_script(fmt::format("SET client_encoding TO 'UTF8'; SET timezone TO 'UTC'; "
                                         "SET application_name TO 'leadlight'; SET search_path TO \"{}\", public; "
                                         "SET synchronous_commit TO on",
                                         schema)));
  return connection;
}

const store::Dialect& PostgresConnection::dialect() const {
  return postgres::dialect();
}

Trouble PostgresConnection::trouble() const {
  return state_->trouble;
}
void PostgresConnection::forget_trouble() {
  if (state_->trouble == Trouble::Retry) state_->trouble = Trouble::None;
}
bool PostgresConnection::transaction_failed() const {
  return PQtransactionStatus(state_->connection) != PQTRANS_INTRANS;
}

Result<std::unique_ptr<store::Rows>> PostgresConnection::query(const Statement& statement, store::Fetch fetch) {
  if (fetch == store::Fetch::Whole) return std::make_unique<PostgresRows>(TRY(state_->run(statement)));
  std::string name = fmt::format("c{}", ++state_->names);
  TRY(state_->run_once("DECLARE " + name + " NO SCROLL CURSOR FOR " + statement.text, Parameters(statement.cells)));
  ResultPtr first = TRY(state_->run_once(PostgresCursor::fetch_sql(name), Parameters({})));
  return std::make_unique<PostgresCursor>(*state_, std::move(name), std::move(first));
}

Result<std::int64_t> PostgresConnection::execute(const Statement& statement) {
  const ResultPtr result = TRY(state_->run(statement));
  return base::parse_int(PQcmdTuples(result.get())).value_or(0);
}

Result<void> PostgresConnection::execute_each(std::span<const Statement> statements) {
  for (std::size_t first = 0; first < statements.size(); first += kSentAtOnce) {
    const auto some = statements.subspan(first, std::min(kSentAtOnce, statements.size() - first));
    TRY(state_->run_together(some, [](const ResultPtr& result) -> Result<void> {
      if (base::parse_int(PQcmdTuples(result.get())) == 1) return {};
      return fail(ErrorCode::Internal, "a row vanished while it was locked");
    }));
  }
  return {};
}

void PostgresConnection::run_with_next(std::string script) {
  state_->with_next = std::move(script);
}

void PostgresConnection::roll_back() {
  state_->with_next.clear();
  if (state_->trouble == Trouble::Lost) return;
  state_->read_unread();
  if (PQtransactionStatus(state_->connection) == PQTRANS_IDLE) return;
  state_->has_unread = PQsendQuery(state_->connection, "ROLLBACK") == 1;
  if (!state_->has_unread) state_->trouble = Trouble::Lost;
}

Result<void> PostgresConnection::run_script(std::string_view sql) {
  TRY(state_->run_waiting());
  TRY(state_->checked(ResultPtr(PQexec(state_->connection, std::string(sql).c_str()))));
  return {};
}

Result<bool> PostgresConnection::insert_row(std::string_view table, const std::vector<std::string>& columns,
                                            const std::vector<Cell>& row) {
  return TRY(execute({store::insert_text(table, columns, true) + " ON CONFLICT DO NOTHING", row})) == 1;
}

/// COPY in binary format: the fastest way in.
Result<void> PostgresConnection::insert_rows(std::string_view table, const std::vector<std::string>& columns,
                                             std::span<const std::vector<Cell>> rows) {
  if (rows.empty()) return {};
  std::string names;
  for (const std::string& column : columns) names += (names.empty() ? "" : ", ") + store::quoted(column);
  TRY(run_script(fmt::format("COPY {} ({}) FROM STDIN (FORMAT binary)", store::quoted(table), names)));
  std::string bytes("PGCOPY\n\377\r\n\0", 11);
  append_int32(bytes, 0);  // no flags
  append_int32(bytes, 0);  // no header extension
  for (const std::vector<Cell>& row : rows) {
    append_int16(bytes, static_cast<std::int16_t>(row.size()));
    for (const Cell& cell : row) {
      const std::size_t at = bytes.size();
      append_int32(bytes, -1);
      if (cell.is_null()) continue;
      append_binary(bytes, cell);
      std::string length;
      append_int32(length, static_cast<std::int32_t>(bytes.size() - at - 4));
      bytes.replace(at, 4, length);
    }
  }
  append_int16(bytes, -1);
  PGconn* connection = state_->connection;
  const bool sent = PQputCopyData(connection, bytes.data(), static_cast<int>(bytes.size())) == 1 &&
                    PQputCopyEnd(connection, nullptr) == 1;
  Result<void> outcome;
  while (ResultPtr result{PQgetResult(connection)}) {
    if (PQresultStatus(result.get()) != PGRES_COMMAND_OK && outcome) outcome = state_->failure(result.get());
  }
  if (outcome && !sent) return state_->failure(nullptr);
  return outcome;
}

}  // namespace leadlight::postgres
