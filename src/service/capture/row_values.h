// Text from outside as a column holds it.
#pragma once

#include <string>
#include <string_view>

#include "connect/mail/charset.h"
#include "core/record/value.h"

namespace leadlight::capture {

inline constexpr std::size_t kSubjectBytes = 400, kNameBytes = 200, kFolderBytes = 400;

/// Null for an empty text; of a longer one the characters that fit into so many bytes.
inline record::Value text_or_null(std::string_view text, std::size_t bytes) {
  if (text.empty()) return {};
  return std::string(mail::whole_characters(text, bytes));
}

}  // namespace leadlight::capture
