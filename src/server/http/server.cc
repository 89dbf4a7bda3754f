// The only source that includes Boost.Beast and Asio: instantiating them costs half a minute a file.
#include "server/http/server.h"

#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <csignal>
#include <mutex>
#include <optional>
#include <thread>
#include <unordered_set>

#include "base/log.h"
#include "base/text.h"
#include "server/http/compress.h"
#include "server/http/head.h"
#include "server/http/stream.h"
#include "server/http/worker_pool.h"

namespace leadlight::http {
namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::ip::tcp;
using boost::system::error_code;
using Parser = beast::http::request_parser<beast::http::string_body>;

constexpr auto kWait = asio::as_tuple(asio::use_awaitable);
/// What is read and thrown away after an error answer, so that closing does not reset the connection under it.
constexpr std::size_t kLingerBytes = 4 * 1024 * 1024;
constexpr std::chrono::seconds kLingerTime{2};

/// One connection. Lives as long as its coroutine; `idle` and the stream are touched on its executor only.
struct Session {
  explicit Session(tcp::socket socket) : stream(std::move(socket)) {}
  beast::tcp_stream stream;
  beast::flat_buffer buffer;
  std::string remote_address;
  bool idle = false;
  std::shared_ptr<Stream> streaming;  ///< While a growing response is sent.
};

/// A part of the memory that large bodies share, given back at the end.
class BodyShare {
 public:
  explicit BodyShare(std::atomic<std::size_t>& used) : used_(used) {}
  BodyShare(const BodyShare&) = delete;
  BodyShare& operator=(const BodyShare&) = delete;
  ~BodyShare() { used_ -= taken_; }
  bool take(std::size_t bytes, std::size_t budget) {
    taken_ = bytes;
    return used_.fetch_add(bytes) + bytes <= budget;
  }

 private:
  std::atomic<std::size_t>& used_;
  std::size_t taken_ = 0;
};

Request to_request(Parser& parser, const std::string& remote_address) {
  auto message = parser.release();
  Request request;
  request.method = std::string(message.method_string());
  const std::string_view target(message.target().data(), message.target().size());
  const std::size_t question = target.find('?');
  request.path = std::string(target.substr(0, question));
  if (question != std::string_view::npos) request.query = std::string(target.substr(question + 1));
  for (const auto& field : message) {
    request.headers.add(std::string(field.name_string()), std::string(field.value()));
  }
  request.body = std::move(message.body());
  request.remote_address = remote_address;
  return request;
}

Response body_too_large(std::size_t limit) {
  return error_response(413, "TooLarge", fmt::format("the body is larger than {} bytes", limit),
                        "Send less at once, or import a file.");
}

/// The answer to a request that could not be read; nullopt when the peer is gone or too slow to be told.
std::optional<Response> answer_to(const error_code& error, const Session& session, const Parser& parser,
                                  const ServerOptions& options, std::size_t body_limit) {
  using Http = beast::http::error;
  if (error.category() != make_error_code(Http::end_of_stream).category()) return std::nullopt;
  if (error == Http::end_of_stream || error == Http::partial_message) return std::nullopt;
  if (error == Http::body_limit) {
    return body_too_large(body_limit);
  }
  if (error == Http::header_limit || error == Http::buffer_overflow) {
    const auto data = session.buffer.data();
    const std::string_view seen(static_cast<const char*>(data.data()), data.size());
    // Parsed lines leave the buffer: no target and no end of a line means that the first line is the long one.
    if (parser.get().target().empty() && seen.find("\r\n") == std::string_view::npos) {
      return error_response(414, "TooLarge", fmt::format("the address is longer than {} bytes", options.url_limit),
                            "Ask for fewer columns or shorten the filter.");
    }
    return error_response(431, "TooLarge", fmt::format("the header is longer than {} bytes", options.header_limit),
                          "Send fewer or shorter header fields.");
  }
  return error_response(400, "InvalidInput", fmt::format("not a valid HTTP request: {}", error.message()));
}

Response unavailable(std::string_view why) {
  Response response = error_response(503, "Unavailable", why, "Try again in a second.");
  response.headers.add("Retry-After", "1");
  return response;
}

Response run_handler(const Handler& handler, const Request& request) {
  try {
    Response response = handler(request);
    if (response.stream == nullptr) compress_if_worthwhile(request, response);
    return response;
  } catch (const std::exception& e) {
    base::log(base::LogLevel::Error, "http", "handler threw",
              {{"method", request.method}, {"path", request.path}, {"what", e.what()}});
  } catch (...) {
    base::log(base::LogLevel::Error, "http", "handler threw", {{"method", request.method}, {"path", request.path}});
  }
  return error_response(500, "Internal", "something went wrong on our side; it has been logged");
}

}  // namespace

