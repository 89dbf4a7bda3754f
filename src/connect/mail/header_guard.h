// Keeps from GMime the header fields that harm it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connect/mail/message.h"

namespace leadlight::mail {

/// The most lines beginning with `--` of a message with parts. Each may divide parts, of which GMime keeps any number.
inline constexpr std::size_t kMaxDividers = 20'000;

/// Blank lines, a byte order mark and a From_ line in front of the header of a message dropped.
std::string_view from_header_on(std::string_view message);

/// The message without fields that are too long or, when of addresses, hold too many groups: GMime reads groups within
/// groups (`g:g:g:`) by calling itself. nullopt when all may stay. Each refused field is named in `problems`.
/// @shape message: from its header on
std::optional<std::string> without_refused_fields(std::string_view message, const Options& options,
                                                  std::vector<std::string>& problems);

/// The message up to where its parts do harm: one divider too many, a field of a part that is too long, or headers of
/// parts that together are. What looks like the header of a part is taken for one.
/// @shape message: from its header on
std::string_view before_harmful_parts(std::string_view message, const Options& options);

}  // namespace leadlight::mail
