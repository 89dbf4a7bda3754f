// A request and its answer as plain values. No sockets, no foreign types: handlers, tests and fuzzers use these.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace leadlight::http {

/// Header fields in the order they came; names compare without regard to case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}

  /// The first value of this name; empty when absent.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  void add(std::string name, std::string value) { fields_.emplace_back(std::move(name), std::move(value)); }
  /// Replaces every value of this name.
  void set(std::string_view name, std::string value);

  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  std::size_t size() const { return fields_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
  std::string method;  ///< Upper case as sent: `GET`.
  std::string path;    ///< As sent, percent-encoded, without the query: `/api/data/v9.2/leads(1)`.
  std::string query;   ///< As sent, without the question mark.
  Headers headers;
  std::string body;
  std::string remote_address;

  /// The value of a cookie; empty when absent.
  std::string_view cookie(std::string_view name) const;
  bool is_read() const { return method == "GET" || method == "HEAD"; }
};

class Stream;

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  /// Bytes that live as long as the program, sent in place of `body` when not empty (embedded files).
  std::string_view fixed_body = {};
  /// Sent after `body` for as long as it is open; the connection ends with it.
  std::shared_ptr<Stream> stream = {};

  std::string_view content() const { return fixed_body.empty() ? std::string_view(body) : fixed_body; }
};

using Handler = std::function<Response(const Request&)>;

/// `OK`, `Not Found`, ...
std::string_view reason_phrase(int status);

Response text_response(int status, std::string content_type, std::string body);

/// `{"error":{"code","message","hint"}}`, the one shape of every error this server sends. Invalid UTF-8 becomes U+FFFD.
Response error_response(int status, std::string_view code, std::string_view message, std::string_view hint = {});

/// Whether a list header (`Accept-Encoding`, `Connection`) names `token` without `;q=0`.
bool list_allows(std::string_view header, std::string_view token);

}  // namespace leadlight::http
