#include "server/api/session.h"

#include "server/api/call.h"

namespace leadlight::api {
namespace {

http::Response session_response(const access::User& user, std::string_view csrf) {
  const OrderedJson json{{"user",
                          {{"id", user.id.to_string()},
                           {"name", user.name},
                           {"fullname", user.full_name},
                           {"language", user.language},
                           {"roles", user.roles}}},
                         {"csrf", csrf}};
  http::Response response = http::text_response(200, "application/json", base::to_text(json));
  response.headers.add("Cache-Control", "no-store");
  return response;
}

Result<std::string> member(const Json& json, const char* name) {
  const auto found = json.is_object() ? json.find(name) : json.end();
  if (!json.is_object() || found == json.end() || !found->is_string()) {
    return fail(ErrorCode::InvalidInput, "\"{}\" is missing or no text", name);
  }
  return found->get<std::string>();
}

/// Signing in needs no cookie, so no token protects it: a page of another site must not be able to send it as a form.
Result<void> require_json(const http::Request& request) {
  if (request.headers.get("Content-Type").starts_with("application/json")) return {};
  return fail(ErrorCode::InvalidInput, "send JSON with Content-Type: application/json");
}

}  // namespace

std::string SessionResource::cookie(std::string_view token, std::chrono::seconds lifetime) const {
  const bool secure = deps_.options.public_url.starts_with("https:");
  return fmt::format("{}={}; Path=/; HttpOnly; SameSite=Strict; Max-Age={}{}", kSessionCookie, token, lifetime.count(),
                     secure ? "; Secure" : "");
}

Result<http::Response> SessionResource::sign_in(const http::Request& request) {
  TRY(require_json(request));
  const Json body = TRY(json_body(request));
  const std::string name = TRY(member(body, "username"));
  const std::string password = TRY(member(body, "password"));
  const access::Session session =
      TRY(deps_.access.sign_in(name, password, request.headers.get("User-Agent"), request.remote_address));
  const access::Identity identity = TRY(deps_.access.by_session(session.token));
  http::Response response = session_response(identity.user, session.csrf_token);
  const auto lifetime = std::chrono::duration_cast<std::chrono::seconds>(session.expires - deps_.clock.now());
  response.headers.add("Set-Cookie", cookie(session.token, lifetime));
  return response;
}

Result<http::Response> SessionResource::who(const http::Request& request) {
  const auto identity = TRY(identities_.authenticate(request));
  return session_response(identity->user, identity->csrf_token);
}

Result<http::Response> SessionResource::sign_out(const http::Request& request) {
  const std::string token(request.cookie(kSessionCookie));
  TRY(identities_.authenticate(request));
  identities_.forget(token);
  TRY(deps_.access.sign_out(token));
  http::Response response = no_content();
  response.headers.add("Set-Cookie", cookie("", std::chrono::seconds(0)));
  return response;
}

Result<http::Response> SessionResource::set_language(const http::Request& request) {
  const auto identity = TRY(identities_.authenticate(request));
  const std::string language = TRY(member(TRY(json_body(request)), "language"));
  TRY(deps_.access.set_language(identity->user.id, language));
  identities_.forget(request.cookie(kSessionCookie));
  access::User user = identity->user;
  user.language = language;
  return session_response(user, identity->csrf_token);
}

}  // namespace leadlight::api
