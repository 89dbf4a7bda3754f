#include "connect/imap/connection.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <poll.h>

#include <algorithm>
#include <array>
#include <cstdlib>

#include "base/text.h"
#include "base/wipe.h"

namespace leadlight::imap {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::size_t kMostHostBytes = 255, kMostSaidBytes = 300;

/// What the server says, fit for a message of ours.
std::string printable(std::string_view said) {
  std::string text(base::trim(said).substr(0, kMostSaidBytes));
  std::erase_if(text,
                [](char c) { return static_cast<unsigned char>(c) < ' ' || static_cast<unsigned char>(c) > '~'; });
  return text;
}

/// Some servers repeat what they refuse, the password with it.
std::string without(const std::string& password, std::string_view said) {
  constexpr std::string_view kMask = "***";
  std::string text(said);
  // As it is, and as it stands between quotation marks.
  for (const std::string& secret : {password, quoted(password).value_or(password)}) {
    for (std::size_t at = 0; (at = text.find(secret, at)) != std::string::npos; at += kMask.size())
      text.replace(at, secret.size(), kMask);
  }
  return text;
}

std::string place(const Server& server) {
  return fmt::format("{}:{}", server.host, server.port);
}

bool is_ipv6(std::string_view host) {
  return host.find(':') != std::string_view::npos;
}

std::string url_of(const Server& server) {
  return fmt::format("{}://{}{}{}:{}/", server.security == Security::Tls ? "imaps" : "imap",
                     is_ipv6(server.host) ? "[" : "", server.host, is_ipv6(server.host) ? "]" : "", server.port);
}

/// Addresses that only this machine or its cloud answers on. A name that leads there was not meant as a mail server.
bool is_own(const sockaddr* address) {
  if (address->sa_family == AF_INET) {
    const auto ip = ntohl(reinterpret_cast<const sockaddr_in*>(address)->sin_addr.s_addr);
    return ip >> 24 == 127 || ip >> 24 == 0 || ip >> 16 == 0xA9FE;
  }
  const in6_addr& ip = reinterpret_cast<const sockaddr_in6*>(address)->sin6_addr;
  return IN6_IS_ADDR_LOOPBACK(&ip) || IN6_IS_ADDR_UNSPECIFIED(&ip) || IN6_IS_ADDR_LINKLOCAL(&ip) ||
         IN6_IS_ADDR_V4MAPPED(&ip);
}

}  // namespace

struct Connection::State {
  State(const Server& where, const Limits& most) : server(where), limits(most) {}
  ~State() {
    if (easy != nullptr) curl_easy_cleanup(easy);
  }
  State(const State&) = delete;
  State& operator=(const State&) = delete;

  Server server;
  Limits limits;
  CURL* easy = nullptr;
  curl_socket_t socket = CURL_SOCKET_BAD;
  std::string said_no;  ///< The last refusal while signing in.
  bool refused_address = false;
  std::array<char, CURL_ERROR_SIZE> detail{};
  std::string heard;  ///< Bytes that were not looked at yet.
  std::size_t at = 0;
  unsigned commands = 0;
  Clock::time_point until;
  std::size_t answered = 0;  ///< Bytes, to the command under way.

  Result<void> open();
  Error opening_error(CURLcode code) const;
  Result<void> say(std::string_view bytes);
  Result<void> hear();
  Result<void> wait(short events);
  Result<void> check_limits() const;
  Result<std::string> line();
  Result<std::string> bytes(std::size_t size);
  Result<Response> response();
  Error line_too_long() const {
    return {ErrorCode::TooLarge, fmt::format("{} says a line of over {} MB", place(server), limits.line_bytes >> 20)};
  }
  tl::unexpected<Error> ended() const {
    return fail(Error(ErrorCode::Unavailable, fmt::format("{} ended the connection", place(server)),
                      "It goes on where it stopped at the next attempt."));
  }

  static std::size_t on_header(char* text, std::size_t size, std::size_t count, void* self) {
    const std::string_view said(text, size * count);
    const std::size_t no = said.find(" NO ");
    auto& state = *static_cast<State*>(self);
    if (no != std::string_view::npos && no < 10) state.said_no = without(state.server.password, said.substr(no + 4));
    return size * count;
  }
  static curl_socket_t on_socket(void* self, curlsocktype, curl_sockaddr* to) {
    auto& state = *static_cast<State*>(self);
    state.refused_address = is_own(&to->addr) && !is_loopback(state.server.host);
    if (state.refused_address) return CURL_SOCKET_BAD;
    return ::socket(to->family, to->socktype | SOCK_CLOEXEC, to->protocol);
  }
};