struct Server::State {
  State(ServerOptions given, Handler call)
      : options(std::move(given)),
        handler(std::move(call)),
        context(options.io_threads),
        acceptor(context),
        grace(context),
        signals(context),
        pool(std::make_unique<WorkerPool>(options.workers, options.queue_limit)) {}

  asio::awaitable<void> accept();
  asio::awaitable<void> serve(std::shared_ptr<Session> session);
  asio::awaitable<bool> serve_one(const std::shared_ptr<Session>& shared);
  asio::awaitable<Response> handle(Session& session, std::shared_ptr<const Request> request);
  asio::awaitable<bool> write(Session& session, const Response& response, Connection connection, bool is_head);
  asio::awaitable<void> send_stream(std::shared_ptr<Session> session, std::shared_ptr<Stream> stream);
  std::size_t body_limit_of(std::string_view target) const;
  asio::awaitable<void> refuse(Session& session, const Response& response);
  asio::awaitable<bool> wait_for_first_byte(Session& session);
  void begin_stop();
  void remove(const std::shared_ptr<Session>& session);

  const ServerOptions options;
  const Handler handler;
  std::uint16_t port = 0;  ///< As bound.
  asio::io_context context;
  tcp::acceptor acceptor;
  asio::steady_timer grace;
  asio::signal_set signals;
  std::unique_ptr<WorkerPool> pool;

  std::atomic<bool> stopping{false};
  std::mutex sessions_mutex;
  std::unordered_set<std::shared_ptr<Session>> sessions;

  std::atomic<std::size_t> large_bytes{0};
  std::atomic<std::uint64_t> streams{0};
  std::atomic<std::uint64_t> accepted{0}, connections{0}, requests{0}, rejected{0}, protocol_errors{0}, timeouts{0};
};

asio::awaitable<void> Server::State::accept() {
  for (;;) {
    asio::any_io_executor executor = context.get_executor();
    if (options.io_threads > 1) executor = asio::make_strand(context);
    tcp::socket socket(executor);
    auto [error] = co_await acceptor.async_accept(socket, kWait);
    if (stopping) co_return;
    if (error) {
      // Out of file descriptors or a peer that left already: neither is a reason to stop listening.
      asio::steady_timer pause(context, std::chrono::milliseconds(50));
      co_await pause.async_wait(kWait);
      continue;
    }
    ++accepted;
    error_code ignored;
    socket.set_option(tcp::no_delay(true), ignored);
    auto session = std::make_shared<Session>(std::move(socket));
    {
      std::lock_guard lock(sessions_mutex);
      sessions.insert(session);
    }
    ++connections;
    asio::co_spawn(executor, serve(session), [this, session](std::exception_ptr thrown) {
      if (thrown) base::log(base::LogLevel::Error, "http", "connection failed");
      remove(session);
    });
  }
}

void Server::State::remove(const std::shared_ptr<Session>& session) {
  --connections;
  std::lock_guard lock(sessions_mutex);
  sessions.erase(session);
  if (stopping && sessions.empty()) asio::post(context, [this] { grace.cancel(); });
}

