// Bytes of whatever encoding a file has -> UTF-8, piece by piece.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace leadlight::csv {

/// Whether the bytes looked at are all there are.
enum class Extent { Part, Whole };

/// How it decides, from the first bytes:
///  1. A byte order mark is believed; so are zero bytes on every second place (UTF-16 without its mark).
///  2. Other zero bytes, many control bytes or the first bytes of a known format: not text, refused.
///  3. UTF-8, unless more bytes contradict it than characters confirm it; then Windows-1252.
///  4. While nothing but ASCII was seen, the first other byte decides, wherever it comes.
/// In UTF-8 a byte that cannot be is read as Windows-1252, so that no file is lost to one bad name.
class Decoder {
 public:
  /// @errors InvalidInput when the bytes are no text
  static Result<Decoder> make(std::string_view head, Extent extent);

  /// The text of the next bytes; the piece of a character at their end waits for the call after.
  /// The result of a sequence of calls does not depend on where the bytes were cut.
  std::string decode(std::string_view bytes, Extent extent);

  std::string_view encoding() const;
  bool had_bom() const { return bom_bytes_ > 0; }
  std::size_t bom_bytes() const { return bom_bytes_; }
  /// Bytes that were not UTF-8 in a UTF-8 file, halves of UTF-16 pairs.
  std::uint64_t mended() const { return mended_; }

 private:
  enum class Encoding { Utf8, Utf16Le, Utf16Be, Windows1252 };

  void append_utf8(std::string& out, std::string_view bytes);
  void append_utf16(std::string& out, std::string_view bytes);
  std::size_t cut_length(std::string_view bytes) const;

  Encoding encoding_ = Encoding::Utf8;
  std::size_t bom_bytes_ = 0;
  bool settled_ = false;  // Utf8 was confirmed by a mark or a character.
  std::uint64_t mended_ = 0;
  std::string held_;
};

}  // namespace leadlight::csv
