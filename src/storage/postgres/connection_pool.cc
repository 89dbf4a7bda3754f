#include "storage/postgres/connection_pool.h"

namespace leadlight::postgres {

Result<ConnectionPool::Loan> ConnectionPool::take() {
  {
    std::unique_lock lock(mutex_);
    const bool free = returned_.wait_for(lock, options_.wait_for_connection,
                                         [this] { return !idle_.empty() || open_ < options_.max_connections; });
    if (!free) {
      return fail(ErrorCode::Unavailable, "all {} connections to PostgreSQL are in use", options_.max_connections);
    }
    if (!idle_.empty()) {
      auto connection = std::move(idle_.back());
      idle_.pop_back();
      return Loan(shared_from_this(), std::move(connection));
    }
    ++open_;
  }
  auto opened = PostgresConnection::open(url_, options_.schema);
  if (opened) return Loan(shared_from_this(), std::move(*opened));
  {
    const std::lock_guard lock(mutex_);
    --open_;
  }
  returned_.notify_one();
  return fail(std::move(opened).error());
}

void ConnectionPool::give_back(std::unique_ptr<PostgresConnection> connection) {
  {
    const std::lock_guard lock(mutex_);
    if (connection->trouble() == Trouble::Lost) {
      --open_;
    } else {
      connection->forget_trouble();
      idle_.push_back(std::move(connection));
    }
  }
  returned_.notify_one();
}

void ConnectionPool::drop_idle() {
  std::vector<std::unique_ptr<PostgresConnection>> dropped;
  {
    const std::lock_guard lock(mutex_);
    open_ -= static_cast<int>(idle_.size());
    dropped.swap(idle_);
  }
  returned_.notify_all();
}

}  // namespace leadlight::postgres
