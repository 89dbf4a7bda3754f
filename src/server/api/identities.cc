#include "server/api/identities.h"

#include "base/text.h"
#include "service/access/secret.h"

namespace leadlight::api {
namespace {

constexpr size_t kMostKnown = 10'000;
constexpr std::string_view kBearer = "bearer ";

/// The token of `Authorization: Bearer TOKEN`; empty for other schemes.
std::string_view bearer_token(std::string_view authorization) {
  if (authorization.size() <= kBearer.size()) return {};
  if (!base::equals_ignoring_ascii_case(authorization.substr(0, kBearer.size()), kBearer)) return {};
  return base::trim(authorization.substr(kBearer.size()));
}

Error sign_in_first() {
  return Error(
      ErrorCode::Unauthenticated, "nobody is signed in",
      "POST /api/session to sign in, or send Authorization: Bearer with a token from `leadlight token create`.");
}

}  // namespace

Result<std::shared_ptr<const access::Identity>> Identities::authenticate(const http::Request& request) {
  const std::string_view authorization = request.headers.get("Authorization");
  if (!authorization.empty()) {
    const std::string_view token = bearer_token(authorization);
    if (token.empty()) return fail(sign_in_first());
    return identity_of(Kind::Bearer, token);
  }
  const std::string_view cookie = request.cookie(kSessionCookie);
  if (cookie.empty()) return fail(sign_in_first());
  auto identity = TRY(identity_of(Kind::Session, cookie));
  if (!request.is_read() &&
      !access::equal_in_constant_time(request.headers.get("X-CSRF-Token"), identity->csrf_token)) {
    return fail(Error(ErrorCode::Denied, "the X-CSRF-Token header is missing or not this session's",
                      "GET /api/session answers it as \"csrf\"."));
  }
  return identity;
}

Result<std::shared_ptr<const access::Identity>> Identities::look(const http::Request& request) {
  const std::string_view authorization = request.headers.get("Authorization");
  auto identity = authorization.empty() ? access_.by_session(request.cookie(kSessionCookie), access::Touch::No)
                                        : access_.by_bearer(bearer_token(authorization));
  if (!identity) return fail(std::move(identity).error());
  return std::make_shared<const access::Identity>(*std::move(identity));
}

Result<std::shared_ptr<const access::Identity>> Identities::identity_of(Kind kind, std::string_view token) {
  const std::string key = (kind == Kind::Bearer ? "b" : "s") + access::hash_token(token);
  const Timestamp now = clock_.now();
  {
    std::lock_guard lock(mutex_);
    const auto found = known_.find(key);
    if (found != known_.end() && now < found->second.until) return found->second.identity;
  }
  auto fresh = kind == Kind::Bearer ? access_.by_bearer(token) : access_.by_session(token);
  if (!fresh) {
    std::lock_guard lock(mutex_);
    known_.erase(key);
    return fail(std::move(fresh).error());
  }
  auto identity = std::make_shared<const access::Identity>(*std::move(fresh));
  std::lock_guard lock(mutex_);
  if (known_.size() >= kMostKnown) known_.clear();
  known_[key] = {identity, now + lifetime_};
  return identity;
}

void Identities::forget(std::string_view token) {
  const std::string hash = access::hash_token(token);
  std::lock_guard lock(mutex_);
  known_.erase("s" + hash);
  known_.erase("b" + hash);
}

}  // namespace leadlight::api
