// Bytes of strangers -> valid UTF-8.
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <array>

#include "base/text.h"
#include "connect/calendar/lines.h"

namespace leadlight::calendar {
namespace {

/// What the bytes from 0x80 on are in Windows-1252, as UTF-8.
const std::string& windows_1252(unsigned char byte) {
  static const auto table = [] {
    std::array<std::string, 128> made;
    for (std::size_t i = 0; i < made.size(); ++i) {
      const char one = static_cast<char>(0x80 + i);
      icu::UnicodeString(&one, 1, "windows-1252").toUTF8String(made[i]);
    }
    return made;
  }();
  return table[byte - 0x80u];
}

bool is_control(unsigned char byte) {
  return (byte < 0x20 && byte != '\t') || byte == 0x7f;
}

}  // namespace

std::string to_clean_utf8(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::string out;
  out.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size();) {
    if (data[i] < 0x80) {
      if (!is_control(data[i])) out.push_back(bytes[i]);
      ++i;
      continue;
    }
    const std::size_t begin = i;
    UChar32 c = 0;
    U8_NEXT(data, i, bytes.size(), c);
    if (c >= 0) {
      out.append(bytes.substr(begin, i - begin));
    } else {
      out.append(windows_1252(data[begin]));
      i = begin + 1;
    }
  }
  return out;
}

std::string_view cut_utf8(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && U8_IS_TRAIL(static_cast<std::uint8_t>(text[end]))) --end;
  return text.substr(0, end);
}

}  // namespace leadlight::calendar
