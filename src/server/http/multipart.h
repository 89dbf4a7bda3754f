// Bodies of several parts (RFC 2046) and requests inside a part (application/http, RFC 9112): what $batch is made of.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "server/http/message.h"

namespace leadlight::http {

/// A header field's parameter: `boundary` of `multipart/mixed; boundary="a b"`; empty when absent.
std::string header_parameter(std::string_view value, std::string_view name);

struct Part {
  Headers headers;
  std::string_view body;  ///< Of the text that was split.
};

/// The parts of a multipart body; what stands before the first and after the last is left out. Lines may end in CRLF
/// or LF. Views live as long as `body`.
/// @errors InvalidInput: no or a bad boundary, no closing line, a bad header; TooLarge: more than `limit` parts
Result<std::vector<Part>> split_multipart(std::string_view content_type, std::string_view body, std::size_t limit);

/// A request as text: request line, header fields, empty line, body. The target may be absolute or relative; it is
/// taken apart at the question mark and otherwise left as it is.
/// @errors InvalidInput
Result<Request> parse_request(std::string_view text);

/// A response as a part carries it.
std::string to_text(const Response& response);

}  // namespace leadlight::http
