#include "service/access/secret.h"

#include <sodium.h>

#include <array>
#include <cstdlib>

namespace leadlight::access {
namespace {

void ready() {
  static const bool done = [] {
    if (sodium_init() < 0) std::abort();  // No source of randomness: nothing here may go on.
    return true;
  }();
  static_cast<void>(done);
}

std::string to_hex(const unsigned char* bytes, size_t size) {
  std::string text(size * 2 + 1, '\0');
  sodium_bin2hex(text.data(), text.size(), bytes, size);
  text.pop_back();
  return text;
}

}  // namespace

Result<std::string> hash_password(std::string_view password) {
  ready();
  std::array<char, crypto_pwhash_STRBYTES> hash{};
  if (crypto_pwhash_str(hash.data(), password.data(), password.size(), crypto_pwhash_OPSLIMIT_INTERACTIVE,
                        crypto_pwhash_MEMLIMIT_INTERACTIVE) != 0) {
    return fail(ErrorCode::Unavailable, "not enough memory to hash the password");
  }
  return std::string(hash.data());
}

bool verify_password(std::string_view hash, std::string_view password) {
  ready();
  const std::string text(hash);
  return crypto_pwhash_str_verify(text.c_str(), password.data(), password.size()) == 0;
}

std::string random_token() {
  ready();
  std::array<unsigned char, 32> bytes{};
  randombytes_buf(bytes.data(), bytes.size());
  constexpr int kVariant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
  std::string text(sodium_base64_encoded_len(bytes.size(), kVariant), '\0');
  sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), kVariant);
  text.pop_back();
  return text;
}

std::string random_password() {
  ready();
  // Without letters and digits that look alike.
  static constexpr std::string_view kLetters = "abcdefghjkmnpqrstuvwxyz23456789";
  std::string text;
  for (int i = 0; i < 16; ++i) {
    if (i > 0 && i % 4 == 0) text.push_back('-');
    text.push_back(kLetters[randombytes_uniform(kLetters.size())]);
  }
  return text;
}

std::string hash_token(std::string_view token) {
  ready();
  std::array<unsigned char, 32> hash{};
  crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(token.data()), token.size(),
                     nullptr, 0);
  return to_hex(hash.data(), hash.size());
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace leadlight::access