bool is_loopback(std::string_view host) {
  in_addr ip{};
  const std::string text(host);
  if (::inet_pton(AF_INET, text.c_str(), &ip) == 1) return ntohl(ip.s_addr) >> 24 == 127;
  return host == "::1" || base::equals_ignoring_ascii_case(host, "localhost");
}

Result<void> check_server(const Server& server) {
  const bool letters = std::ranges::all_of(server.host, [](unsigned char c) {
    return c > 0x7F || std::isalnum(c) != 0 || c == '.' || c == '-' || c == '_' || c == ':';
  });
  if (server.host.empty() || server.host.size() > kMostHostBytes || !letters || !base::is_valid_utf8(server.host) ||
      server.host.front() == '-') {
    return fail(Error(ErrorCode::InvalidInput,
                      fmt::format("\"{}\" is no name of a mail server", server.host.substr(0, 80)),
                      "Say it as your mail provider does, for example imap.example.com."));
  }
  if (server.port == 0) return fail(ErrorCode::InvalidInput, "port 0: a port is between 1 and 65535, as a rule 993");
  const auto is_line = [](std::string_view text) {
    return !text.empty() && text.size() <= 1'000 &&
           std::ranges::none_of(text, [](unsigned char c) { return c < ' ' || c == 0x7F; });
  };
  if (!is_line(server.user)) return fail(ErrorCode::InvalidInput, "the user name is empty, too long or not one line");
  if (!is_line(server.password))
    return fail(ErrorCode::InvalidInput, "the password is empty, too long or not one line");
  if (server.security == Security::None && !is_loopback(server.host)) {
    return fail(
        Error(ErrorCode::InvalidInput, fmt::format("{} would be read without encryption", place(server)),
              "Choose TLS (port 993) or STARTTLS (port 143); without either only this machine itself is read."));
  }
  return {};
}

Result<void> Connection::State::open() {
  static const CURLcode ready = curl_global_init(CURL_GLOBAL_DEFAULT);
  easy = ready == CURLE_OK ? curl_easy_init() : nullptr;
  if (easy == nullptr) return fail(ErrorCode::Unavailable, "no memory for a connection");
  const std::string url = url_of(server);
  const auto set = [&](CURLoption option, auto value) { return curl_easy_setopt(easy, option, value) == CURLE_OK; };
  bool all =
      set(CURLOPT_URL, url.c_str()) && set(CURLOPT_PROTOCOLS_STR, "imap,imaps") &&
      set(CURLOPT_USERNAME, server.user.c_str()) && set(CURLOPT_PASSWORD, server.password.c_str()) &&
      set(CURLOPT_CONNECT_ONLY, 1L) && set(CURLOPT_NOSIGNAL, 1L) && set(CURLOPT_PROXY, "") &&
      set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::chrono::milliseconds(limits.connect).count())) &&
      set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(std::chrono::milliseconds(limits.connect).count())) &&
      set(CURLOPT_SERVER_RESPONSE_TIMEOUT, static_cast<long>(limits.connect.count())) &&
      set(CURLOPT_USE_SSL, static_cast<long>(server.security == Security::None ? CURLUSESSL_NONE : CURLUSESSL_ALL)) &&
      set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2)) && set(CURLOPT_ERRORBUFFER, detail.data()) &&
      set(CURLOPT_HEADERFUNCTION, &on_header) && set(CURLOPT_HEADERDATA, static_cast<void*>(this)) &&
      set(CURLOPT_OPENSOCKETFUNCTION, &on_socket) && set(CURLOPT_OPENSOCKETDATA, static_cast<void*>(this));
  if (const char* own = std::getenv("LEADLIGHT_CA_FILE"); own != nullptr && *own != '\0')
    all = all && set(CURLOPT_CAINFO, own);
  if (!all) return fail(ErrorCode::Internal, "libcurl does not take what it is asked for");
  const CURLcode code = curl_easy_perform(easy);
  if (code != CURLE_OK) return fail(opening_error(code));
  if (curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &socket) != CURLE_OK || socket == CURL_SOCKET_BAD) return ended();
  return {};
}