asio::awaitable<void> Server::State::serve(std::shared_ptr<Session> session) {
  error_code ignored;
  const auto endpoint = session->stream.socket().remote_endpoint(ignored);
  session->remote_address = endpoint.address().to_string();
  if (connections > options.max_connections) {
    ++rejected;
    co_await refuse(*session, unavailable("too many connections"));
    co_return;
  }
  while (co_await serve_one(session)) {
  }
  session->stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

asio::awaitable<bool> Server::State::wait_for_first_byte(Session& session) {
  if (session.buffer.size() > 0) co_return true;
  if (stopping) co_return false;
  session.idle = true;
  session.stream.expires_after(options.idle_timeout);
  auto [error, size] = co_await session.stream.async_read_some(session.buffer.prepare(4096), kWait);
  session.idle = false;
  session.buffer.commit(size);
  co_return !error;
}

/// Reads one request and answers it; false when the connection is done.
asio::awaitable<bool> Server::State::serve_one(const std::shared_ptr<Session>& shared) {
  Session& session = *shared;
  const bool ready = co_await wait_for_first_byte(session);
  if (!ready) co_return false;

  Parser parser;
  parser.header_limit(static_cast<std::uint32_t>(options.header_limit));
  std::size_t body_limit = options.body_limit;
  for (const auto& large : options.large_bodies) body_limit = std::max(body_limit, large.limit);
  parser.body_limit(body_limit);  // of this address: when it is known
  session.stream.expires_after(options.header_timeout);
  auto [error, size] = co_await beast::http::async_read_header(session.stream, session.buffer, parser, kWait);
  if (!error && parser.get().target().size() > options.url_limit) {
    ++protocol_errors;
    const Response response =
        error_response(414, "TooLarge", fmt::format("the address is longer than {} bytes", options.url_limit),
                       "Ask for fewer columns or shorten the filter.");
    co_await refuse(session, response);
    co_return false;
  }
  BodyShare share(large_bytes);
  if (!error) {
    body_limit = body_limit_of({parser.get().target().data(), parser.get().target().size()});
    parser.body_limit(body_limit);
    const auto length = parser.content_length();
    const std::uint64_t size_to_come = length ? *length : parser.chunked() ? body_limit : 0;
    if (length && *length > body_limit) {
      ++protocol_errors;
      co_await refuse(session, body_too_large(body_limit));
      co_return false;
    }
    if (size_to_come > options.body_limit && !share.take(size_to_come, options.large_body_budget)) {
      ++rejected;
      co_await refuse(session, unavailable("too many large requests at once"));
      co_return false;
    }
  }
  if (!error && !parser.is_done()) {
    session.stream.expires_after(options.body_timeout);
    if (beast::iequals(parser.get()[beast::http::field::expect], "100-continue")) {
      static constexpr std::string_view kContinue = "HTTP/1.1 100 Continue\r\n\r\n";
      co_await asio::async_write(session.stream, asio::buffer(kContinue), kWait);
    }
    auto [body_error, body_size] = co_await beast::http::async_read(session.stream, session.buffer, parser, kWait);
    error = body_error;
  }
  if (error) {
    if (error == beast::error::timeout) ++timeouts;
    const std::optional<Response> response = answer_to(error, session, parser, options, body_limit);
    if (response) {
      ++protocol_errors;
      co_await refuse(session, *response);
    }
    co_return false;
  }

  bool keep_alive = parser.get().keep_alive();
  auto request = std::make_shared<const Request>(to_request(parser, session.remote_address));
  session.stream.expires_never();
  const Response response = co_await handle(session, request);
  if (response.stream != nullptr && request->method != "HEAD") {
    const bool head_written = co_await write(session, response, Connection::Close, false);
    if (head_written) co_await send_stream(shared, response.stream);
    response.stream->abandon();
    co_return false;
  }
  if (response.stream != nullptr) response.stream->abandon();  // HEAD
  keep_alive = keep_alive && !stopping;
  const bool written = co_await write(session, response, keep_alive ? Connection::KeepAlive : Connection::Close,
                                      request->method == "HEAD");
  co_return written&& keep_alive;
}

/// Runs the handler on a worker and comes back to the connection's executor with its answer.
asio::awaitable<Response> Server::State::handle(Session& session, std::shared_ptr<const Request> request) {
  auto executor = session.stream.get_executor();
  auto initiate = [this, request, executor](auto completion) {
    auto shared = std::make_shared<decltype(completion)>(std::move(completion));
    auto finish = [shared, executor](Response response) {
      asio::post(executor,
                 [shared, answer = std::move(response)]() mutable { std::move (*shared)(std::move(answer)); });
    };
    // The guard keeps run() from returning while a worker still owes this connection an answer.
    auto work = [this, request, finish, guard = asio::make_work_guard(executor)] {
      finish(run_handler(handler, *request));
    };
    if (pool->submit(work)) {
      ++requests;
    } else {
      ++rejected;
      finish(unavailable("the server is busy"));
    }
  };
  Response response =
      co_await asio::async_initiate<const asio::use_awaitable_t<>, void(Response)>(initiate, asio::use_awaitable);
  co_return response;
}

asio::awaitable<bool> Server::State::write(Session& session, const Response& response, Connection connection,
                                           bool is_head) {
  const std::string head = serialize_head(response, connection);
  const bool without_body = is_head || response.status == 204 || response.status == 304;
  const std::string_view body = without_body ? std::string_view{} : response.content();
  const std::array<asio::const_buffer, 2> buffers{asio::buffer(head), asio::buffer(body)};
  session.stream.expires_after(options.write_timeout);
  auto [error, size] = co_await asio::async_write(session.stream, buffers, kWait);
  if (error == beast::error::timeout) ++timeouts;
  co_return !error;
}

std::size_t Server::State::body_limit_of(std::string_view target) const {
  const std::string_view path = target.substr(0, target.find('?'));
  for (const auto& large : options.large_bodies) {
    if (path == large.path) return large.limit;
  }
  return options.body_limit;
}

/// Sends what a growing response holds, sleeps until it holds more, and ends with it or with its reader.
asio::awaitable<void> Server::State::send_stream(std::shared_ptr<Session> session, std::shared_ptr<Stream> stream) {
  const auto executor = session->stream.get_executor();
  const auto sleep = std::make_shared<asio::steady_timer>(executor, asio::steady_timer::time_point::max());
  session->streaming = stream;
  ++streams;
  stream->on_change([executor, sleep] { asio::post(executor, [sleep] { sleep->cancel(); }); });
  // A reader has nothing to say: whatever comes, or the end, means that it is gone.
  session->stream.expires_never();
  asio::co_spawn(
      executor,
      [session, stream]() -> asio::awaitable<void> {
        char byte = 0;
        co_await session->stream.socket().async_read_some(asio::buffer(&byte, 1), kWait);
        stream->close();
      },
      asio::detached);
  if (stopping) stream->close();
  for (;;) {
    // First the end, then the rest: what is written before the end is never left behind.
    const bool open = stream->is_open();
    const std::string bytes = stream->take();
    if (!bytes.empty()) {
      session->stream.expires_after(options.write_timeout);
      auto [error, size] = co_await asio::async_write(session->stream, asio::buffer(bytes), kWait);
      session->stream.expires_never();
      if (error == beast::error::timeout) ++timeouts;
      if (error) break;
      continue;
    }
    if (!open) break;
    sleep->expires_at(asio::steady_timer::time_point::max());
    co_await sleep->async_wait(kWait);
  }
  --streams;
  stream->abandon();
  session->streaming = nullptr;
  error_code ignored;
  session->stream.socket().shutdown(tcp::socket::shutdown_both, ignored);
}

/// Answers and closes, reading a while what the client still sends so that it gets to see the answer.
asio::awaitable<void> Server::State::refuse(Session& session, const Response& response) {
  const bool written = co_await write(session, response, Connection::Close, false);
  if (!written) co_return;
  error_code ignored;
  session.stream.socket().shutdown(tcp::socket::shutdown_send, ignored);
  session.stream.expires_after(kLingerTime);
  session.buffer.clear();
  for (std::size_t total = 0; total < kLingerBytes;) {
    auto [error, size] = co_await session.stream.async_read_some(session.buffer.prepare(64 * 1024), kWait);
    if (error) break;
    total += size;
  }
}

/// On the context: no new connections, idle ones closed, a last moment for those that work.
void Server::State::begin_stop() {
  error_code ignored;
  acceptor.close(ignored);
  signals.cancel(ignored);
  std::lock_guard lock(sessions_mutex);
  if (sessions.empty()) return;
  for (const auto& session : sessions) {
    asio::post(session->stream.get_executor(), [session] {
      if (session->idle) session->stream.cancel();
      if (session->streaming) session->streaming->close();
    });
  }
  grace.expires_after(options.stop_grace);
  grace.async_wait([this](const error_code& error) {
    if (!error) context.stop();
  });
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}

Server::~Server() {
  state_->pool.reset();
}

Result<std::unique_ptr<Server>> Server::listen(ServerOptions options, Handler handler) {
  error_code error;
  const auto address = asio::ip::make_address(options.address, error);
  if (error) return fail(ErrorCode::InvalidInput, "{} is not an IP address", options.address);
  auto state = std::make_unique<State>(std::move(options), std::move(handler));
  const tcp::endpoint endpoint(address, state->options.port);
  tcp::acceptor& acceptor = state->acceptor;
  acceptor.open(endpoint.protocol(), error);
  if (!error) acceptor.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor.bind(endpoint, error);
  if (!error) acceptor.listen(asio::socket_base::max_listen_connections, error);
  if (error) {
    return fail(ErrorCode::Unavailable, "cannot listen on {} port {}: {}", state->options.address, state->options.port,
                error.message());
  }
  state->port = acceptor.local_endpoint(error).port();
  return std::unique_ptr<Server>(new Server(std::move(state)));
}

std::uint16_t Server::port() const {
  return state_->port;
}

void Server::run() {
  if (state_->options.stop_on_signals) {
    state_->signals.add(SIGINT);
    state_->signals.add(SIGTERM);
    state_->signals.async_wait([this](const error_code& error, int) {
      if (!error) stop();
    });
  }
  asio::co_spawn(state_->context, state_->accept(), asio::detached);
  std::vector<std::thread> others;
  for (int i = 1; i < state_->options.io_threads; ++i) {
    others.emplace_back([this] { state_->context.run(); });
  }
  state_->context.run();
  for (std::thread& thread : others) thread.join();
}

void Server::stop() {
  if (state_->stopping.exchange(true)) return;
  asio::post(state_->context, [this] { state_->begin_stop(); });
}

ServerStats Server::stats() const {
  ServerStats stats;
  stats.accepted = state_->accepted;
  stats.connections = state_->connections;
  stats.requests = state_->requests;
  stats.rejected = state_->rejected;
  stats.protocol_errors = state_->protocol_errors;
  stats.timeouts = state_->timeouts;
  stats.streams = state_->streams;
  stats.queue_depth = state_->pool->waiting();
  return stats;
}

}  // namespace leadlight::http
