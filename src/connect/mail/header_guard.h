// Keeps from GMime the header fields that harm it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connect/mail/message.h"

namespace leadlight::mail {

/// Blank lines, a byte order mark and a From_ line in front of the header of a message dropped.
std::string_view from_header_on(std::string_view message);

/// The message without fields that are too long or, when of addresses, hold too many groups: GMime reads groups within
/// groups (`g:g:g:`) by calling itself. nullopt when all may stay. Each refused field is named in `problems`.
/// @shape message: from its header on
std::optional<std::string> without_refused_fields(std::string_view message, const Options& options,
                                                  std::vector<std::string>& problems);

}  // namespace leadlight::mail
