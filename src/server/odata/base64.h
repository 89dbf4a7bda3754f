// Bytes as JSON carries them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadlight::odata {

/// RFC 4648, with padding.
std::string to_base64(std::string_view bytes);
/// nullopt for anything but whole, padded base64.
std::optional<std::string> from_base64(std::string_view text);

}  // namespace leadlight::odata
