// A conversation with an IMAP server. libcurl makes the connection, checks the certificate and signs in; from then on
// the commands are ours, because libcurl's own reading of mail marks it as read (docs/decisions/0025-mail-accounts.md).
// The only file that names libcurl.
#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "base/result.h"
#include "connect/imap/response.h"

namespace leadlight::imap {

enum class Security {
  Tls,       ///< From the first byte on, as a rule on port 993.
  StartTls,  ///< After the greeting, as a rule on port 143; refused when the server offers none.
  None,      ///< In the clear: only to this machine itself.
};

struct Server {
  std::string host;
  std::uint16_t port = 993;
  Security security = Security::Tls;
  std::string user, password;
};

struct Limits {
  std::chrono::seconds connect{30};                ///< Until signed in.
  std::chrono::seconds silence{60};                ///< Without a byte.
  std::chrono::seconds command{900};               ///< Until all is told, however busily.
  std::size_t line_bytes = std::size_t{32} << 20;  ///< The numbers of a folder with millions of mails.
  std::size_t literal_bytes = std::size_t{65} << 20;
  std::size_t answer_bytes = std::size_t{256} << 20;  ///< All that is told to one command.
};

/// This machine, by a name that cannot be anything else: `localhost`, `127.0.0.1`, `::1`.
bool is_loopback(std::string_view host);

/// @errors InvalidInput: a name, port or kind of security that cannot be
Result<void> check_server(const Server& server);

/// @threads one at a time
class Connection {
 public:
  /// Connects and signs in. LEADLIGHT_CA_FILE names certificates (PEM) to trust beside those of the system.
  /// @errors as check_server; Unauthenticated: wrong name or password; InvalidInput: a certificate that does not hold,
  /// no IMAP server; Unavailable: all that may pass
  static Result<Connection> open(const Server& server, const Limits& limits = {});
  ~Connection();
  Connection(Connection&&) noexcept;
  Connection& operator=(Connection&&) = delete;

  /// Says `command` and gives what the server tells to `take` until it has answered.
  /// @errors Unavailable: the connection ended or the server gave up; NotFound: the server said NO; Internal: it did
  /// not understand; TooLarge: a line, literal or answer beyond the limits
  Result<void> command(std::string_view command, const std::function<void(Response&&)>& take);

 private:
  struct State;
  explicit Connection(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace leadlight::imap
