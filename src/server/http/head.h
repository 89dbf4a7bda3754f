// The first lines of an answer as they go over the wire.
#pragma once

#include <string>

#include "server/http/message.h"

namespace leadlight::http {

enum class Connection { KeepAlive, Close };

/// Status line and header fields with the empty line, `Date`, `Content-Length` (the size of the content, also for
/// HEAD) and `X-Content-Type-Options: nosniff` included. Control characters in values are left out, so no value can
/// begin a line of its own.
std::string serialize_head(const Response& response, Connection connection);

}  // namespace leadlight::http
