// Signing in and out for browsers: /api/session.
#pragma once

#include "server/api/deps.h"
#include "server/api/identities.h"
#include "server/http/message.h"

namespace leadlight::api {

class SessionResource {
 public:
  SessionResource(const Deps& deps, Identities& identities) : deps_(deps), identities_(identities) {}

  Result<http::Response> sign_in(const http::Request& request);
  Result<http::Response> who(const http::Request& request);
  Result<http::Response> sign_out(const http::Request& request);
  Result<http::Response> set_language(const http::Request& request);

 private:
  std::string cookie(std::string_view token, std::chrono::seconds lifetime) const;
  const Deps& deps_;
  Identities& identities_;
};

}  // namespace leadlight::api
