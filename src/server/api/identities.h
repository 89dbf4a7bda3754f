// Who a request comes from: cookie or bearer token, checked once for every route.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "base/result.h"
#include "server/http/message.h"
#include "service/access/access.h"

namespace leadlight::api {

inline constexpr std::string_view kSessionCookie = "leadlight_session";

/// @threads any
class Identities {
 public:
  Identities(access::AccessService& access, const Clock& clock, std::chrono::milliseconds lifetime)
      : access_(access), clock_(clock), lifetime_(lifetime) {}

  /// The identity behind the `Authorization: Bearer` header or the session cookie; a change by cookie must carry the
  /// session's X-CSRF-Token.
  /// @errors Unauthenticated; Denied: the CSRF token is missing or wrong
  Result<std::shared_ptr<const access::Identity>> authenticate(const http::Request& request);

  /// The same asked of the database each time, without keeping a session alive: for streams, which nobody may be
  /// reading any more.
  /// @errors Unauthenticated
  Result<std::shared_ptr<const access::Identity>> look(const http::Request& request);

  /// Makes the next request ask the database: signed out, or something about the user changed.
  void forget(std::string_view token);

 private:
  struct Entry {
    std::shared_ptr<const access::Identity> identity;
    Timestamp until;
  };
  enum class Kind { Bearer, Session };
  Result<std::shared_ptr<const access::Identity>> identity_of(Kind kind, std::string_view token);

  access::AccessService& access_;
  const Clock& clock_;
  const std::chrono::milliseconds lifetime_;
  std::mutex mutex_;
  std::map<std::string, Entry> known_;  ///< By kind and hash of the token.
};

}  // namespace leadlight::api
