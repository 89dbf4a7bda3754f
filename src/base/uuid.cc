#include "base/uuid.h"

#include <cstring>

namespace leadlight::base {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

std::string Uuid::to_string() const {
  static constexpr char kHex[] = "0123456789abcdef";
  std::string text;
  text.reserve(36);
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
    text.push_back(kHex[bytes[i] >> 4]);
    text.push_back(kHex[bytes[i] & 15]);
  }
  return text;
}

std::optional<Uuid> Uuid::parse(std::string_view text) {
  if (text.size() == 38 && text.front() == '{' && text.back() == '}') text = text.substr(1, 36);
  if (text.size() != 36 && text.size() != 32) return std::nullopt;
  const bool dashes = text.size() == 36;
  Uuid id;
  size_t digit = 0;
  for (size_t i = 0; i < text.size(); ++i) {
    if (dashes && (i == 8 || i == 13 || i == 18 || i == 23)) {
      if (text[i] != '-') return std::nullopt;
      continue;
    }
    const int value = hex_digit(text[i]);
    if (value < 0) return std::nullopt;
    id.bytes[digit / 2] = static_cast<std::uint8_t>(id.bytes[digit / 2] << 4 | value);
    ++digit;
  }
  return id;
}

std::optional<Uuid> Uuid::from_bytes(std::string_view sixteen_bytes) {
  if (sixteen_bytes.size() != 16) return std::nullopt;
  Uuid id;
  std::memcpy(id.bytes.data(), sixteen_bytes.data(), 16);
  return id;
}

Uuid Uuid::make(Timestamp now, Random& random) {
  Uuid id;
  const auto millis = static_cast<std::uint64_t>(now.time_since_epoch().count() / 1000);
  for (int i = 0; i < 6; ++i) id.bytes[i] = static_cast<std::uint8_t>(millis >> (40 - 8 * i));
  const std::uint64_t a = random.next(), b = random.next();
  id.bytes[6] = static_cast<std::uint8_t>(0x70 | (a & 0x0f));
  id.bytes[7] = static_cast<std::uint8_t>(a >> 8);
  for (int i = 0; i < 8; ++i) id.bytes[8 + i] = static_cast<std::uint8_t>(b >> (8 * i));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

Uuid Uuid::from_name(std::string_view name) {
  // Two rounds of FNV-1a with different offsets, mixed: distinct for distinct names, not a secret.
  std::uint64_t a = 0xcbf29ce484222325ULL, b = 0x84222325cbf29ce4ULL;
  for (unsigned char c : name) {
    a = (a ^ c) * 0x100000001b3ULL;
    b = (b ^ (c + 0x9eU)) * 0x100000001b3ULL;
  }
  Random mix(a ^ (b << 1));
  Random mix2(b);
  Uuid id;
  const std::uint64_t x = mix.next() ^ a, y = mix2.next() ^ b;
  std::memcpy(id.bytes.data(), &x, 8);
  std::memcpy(id.bytes.data() + 8, &y, 8);
  id.bytes[6] = static_cast<std::uint8_t>(0x80 | (id.bytes[6] & 0x0f));
  id.bytes[8] = static_cast<std::uint8_t>(0x80 | (id.bytes[8] & 0x3f));
  return id;
}

}  // namespace leadlight::base