Error Connection::State::opening_error(CURLcode code) const {
  const std::string where = place(server);
  const auto is_passing = [&] {
    return said_no.find("[UNAVAILABLE]") != std::string::npos || said_no.find("[INUSE]") != std::string::npos ||
           said_no.find("[LIMIT]") != std::string::npos;
  };
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
      return {ErrorCode::Unavailable, fmt::format("the mail server {} was not found", server.host),
              "Check its name and that this machine reaches the network."};
    case CURLE_COULDNT_CONNECT:
      if (refused_address) {
        return {ErrorCode::InvalidInput, fmt::format("{} leads to this machine itself", server.host),
                "Say the name of the mail server."};
      }
      return {ErrorCode::Unavailable, fmt::format("nothing answers at {}", where),
              "Check the port (993 with TLS, 143 with STARTTLS) and whether a firewall lets this machine out."};
    case CURLE_OPERATION_TIMEDOUT:
      return {ErrorCode::Unavailable, fmt::format("{} did not answer within {} s", where, limits.connect.count()),
              "Check name, port and kind of encryption; a firewall may keep this machine from it."};
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
      return {ErrorCode::InvalidInput,
              fmt::format("the certificate of {} does not hold: {}", where, curl_easy_strerror(code)),
              "Say the server's name as its certificate does. Of an authority of your own give the certificate in "
              "LEADLIGHT_CA_FILE."};
    case CURLE_USE_SSL_FAILED:
      return {ErrorCode::InvalidInput, fmt::format("{} offers no encryption (STARTTLS)", where),
              "Choose TLS, as a rule on port 993."};
    case CURLE_SSL_CONNECT_ERROR:
      // What is no TLS at all looks like a version that nobody knows.
      if (std::string_view(detail.data()).find("wrong version number") == std::string_view::npos) break;
      return {ErrorCode::InvalidInput, fmt::format("{} does not speak TLS", where),
              "Port 143 takes STARTTLS, port 993 TLS."};
    case CURLE_LOGIN_DENIED:
      if (is_passing()) {
        return {ErrorCode::Unavailable, fmt::format("{} lets nobody in now: {}", where, printable(said_no)),
                "It is tried again by itself."};
      }
      return {ErrorCode::Unauthenticated,
              fmt::format("{} refuses the name or password of {}{}{}", where, server.user, said_no.empty() ? "" : ": ",
                          printable(said_no)),
              "Give the password again. Providers with two-step sign-in want a password made for this program."};
    case CURLE_WEIRD_SERVER_REPLY:
      return {ErrorCode::InvalidInput, fmt::format("what answers at {} is no IMAP server", where),
              "IMAP is on port 993 (TLS) or 143 (STARTTLS) as a rule."};
    case CURLE_OUT_OF_MEMORY:
      return {ErrorCode::Unavailable, "no memory for a connection"};
    default:
      break;
  }
  return {ErrorCode::Unavailable, fmt::format("{} ended the connection: {}", where, curl_easy_strerror(code)),
          "It is tried again by itself."};
}

Result<void> Connection::State::wait(short events) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  const auto patience = std::min(left, std::chrono::milliseconds(limits.silence));
  pollfd wait{socket, events, 0};
  const int ready = patience.count() <= 0 ? 0 : ::poll(&wait, 1, static_cast<int>(patience.count()));
  if (ready > 0 || (ready < 0 && errno == EINTR)) return {};
  return fail(Error(ErrorCode::Unavailable, fmt::format("{} stopped answering", place(server)),
                    "It goes on where it stopped at the next attempt."));
}

Result<void> Connection::State::say(std::string_view bytes) {
  while (!bytes.empty()) {
    std::size_t sent = 0;
    const CURLcode code = curl_easy_send(easy, bytes.data(), bytes.size(), &sent);
    if (code == CURLE_AGAIN) {
      TRY(wait(POLLOUT));
    } else if (code != CURLE_OK) {
      return ended();
    }
    bytes.remove_prefix(sent);
  }
  return {};
}

