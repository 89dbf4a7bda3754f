// One connection to a PostgreSQL server. The only place that knows libpq.
#pragma once

#include <memory>
#include <string>

#include "storage/store/connection.h"

namespace leadlight::postgres {

/// What an error means for the transaction it happened in.
enum class Trouble {
  None,
  Retry,  ///< Another transaction was faster, or a lock took too long: do it all again.
  Lost,   ///< The connection is gone.
};

class PostgresConnection final : public store::Connection {
 public:
  /// Connects and makes `schema` the place of all names. @errors Unavailable with libpq's reason
  static Result<std::unique_ptr<PostgresConnection>> open(const std::string& url, const std::string& schema);
  ~PostgresConnection() override;

  const store::Dialect& dialect() const override;
  Result<std::unique_ptr<store::Rows>> query(const store::Statement& statement,
                                             store::Fetch fetch = store::Fetch::Whole) override;
  Result<std::int64_t> execute(const store::Statement& statement) override;
  Result<void> execute_each(std::span<const store::Statement> statements) override;
  Result<void> run_script(std::string_view sql) override;
  Result<bool> insert_row(std::string_view table, const std::vector<std::string>& columns,
                          const std::vector<store::Cell>& row) override;
  Result<void> insert_rows(std::string_view table, const std::vector<std::string>& columns,
                           std::span<const std::vector<store::Cell>> rows) override;

  /// Runs a script with the next statement, in one message: saves a wait for the server.
  void run_with_next(std::string script);
  /// Ends the transaction without waiting for the server's word.
  void roll_back();

  /// The worst since forget_trouble().
  Trouble trouble() const;
  void forget_trouble();
  /// Whether an error has ended the transaction: nothing can be committed any more.
  bool transaction_failed() const;

  /// Implementation detail, known to the source only.
  struct State;

 private:
  explicit PostgresConnection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leadlight::postgres
