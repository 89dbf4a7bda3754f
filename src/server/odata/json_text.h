// JSON written straight into a string: rows are the most frequent answer, and a tree of values would cost more than
// reading them from the store.
#pragma once

#include <string>
#include <string_view>

namespace leadlight::odata {

/// Appends the text in quotes, escaped (RFC 8259). The text must be UTF-8.
void append_json_string(std::string& out, std::string_view text);

}  // namespace leadlight::odata
