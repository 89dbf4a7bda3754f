// Base64 (RFC 4648, section 4) on its way in.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadlight::base {

/// nullopt when it is none; line ends are no part of it.
std::optional<std::string> decode_base64(std::string_view text);

}  // namespace leadlight::base
