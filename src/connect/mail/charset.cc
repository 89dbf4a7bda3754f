#include "connect/mail/charset.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "base/text.h"

namespace leadlight::mail {
namespace {

/// What a charset's name means in mail, where that is more than the name says: what Windows writes under the name of
/// the standard it extends.
std::string_view meant(std::string_view charset) {
  struct Alias {
    std::string_view name, meant;
  };
  static constexpr auto kAliases = std::to_array<Alias>({
      {"iso-8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"ks_c_5601-1987", "windows-949"},
      {"euc-kr", "windows-949"},
      {"shift_jis", "windows-932"},
      {"tis-620", "windows-874"},
  });
  for (const Alias& alias : kAliases) {
    if (base::equals_ignoring_ascii_case(alias.name, charset)) return alias.meant;
  }
  return charset;
}

/// Names that say nothing beyond what the bytes themselves tell.
bool tells_nothing(std::string_view charset) {
  static constexpr auto kNames = std::to_array<std::string_view>(
      {"", "utf-8", "utf8", "us-ascii", "ascii", "unknown-8bit", "x-unknown", "binary"});
  return std::ranges::any_of(kNames, [&](auto name) { return base::equals_ignoring_ascii_case(name, charset); });
}

bool says_utf8(std::string_view charset) {
  return base::equals_ignoring_ascii_case(charset, "utf-8") || base::equals_ignoring_ascii_case(charset, "utf8");
}

/// False when there is no such charset.
bool convert(std::string_view bytes, std::string_view charset, std::string& out) {
  UErrorCode status = U_ZERO_ERROR;
  const icu::LocalUConverterPointer converter(ucnv_open(std::string(charset).c_str(), &status));
  if (U_FAILURE(status)) return false;
  const icu::UnicodeString text(bytes.data(), static_cast<int32_t>(bytes.size()), converter.getAlias(), status);
  if (U_FAILURE(status)) return false;
  text.toUTF8String(out);
  return true;
}

std::string without_nul(std::string text) {
  std::erase(text, '\0');
  return text;
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  if (base::is_valid_utf8(text)) return without_nul(std::string(text));
  std::string out;
  icu::UnicodeString::fromUTF8({text.data(), static_cast<int32_t>(text.size())}).toUTF8String(out);
  return without_nul(std::move(out));
}

std::string to_utf8(std::string_view bytes, std::string_view charset) {
  charset = base::trim(charset);
  std::string out;
  // Letters of Latin-1 do not come in sequences that are UTF-8 by chance.
  if (meant(charset) == "windows-1252" && base::is_valid_utf8(bytes)) return valid_utf8(bytes);
  if (!tells_nothing(charset) && convert(bytes, meant(charset), out)) return without_nul(std::move(out));
  if (says_utf8(charset) || base::is_valid_utf8(bytes) || !convert(bytes, "windows-1252", out))
    return valid_utf8(bytes);
  return without_nul(std::move(out));
}

std::string_view whole_characters(std::string_view text, size_t max) {
  if (text.size() <= max) return text;
  while (max > 0 && U8_IS_TRAIL(text[max])) --max;
  return text.substr(0, max);
}

std::string_view without_cut_character(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  auto size = std::ssize(text);  // Signed: ICU looks whether size - 2 >= 0.
  U8_TRUNCATE_IF_INCOMPLETE(bytes, 0, size);
  return text.substr(0, static_cast<size_t>(size));
}

std::string one_line(std::string_view text) {
  std::string line = valid_utf8(text);
  size_t end = 0;
  for (const char c : line) {
    const bool blank = static_cast<unsigned char>(c) <= ' ' || c == '\x7f';
    if (!blank)
      line[end++] = c;
    else if (end > 0 && line[end - 1] != ' ')
      line[end++] = ' ';
  }
  if (end > 0 && line[end - 1] == ' ') --end;
  line.resize(end);
  return line;
}

}  // namespace leadlight::mail
