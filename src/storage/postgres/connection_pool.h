// Connections to one server, shared by the threads of a node.
#pragma once

#include <condition_variable>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "storage/postgres/postgres_connection.h"
#include "storage/postgres/postgres_store.h"

namespace leadlight::postgres {

class ConnectionPool : public std::enable_shared_from_this<ConnectionPool> {
 public:
  ConnectionPool(std::string url, PostgresOptions options) : url_(std::move(url)), options_(std::move(options)) {}

  /// A connection on loan: comes back when it goes, unless it is broken.
  class Loan {
   public:
    Loan(std::shared_ptr<ConnectionPool> pool, std::unique_ptr<PostgresConnection> connection)
        : pool_(std::move(pool)), connection_(std::move(connection)) {}
    ~Loan() {
      if (connection_) pool_->give_back(std::move(connection_));
    }
    Loan(Loan&&) = default;
    Loan& operator=(Loan&&) = delete;
    PostgresConnection& operator*() const { return *connection_; }
    PostgresConnection* operator->() const { return connection_.get(); }

   private:
    std::shared_ptr<ConnectionPool> pool_;
    std::unique_ptr<PostgresConnection> connection_;
  };

  /// @errors Unavailable: none came back in time, or no connection can be made
  Result<Loan> take();
  /// After a connection was lost: the idle ones are most likely gone too.
  void drop_idle();

 private:
  void give_back(std::unique_ptr<PostgresConnection> connection);

  const std::string url_;
  const PostgresOptions options_;
  std::mutex mutex_;
  std::condition_variable returned_;
  std::vector<std::unique_ptr<PostgresConnection>> idle_;
  int open_ = 0;
};

}  // namespace leadlight::postgres