/// A server that says something all the time is never waited for.
Result<void> Connection::State::check_limits() const {
  if (answered > limits.answer_bytes)
    return fail(ErrorCode::TooLarge, "{} answers with more than {} MB", place(server), limits.answer_bytes >> 20);
  if (Clock::now() < until) return {};
  return fail(Error(ErrorCode::Unavailable,
                    fmt::format("{} did not end its answer within {} s", place(server), limits.command.count()),
                    "It goes on where it stopped at the next attempt."));
}

/// More bytes than before.
Result<void> Connection::State::hear() {
  TRY(check_limits());
  if (at > 0) {
    heard.erase(0, at);
    at = 0;
  }
  std::array<char, std::size_t{64} << 10> buffer;
  while (true) {
    std::size_t got = 0;
    const CURLcode code = curl_easy_recv(easy, buffer.data(), buffer.size(), &got);
    if (code == CURLE_AGAIN) {
      TRY(wait(POLLIN));
      continue;
    }
    if (code != CURLE_OK || got == 0) return ended();
    heard.append(buffer.data(), got);
    answered += got;
    return {};
  }
}

Result<std::string> Connection::State::line() {
  for (std::size_t looked = 0;;) {
    const std::size_t end = heard.find('\n', at + looked);
    if (end != std::string::npos) {
      std::string line = heard.substr(at, end - at);
      if (line.ends_with('\r')) line.pop_back();
      at = end + 1;
      return line;
    }
    looked = heard.size() - at;
    if (looked > limits.line_bytes) return fail(line_too_long());
    TRY(hear());
  }
}

Result<std::string> Connection::State::bytes(std::size_t size) {
  std::string bytes = heard.substr(at, size);
  at += bytes.size();
  while (bytes.size() < size) {
    TRY(hear());
    const std::size_t more = std::min(size - bytes.size(), heard.size());
    bytes.append(heard, 0, more);
    at = more;
  }
  return bytes;
}

Result<Response> Connection::State::response() {
  Response response;
  std::size_t taken = 0;
  while (true) {
    const std::string part = TRY(line());
    response.line += part;
    // A line goes on behind each literal, and these may be empty.
    if (response.line.size() > limits.line_bytes) return fail(line_too_long());
    const auto size = literal_size(part);
    if (!size) return response;
    taken += *size;
    if (*size > limits.literal_bytes || taken > limits.literal_bytes)
      return fail(ErrorCode::TooLarge, "{} sends more than {} MB at once", place(server), limits.literal_bytes >> 20);
    response.literals.push_back(TRY(bytes(*size)));
  }
}

Connection::Connection(std::unique_ptr<State> state) : state_(std::move(state)) {}
Connection::~Connection() = default;
Connection::Connection(Connection&&) noexcept = default;

Result<Connection> Connection::open(const Server& server, const Limits& limits) {
  TRY(check_server(server));
  auto state = std::make_unique<State>(server, limits);
  TRY(state->open());
  base::wipe(state->server.password);
  Connection connection(std::move(state));
  // What the server said unasked while signing in is passed over up to here.
  TRY(connection.command("NOOP", [](Response&&) {}));
  return connection;
}

Result<void> Connection::command(std::string_view command, const std::function<void(Response&&)>& take) {
  State& state = *state_;
  state.until = Clock::now() + state.limits.command;
  state.answered = 0;
  const std::string tag = fmt::format("L{}", ++state.commands);
  TRY(state.say(fmt::format("{} {}\r\n", tag, command)));
  while (true) {
    Response response = TRY(state.response());
    const std::string_view line = response.line;
    if (base::equals_ignoring_ascii_case(line.substr(0, 5), "* BYE")) {
      return fail(Error(ErrorCode::Unavailable,
                        fmt::format("{} ended the connection: {}", place(state.server), printable(line.substr(5))),
                        "It goes on where it stopped at the next attempt."));
    }
    if (!line.starts_with(tag) || line.substr(tag.size(), 1) != " ") {
      take(std::move(response));
      continue;
    }
    const std::string_view answer = line.substr(tag.size() + 1);
    if (base::equals_ignoring_ascii_case(answer.substr(0, 2), "OK")) return {};
    const bool no = base::equals_ignoring_ascii_case(answer.substr(0, 2), "NO");
    return fail(no ? ErrorCode::NotFound : ErrorCode::Internal, "{} answers: {}", place(state.server),
                printable(answer));
  }
}

}  // namespace leadlight::imap
