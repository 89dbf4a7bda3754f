// Passwords, tokens and their hashes, through libsodium.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace leadlight::access {

/// Argon2id with a salt of its own (crypto_pwhash_str, 64 MiB): about 0.1 s, by design.
/// @errors Unavailable when the memory for it cannot be had
Result<std::string> hash_password(std::string_view password);
bool verify_password(std::string_view hash, std::string_view password);

/// 32 random bytes as URL-safe text.
std::string random_token();
/// A password a person can type: four groups of four letters and digits, 80 bits.
std::string random_password();
/// What the database keeps of a token: BLAKE2b-256, hexadecimal. Tokens are random, so no salt is needed.
std::string hash_token(std::string_view token);

/// Compares without telling by its time where the difference is.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace leadlight::access
