#include "server/http/head.h"

#include <fmt/format.h>

#include <ctime>

namespace leadlight::http {
namespace {

/// `Sun, 22 Nov 2026 10:00:00 GMT`, made once a second and thread.
const std::string& date_now() {
  thread_local std::time_t made_at = 0;
  thread_local std::string text;
  const std::time_t now = std::time(nullptr);
  if (now != made_at) {
    std::tm utc{};
    gmtime_r(&now, &utc);
    char buffer[40];
    text.assign(buffer, std::strftime(buffer, sizeof buffer, "%a, %d %b %Y %H:%M:%S GMT", &utc));
    made_at = now;
  }
  return text;
}

void append_clean(std::string& out, std::string_view value) {
  for (char c : value) {
    if (static_cast<unsigned char>(c) >= 0x20 && c != 0x7f) out.push_back(c);
  }
}

bool has_no_content(int status) {
  return status == 204 || status == 304 || status < 200;
}

}  // namespace

std::string serialize_head(const Response& response, Connection connection) {
  std::string out;
  out.reserve(512);
  fmt::format_to(std::back_inserter(out), "HTTP/1.1 {} {}\r\nDate: {}\r\n", response.status,
                 reason_phrase(response.status), date_now());
  for (const auto& [name, value] : response.headers) {
    append_clean(out, name);
    out += ": ";
    append_clean(out, value);
    out += "\r\n";
  }
  if (!has_no_content(response.status) && response.stream == nullptr) {
    fmt::format_to(std::back_inserter(out), "Content-Length: {}\r\n", response.content().size());
  }
  out += "X-Content-Type-Options: nosniff\r\n";
  out += connection == Connection::Close ? "Connection: close\r\n\r\n" : "Connection: keep-alive\r\n\r\n";
  return out;
}

}  // namespace leadlight::http
