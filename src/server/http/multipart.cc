#include "server/http/multipart.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.h"

namespace leadlight::http {
namespace {

constexpr std::size_t kMostFields = 100;
constexpr std::size_t kLongestBoundary = 200;  // RFC 2046 says 70; clients put ids and words into it

/// Takes a line off the text, without its end.
std::string_view take_line(std::string_view& text) {
  const std::size_t end = text.find('\n');
  std::string_view line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view{} : text.substr(end + 1);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

bool is_token(std::string_view text) {
  return !text.empty() && std::ranges::all_of(text, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           std::string_view("!#$%&'*+-.^_`|~").find(c) != std::string_view::npos;
  });
}

/// Header fields up to the empty line or the end.
Result<Headers> take_fields(std::string_view& text) {
  Headers headers;
  while (!text.empty()) {
    const std::string_view line = take_line(text);
    if (line.empty()) break;
    const std::size_t colon = line.find(':');
    const std::string_view name = base::trim(line.substr(0, colon));
    if (colon == std::string_view::npos || !is_token(name)) {
      return fail(ErrorCode::InvalidInput, "'{}' is no header field", line.substr(0, 60));
    }
    if (headers.size() == kMostFields) return fail(ErrorCode::InvalidInput, "more than {} header fields", kMostFields);
    headers.add(std::string(name), std::string(base::trim(line.substr(colon + 1))));
  }
  return headers;
}

/// Where the next boundary line begins and what follows it; npos when there is none.
struct Boundary {
  std::size_t begin = std::string_view::npos, end = 0;
  bool last = false;
};

Boundary find_boundary(std::string_view text, std::size_t from, const std::string& dashed) {
  for (std::size_t at = text.find(dashed, from); at != std::string_view::npos; at = text.find(dashed, at + 1)) {
    if (at != 0 && text[at - 1] != '\n') continue;
    std::string_view rest = text.substr(at + dashed.size());
    const std::size_t before = rest.size();
    std::string_view line = base::trim(take_line(rest));
    const bool last = line == "--";
    if (!last && !line.empty()) continue;  // a longer boundary that begins like this one
    return {at, at + dashed.size() + (before - rest.size()), last};
  }
  return {};
}

}  // namespace

std::string header_parameter(std::string_view value, std::string_view name) {
  std::size_t at = value.find(';');
  while (at != std::string_view::npos) {
    std::string_view rest = value.substr(at + 1);
    const std::size_t equals = rest.find('=');
    if (equals == std::string_view::npos) return {};
    const bool found = base::equals_ignoring_ascii_case(base::trim(rest.substr(0, equals)), name);
    std::string_view given = base::trim(rest.substr(equals + 1));
    if (given.starts_with('"')) {
      const std::size_t close = given.find('"', 1);
      if (close == std::string_view::npos) return {};
      if (found) return std::string(given.substr(1, close - 1));
      at = value.find(';', static_cast<std::size_t>(given.data() - value.data()) + close);
      continue;
    }
    at = value.find(';', at + 1);
    if (found) return std::string(base::trim(given.substr(0, given.find(';'))));
  }
  return {};
}

Result<std::vector<Part>> split_multipart(std::string_view content_type, std::string_view body, std::size_t limit) {
  const std::string boundary = header_parameter(content_type, "boundary");
  if (boundary.empty() || boundary.size() > kLongestBoundary) {
    return fail(Error(ErrorCode::InvalidInput, "the boundary is missing or too long",
                      "Send Content-Type: multipart/mixed; boundary=..."));
  }
  const std::string dashed = "--" + boundary;
  std::vector<Part> parts;
  Boundary at = find_boundary(body, 0, dashed);
  if (at.begin == std::string_view::npos || at.last) {
    return fail(ErrorCode::InvalidInput, "no part begins with the boundary");
  }
  while (!at.last) {
    const Boundary next = find_boundary(body, at.end, dashed);
    if (next.begin == std::string_view::npos) {
      return fail(ErrorCode::InvalidInput, "the last part lacks its closing boundary (--{}--)", boundary);
    }
    if (parts.size() == limit) return fail(ErrorCode::TooLarge, "more than {} parts", limit);
    std::string_view text = body.substr(at.end, next.begin - at.end);
    // The line end before the boundary is the boundary's.
    if (text.ends_with('\n')) text.remove_suffix(1);
    if (text.ends_with('\r')) text.remove_suffix(1);
    Part part;
    part.headers = TRY(take_fields(text));
    part.body = text;
    parts.push_back(std::move(part));
    at = next;
  }
  return parts;
}

Result<Request> parse_request(std::string_view text) {
  while (text.starts_with('\r') || text.starts_with('\n')) text.remove_prefix(1);
  const std::string_view line = take_line(text);
  const std::size_t first = line.find(' ');
  const std::size_t last = line.rfind(' ');
  if (first == std::string_view::npos || first == last || !line.substr(last + 1).starts_with("HTTP/1.") ||
      !is_token(line.substr(0, first))) {
    return fail(Error(ErrorCode::InvalidInput, fmt::format("'{}' is no request line", line.substr(0, 80)),
                      "Write GET /api/data/v9.2/leads HTTP/1.1."));
  }
  Request request;
  request.method = std::string(line.substr(0, first));
  const std::string_view target = base::trim(line.substr(first + 1, last - first - 1));
  const std::size_t question = target.find('?');
  request.path = std::string(target.substr(0, question));
  if (question != std::string_view::npos) request.query = std::string(target.substr(question + 1));
  request.headers = TRY(take_fields(text));
  request.body = std::string(text);
  return request;
}

std::string to_text(const Response& response) {
  std::string text = fmt::format("HTTP/1.1 {} {}\r\n", response.status, reason_phrase(response.status));
  for (const auto& [name, value] : response.headers) text += fmt::format("{}: {}\r\n", name, value);
  return text.append("\r\n").append(response.content());
}

}  // namespace leadlight::http
