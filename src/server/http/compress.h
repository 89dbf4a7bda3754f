// gzip for answers whose client takes it.
#pragma once

#include <string>
#include <string_view>

#include "server/http/message.h"

namespace leadlight::http {

/// RFC 1952 member. `level` 1 is fast (for answers made on the spot), 9 small.
std::string gzip(std::string_view bytes, int level = 1);

/// Compresses the body in place when the request accepts gzip, the body is text of at least 1,400 bytes (one packet
/// saves nothing), and it is not encoded yet.
void compress_if_worthwhile(const Request& request, Response& response);

}  // namespace leadlight::http
