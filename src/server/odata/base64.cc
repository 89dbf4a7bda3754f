#include "server/odata/base64.h"

#include <array>
#include <cstdint>

namespace leadlight::odata {
namespace {

constexpr std::string_view kLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

}  // namespace

std::string to_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    std::uint32_t group = 0;
    for (size_t j = 0; j < 3; ++j) {
      group = group << 8 | (i + j < bytes.size() ? static_cast<unsigned char>(bytes[i + j]) : 0u);
    }
    for (size_t j = 0; j < 4; ++j) {
      out.push_back(i + j <= bytes.size() ? kLetters[group >> (18 - 6 * j) & 63] : '=');
    }
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  if (text.size() % 4 != 0) return std::nullopt;
  std::string out;
  out.reserve(text.size() / 4 * 3);
  for (size_t i = 0; i < text.size(); i += 4) {
    std::uint32_t group = 0;
    size_t padding = 0;
    for (size_t j = 0; j < 4; ++j) {
      const char c = text[i + j];
      const size_t value = kLetters.find(c);
      const bool is_padding = c == '=' && i + 4 == text.size() && j >= 2;
      if (!is_padding && (value == std::string_view::npos || padding > 0)) return std::nullopt;
      padding += is_padding ? 1 : 0;
      group = group << 6 | (is_padding ? 0u : static_cast<std::uint32_t>(value));
    }
    for (size_t j = 0; j + padding < 3; ++j) out.push_back(static_cast<char>(group >> (16 - 8 * j) & 255));
  }
  return out;
}

}  // namespace leadlight::odata
