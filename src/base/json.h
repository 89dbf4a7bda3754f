// JSON through nlohmann::json. Only sources that read or write JSON include this; headers use json_fwd.h.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "base/result.h"

namespace leadlight {
using Json = nlohmann::json;
/// Keeps members in the order they were added: for output that people read and tests compare.
using OrderedJson = nlohmann::ordered_json;
}  // namespace leadlight

namespace leadlight::base {

/// Reads one JSON text. Refuses deeper nesting than `max_depth` (stack), invalid UTF-8 and trailing text.
/// @errors InvalidInput with line, column and what was expected
Result<Json> parse_json(std::string_view text, int max_depth = 64);

/// Compact UTF-8; invalid bytes become U+FFFD instead of an exception.
std::string to_text(const Json& json);
std::string to_text(const OrderedJson& json, int indent = -1);

}  // namespace leadlight::base
