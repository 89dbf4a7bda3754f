#include "server/api/call.h"

#include <algorithm>

#include "base/log.h"
#include "base/text.h"

namespace leadlight::api {
namespace {

constexpr size_t kLongestHost = 255;

/// A Host header goes into links: nothing but what a host name, an address and a port are made of.
bool is_host(std::string_view host) {
  return !host.empty() && host.size() <= kLongestHost && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view(".-:[]_").find(c) != std::string_view::npos;
  });
}

/// Splits a list header at commas outside double quotes.
std::vector<std::string_view> split_list(std::string_view text) {
  std::vector<std::string_view> parts;
  bool quoted = false;
  size_t begin = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] == '"') quoted = !quoted;
    if (i < text.size() && (text[i] != ',' || quoted)) continue;
    parts.push_back(base::trim(text.substr(begin, i - begin)));
    begin = i + 1;
  }
  return parts;
}

}  // namespace

Prefer parse_prefer(const http::Headers& headers) {
  Prefer prefer;
  for (const auto& [name, value] : headers) {
    if (!base::equals_ignoring_ascii_case(name, "Prefer")) continue;
    for (std::string_view entry : split_list(value)) {
      const size_t equals = entry.find('=');
      const std::string_view key = base::trim(entry.substr(0, equals));
      std::string_view given =
          equals == std::string_view::npos ? std::string_view{} : base::trim(entry.substr(equals + 1));
      if (key == "return") {
        prefer.representation = given == "representation";
        prefer.minimal = given == "minimal";
      } else if (key == "odata.maxpagesize" || key == "maxpagesize") {
        prefer.max_page = base::parse_int(given);
      } else if (key == "odata.include-annotations" || key == "include-annotations") {
        prefer.annotations = std::string(given);
      }
    }
  }
  return prefer;
}

std::string service_root(const http::Request& request, std::string_view public_url) {
  if (!public_url.empty()) return fmt::format("{}{}", public_url, kServiceRoot);
  const std::string_view host = request.headers.get("Host");
  return is_host(host) ? fmt::format("http://{}{}", host, kServiceRoot) : std::string(kServiceRoot);
}

Result<Json> json_body(const http::Request& request) {
  const std::string_view type = request.headers.get("Content-Type");
  if (!type.empty() && !base::to_lower_ascii(type).starts_with("application/json")) {
    return fail(Error(ErrorCode::Unsupported, fmt::format("a body of type {}", type.substr(0, 80)),
                      "Send JSON with Content-Type: application/json."));
  }
  if (base::trim(request.body).empty()) {
    return fail(Error(ErrorCode::InvalidInput, "the body is empty", "Send a JSON object."));
  }
  auto json = base::parse_json(request.body);
  if (!json) return fail(std::move(json).error().in("body"));
  return json;
}

http::Response json_response(int status, std::string body) {
  http::Response response = http::text_response(status, "application/json; odata.metadata=minimal", std::move(body));
  response.headers.add("OData-Version", "4.0");
  response.headers.add("Cache-Control", "no-store");
  return response;
}

http::Response no_content() {
  http::Response response;
  response.status = 204;
  response.headers.add("OData-Version", "4.0");
  return response;
}

http::Response to_response(const Error& error) {
  const base::ErrorTraits& traits = base::error_traits(error.code());
  const bool ours = error.code() == ErrorCode::Internal || error.code() == ErrorCode::Corrupt;
  if (ours) base::log(base::LogLevel::Error, "api", "failed", {{"error", error.to_string()}});
  http::Response response = http::error_response(
      traits.http_status, traits.name, ours ? "something went wrong on our side; it has been logged" : error.message(),
      ours ? std::string_view{} : std::string_view(error.hint()));
  response.headers.add("OData-Version", "4.0");
  if (error.code() == ErrorCode::Unauthenticated) response.headers.add("WWW-Authenticate", "Bearer");
  if (error.retry_after()) {
    response.headers.add("Retry-After", std::to_string(error.retry_after()->count()));
  } else if (error.code() == ErrorCode::Unavailable) {
    response.headers.add("Retry-After", "1");
  }
  return response;
}

}  // namespace leadlight::api
