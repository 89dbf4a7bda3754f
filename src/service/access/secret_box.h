// Secrets that must be read again, such as the password of a mail account: sealed with a key that is never in the
// database, so that neither a query nor a backup tells them.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace leadlight::access {

/// What the database keeps of a secret.
struct Sealed {
  std::string key_id;
  std::string text;  ///< Base64.
};

/// Seals with the first key of a file and opens with any: to change keys, put a new one in front.
/// @shape the file: a key a line, 32 bytes as hexadecimal; readable by its owner alone (0600)
/// @threads may be used from several at once
class SecretBox {
 public:
  /// `file`: where the keys are; empty when nobody said so (PostgreSQL without LEADLIGHT_KEY_FILE). It is looked at
  /// when it is needed.
  explicit SecretBox(std::string file) : file_(std::move(file)) {}

  /// The file that LEADLIGHT_KEY_FILE names, else secret.key in the folder of the data.
  static SecretBox beside(const std::string& data_folder);

  /// Makes the file when there is none. `owner` says whose secret it is: it cannot be opened as anybody else's.
  /// @errors Unavailable: the file cannot be made; else as open()
  Result<Sealed> seal(std::string_view secret, std::string_view owner) const;
  /// @errors NotFound: the file or the key is not there; Denied: others may read the file; Corrupt: a file that holds
  /// no keys, a text that was not sealed so or for somebody else
  Result<std::string> open(const Sealed& sealed, std::string_view owner) const;

 private:
  std::string file_;
};

}  // namespace leadlight::access
