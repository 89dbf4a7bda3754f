// An HTTP/1.1 server: sockets, limits and time limits on one side, a function from Request to Response on the other.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.h"
#include "server/http/message.h"

namespace leadlight::http {

struct ServerOptions {
  std::string address = "127.0.0.1";
  std::uint16_t port = 0;  ///< 0 takes a free one; see Server::port().

  int io_threads = 1;  ///< Read and write sockets only; one is enough for tens of thousands of requests a second.
  int workers = 4;     ///< Run the handler. More help while handlers wait for a database, and cost memory.
  std::size_t queue_limit = 256;       ///< Requests waiting for a worker; beyond it the answer is 503 with Retry-After.
  std::size_t max_connections = 4096;  ///< Beyond it a new connection gets 503 and is closed.

  std::size_t url_limit = 16 * 1024;     ///< Path and query; beyond it 414.
  std::size_t header_limit = 48 * 1024;  ///< Request line and all fields; beyond it 431.
  std::size_t body_limit = 1024 * 1024;  ///< Beyond it 413.

  /// Addresses that take larger bodies; together they may hold no more than the budget (503 beyond it).
  struct LargeBody {
    std::string path;
    std::size_t limit = 0;
  };
  std::vector<LargeBody> large_bodies;
  std::size_t large_body_budget = 64 * 1024 * 1024;

  std::chrono::milliseconds header_timeout{10'000};  ///< From the first byte of a request to the end of its header.
  std::chrono::milliseconds body_timeout{30'000};    ///< For the whole body, however slowly it drips.
  std::chrono::milliseconds write_timeout{30'000};
  std::chrono::milliseconds idle_timeout{60'000};  ///< Between two requests of a connection.
  std::chrono::milliseconds stop_grace{10'000};    ///< What running requests get to finish after stop().

  bool stop_on_signals = false;  ///< SIGINT and SIGTERM call stop().
};

/// Numbers for monitoring, as of now.
struct ServerStats {
  std::uint64_t accepted = 0;         ///< Connections so far.
  std::uint64_t connections = 0;      ///< Open now.
  std::uint64_t requests = 0;         ///< Handed to the handler so far.
  std::uint64_t rejected = 0;         ///< Answered 503 because queue or connections were full.
  std::uint64_t protocol_errors = 0;  ///< Not HTTP, or over a limit.
  std::uint64_t timeouts = 0;         ///< Closed for slowness.
  std::uint64_t streams = 0;          ///< Responses that grow, open now.
  std::uint64_t queue_depth = 0;      ///< Waiting for a worker now.
};

class Server {
 public:
  /// Opens the socket. The handler is called from worker threads, several at once; what it throws is logged and
  /// answered 500.
  /// @errors Unavailable: the address is taken or not ours
  static Result<std::unique_ptr<Server>> listen(ServerOptions options, Handler handler);
  ~Server();

  std::uint16_t port() const;
  /// Serves until stop(): then takes no more connections, finishes the requests that run, and returns.
  void run();
  /// @threads any
  void stop();
  /// @threads any
  ServerStats stats() const;

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leadlight::http
