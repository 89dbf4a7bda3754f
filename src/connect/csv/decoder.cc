#include "connect/csv/decoder.h"

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include <cstring>

namespace leadlight::csv {
namespace {

/// What the bytes 0x80-0x9f mean in Windows-1252 (the five unused ones as in the WHATWG Encoding Standard).
constexpr char16_t kHighControls[32] = {0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
                                        0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0x008d, 0x017d, 0x008f,
                                        0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
                                        0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178};

void append_code_point(std::string& out, UChar32 c) {
  char bytes[4];
  size_t n = 0;
  U8_APPEND_UNSAFE(bytes, n, c);
  out.append(bytes, n);
}

void append_windows_1252(std::string& out, std::string_view bytes) {
  for (const char byte : bytes) {
    const auto b = static_cast<unsigned char>(byte);
    if (b < 0x80) {
      out.push_back(byte);
    } else {
      append_code_point(out, b < 0xa0 ? kHighControls[b - 0x80] : b);
    }
  }
}

size_t ascii_prefix(std::string_view bytes) {
  size_t i = 0;
  for (; i + 8 <= bytes.size(); i += 8) {
    std::uint64_t word;
    std::memcpy(&word, bytes.data() + i, 8);
    if (word & 0x8080808080808080ULL) break;
  }
  while (i < bytes.size() && static_cast<unsigned char>(bytes[i]) < 0x80) ++i;
  return i;
}

/// The bytes of the first character, 0 when it is not UTF-8.
size_t utf8_length(std::string_view bytes) {
  const auto* data = reinterpret_cast<const uint8_t*>(bytes.data());
  size_t i = 0;
  UChar32 c = 0;
  U8_NEXT(data, i, bytes.size(), c);
  return c < 0 ? 0 : i;
}

/// The bytes at the end that may be the beginning of a UTF-8 character, at most three.
size_t cut_utf8(std::string_view bytes) {
  for (size_t n = 1; n <= 3 && n <= bytes.size(); ++n) {
    const auto b = static_cast<unsigned char>(bytes[bytes.size() - n]);
    if (b < 0x80) return 0;
    if (b >= 0xc0) return n < static_cast<size_t>(b >= 0xf0 ? 4 : b >= 0xe0 ? 3 : 2) ? n : 0;
  }
  return 0;
}

struct Evidence {
  size_t zeros_even = 0, zeros_odd = 0, controls = 0;
  size_t utf8 = 0, not_utf8 = 0;
};

Evidence look_at(std::string_view head, Extent extent) {
  Evidence seen;
  for (size_t i = 0; i < head.size(); ++i) {
    const auto b = static_cast<unsigned char>(head[i]);
    if (b == 0) {
      ++(i % 2 == 0 ? seen.zeros_even : seen.zeros_odd);
    } else if (b < 0x20 && (b < '\t' || b > '\r') && b != 0x1a) {  // 0x1a ends old DOS files.
      ++seen.controls;
    }
  }
  if (extent == Extent::Part) head.remove_suffix(cut_utf8(head));
  while (true) {
    head.remove_prefix(ascii_prefix(head));
    if (head.empty()) return seen;
    const size_t length = utf8_length(head);
    ++(length > 0 ? seen.utf8 : seen.not_utf8);
    head.remove_prefix(length > 0 ? length : 1);
  }
}

Error binary(std::string_view what, std::string hint) {
  return Error(ErrorCode::InvalidInput, fmt::format("this is {}, not a text file with separated values", what),
               std::move(hint));
}

constexpr std::string_view kExportHint =
    "Export the table as CSV (in Excel: Save as, \"CSV UTF-8\") and use that file.";

}  // namespace

Result<Decoder> Decoder::make(std::string_view head, Extent extent) {
  Decoder decoder;
  if (head.starts_with(std::string_view("\xff\xfe\0\0", 4)) || head.starts_with(std::string_view("\0\0\xfe\xff", 4))) {
    return fail(binary("text in UTF-32", "Save it in UTF-8."));
  }
  const auto marked = [&](std::string_view mark, Encoding encoding) {
    if (!head.starts_with(mark)) return false;
    decoder.encoding_ = encoding;
    decoder.bom_bytes_ = mark.size();
    return decoder.settled_ = true;
  };
  if (marked("\xff\xfe", Encoding::Utf16Le) || marked("\xfe\xff", Encoding::Utf16Be)) return decoder;
  if (head.starts_with("PK\x03\x04"))
    return fail(binary("an Excel workbook or a ZIP archive", std::string(kExportHint)));
  if (head.starts_with("\xd0\xcf\x11\xe0")) return fail(binary("an old Excel workbook", std::string(kExportHint)));
  if (head.starts_with("%PDF-")) return fail(binary("a PDF document", std::string(kExportHint)));
  if (head.starts_with("\x1f\x8b")) return fail(binary("a gzip archive", "Unpack it first."));

  const Evidence seen = look_at(head, extent);
  const size_t zeros = seen.zeros_even + seen.zeros_odd;
  const size_t most = std::max(seen.zeros_even, seen.zeros_odd);
  if (zeros > 0 && most == zeros && most * 3 > head.size()) {
    decoder.encoding_ = seen.zeros_odd > 0 ? Encoding::Utf16Le : Encoding::Utf16Be;
    return decoder;
  }
  if (zeros > 0 || seen.controls * 50 > head.size()) return fail(binary("a binary file", std::string(kExportHint)));
  if (marked("\xef\xbb\xbf", Encoding::Utf8)) return decoder;
  if (seen.not_utf8 > seen.utf8) decoder.encoding_ = Encoding::Windows1252;
  decoder.settled_ = seen.utf8 > 0 || seen.not_utf8 > 0;
  return decoder;
}

std::string_view Decoder::encoding() const {
  switch (encoding_) {
    case Encoding::Utf8:
      return "UTF-8";
    case Encoding::Utf16Le:
      return "UTF-16LE";
    case Encoding::Utf16Be:
      return "UTF-16BE";
    case Encoding::Windows1252:
      return "Windows-1252";
  }
  return "";
}

std::string Decoder::decode(std::string_view bytes, Extent extent) {
  std::string joined;
  if (!held_.empty()) {
    joined = std::move(held_).append(bytes);
    held_.clear();
    bytes = joined;
  }
  if (extent == Extent::Part) {
    const size_t cut = cut_length(bytes);
    held_ = bytes.substr(bytes.size() - cut);
    bytes.remove_suffix(cut);
  }
  std::string out;
  out.reserve(bytes.size());
  if (encoding_ == Encoding::Windows1252) {
    append_windows_1252(out, bytes);
  } else if (encoding_ == Encoding::Utf8) {
    append_utf8(out, bytes);
  } else {
    append_utf16(out, bytes);
  }
  return out;
}

size_t Decoder::cut_length(std::string_view bytes) const {
  if (encoding_ == Encoding::Utf8) return cut_utf8(bytes);
  if (encoding_ == Encoding::Windows1252) return 0;
  const size_t odd = bytes.size() % 2;
  if (bytes.size() < 2) return odd;
  const auto high = static_cast<unsigned char>(bytes[bytes.size() - odd - (encoding_ == Encoding::Utf16Le ? 1 : 2)]);
  return (high & 0xfc) == 0xd8 ? odd + 2 : odd;  // The first half of a pair.
}

void Decoder::append_utf8(std::string& out, std::string_view bytes) {
  while (!bytes.empty()) {
    size_t valid = 0;
    while (valid < bytes.size()) {
      valid += ascii_prefix(bytes.substr(valid));
      if (valid == bytes.size()) break;
      const size_t length = utf8_length(bytes.substr(valid));
      if (length == 0) break;
      settled_ = true;
      valid += length;
    }
    out.append(bytes.substr(0, valid));
    bytes.remove_prefix(valid);
    if (bytes.empty()) return;
    if (!settled_) {
      settled_ = true;
      encoding_ = Encoding::Windows1252;
      return append_windows_1252(out, bytes);
    }
    append_windows_1252(out, bytes.substr(0, 1));
    bytes.remove_prefix(1);
    ++mended_;
  }
}

void Decoder::append_utf16(std::string& out, std::string_view bytes) {
  const size_t high = encoding_ == Encoding::Utf16Le ? 1 : 0;
  const auto unit = [&](size_t i) {
    return static_cast<char16_t>(static_cast<unsigned char>(bytes[i + high]) << 8 |
                                 static_cast<unsigned char>(bytes[i + 1 - high]));
  };
  size_t i = 0;
  for (; i + 2 <= bytes.size(); i += 2) {
    const char16_t first = unit(i);
    if (U16_IS_LEAD(first) && i + 4 <= bytes.size() && U16_IS_TRAIL(unit(i + 2))) {
      append_code_point(out, U16_GET_SUPPLEMENTARY(first, unit(i + 2)));
      i += 2;
    } else if (U16_IS_SURROGATE(first)) {
      append_code_point(out, 0xfffd);
      ++mended_;
    } else {
      append_code_point(out, first);
    }
  }
  if (i < bytes.size()) {
    append_code_point(out, 0xfffd);
    ++mended_;
  }
}

}  // namespace leadlight::csv
