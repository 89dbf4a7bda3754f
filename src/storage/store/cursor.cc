#include "storage/store/cursor.h"

#include <cstring>
#include <optional>

namespace leadlight::store {
namespace {

constexpr std::string_view kAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

std::string to_base64url(std::string_view bytes) {
  std::string text;
  unsigned buffer = 0;
  int bits = 0;
  for (const unsigned char byte : bytes) {
    buffer = buffer << 8 | byte;
    for (bits += 8; bits >= 6; bits -= 6) text.push_back(kAlphabet[buffer >> (bits - 6) & 63]);
  }
  if (bits > 0) text.push_back(kAlphabet[buffer << (6 - bits) & 63]);
  return text;
}

std::optional<std::string> from_base64url(std::string_view text) {
  std::string bytes;
  unsigned buffer = 0;
  int bits = 0;
  for (const char c : text) {
    const auto digit = kAlphabet.find(c);
    if (digit == std::string_view::npos) return std::nullopt;
    buffer = buffer << 6 | static_cast<unsigned>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes.push_back(static_cast<char>(buffer >> bits & 0xFF));
    }
  }
  return bytes;
}

/// FNV-1a, 64 bit.
std::uint64_t digest(std::uint64_t hash, std::string_view bytes) {
  for (const unsigned char byte : bytes) hash = (hash ^ byte) * 0x100000001b3ULL;
  return hash;
}

template <class T>
void append_raw(std::string& bytes, T number) {
  char raw[sizeof number];
  std::memcpy(raw, &number, sizeof number);
  bytes.append(raw, sizeof number);
}

void append_cell(std::string& bytes, const Cell& cell) {
  bytes.push_back(static_cast<char>(cell.value.index()));
  if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) append_raw(bytes, *whole);
  if (const auto* real = std::get_if<double>(&cell.value)) append_raw(bytes, *real);
  if (const auto* id = std::get_if<Uuid>(&cell.value)) bytes.append(id->as_bytes());
  if (const auto* text = std::get_if<std::string>(&cell.value)) {
    append_raw(bytes, static_cast<std::uint32_t>(text->size()));
    bytes.append(*text);
  }
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  bool read_cell(Cell& cell) {
    const auto tag = take(1);
    if (!tag) return false;
    switch ((*tag)[0]) {
      case 0:
        return true;
      case 1:
        return read_number<std::int64_t>(cell);
      case 2:
        return read_number<double>(cell);
      case 3: {
        const auto size = number<std::uint32_t>();
        const auto text = size ? take(*size) : std::nullopt;
        if (text) cell.value = std::string(*text);
        return text.has_value();
      }
      case 4: {
        const auto raw = take(16);
        if (raw) cell.value = *Uuid::from_bytes(*raw);
        return raw.has_value();
      }
      default:
        return false;
    }
  }
  bool at_end() const { return bytes_.empty(); }
  template <class T>
  std::optional<T> number() {
    const auto raw = take(sizeof(T));
    if (!raw) return std::nullopt;
    T value;
    std::memcpy(&value, raw->data(), sizeof value);
    return value;
  }

 private:
  template <class T>
  bool read_number(Cell& cell) {
    const auto value = number<T>();
    if (value) cell.value = *value;
    return value.has_value();
  }
  std::optional<std::string_view> take(std::size_t count) {
    if (bytes_.size() < count) return std::nullopt;
    const auto taken = bytes_.substr(0, count);
    bytes_.remove_prefix(count);
    return taken;
  }
  std::string_view bytes_;
};

std::uint64_t checksum(const Sql& shape, std::string_view payload) {
  std::uint64_t hash = digest(0xcbf29ce484222325ULL, shape.text());
  std::string values;
  for (const Cell& cell : shape.cells()) append_cell(values, cell);
  return digest(digest(hash, values), payload);
}

/// Whether a cell of this type can hold what the cursor says; a made-up cursor may say anything.
bool holds(CellType type, const Cell& cell) {
  if (cell.is_null()) return true;
  switch (type) {
    case CellType::Real:
      return std::holds_alternative<double>(cell.value);
    case CellType::Text:
    case CellType::Bytes:
      return std::holds_alternative<std::string>(cell.value);
    case CellType::Uuid:
      return std::holds_alternative<Uuid>(cell.value);
    default:
      return std::holds_alternative<std::int64_t>(cell.value);
  }
}

}  // namespace

std::string make_cursor(const Sql& shape, const std::vector<Cell>& position) {
  std::string payload;
  for (const Cell& cell : position) append_cell(payload, cell);
  std::string bytes;
  append_raw(bytes, checksum(shape, payload));
  return to_base64url(bytes + payload);
}

Result<std::vector<Cell>> read_cursor(std::string_view cursor, const Sql& shape, const std::vector<CellType>& types) {
  const auto refuse = [] {
    return fail(Error(ErrorCode::InvalidInput, "the page cursor is damaged or belongs to another query",
                      "Start again from the first page."));
  };
  const auto bytes = from_base64url(cursor);
  if (!bytes || bytes->size() < 8) return refuse();
  Reader reader(*bytes);
  if (reader.number<std::uint64_t>() != checksum(shape, std::string_view(*bytes).substr(8))) return refuse();
  std::vector<Cell> position;
  for (const CellType type : types) {
    Cell cell = Cell::null(type);
    if (!reader.read_cell(cell) || !holds(type, cell)) return refuse();
    position.push_back(std::move(cell));
  }
  if (!reader.at_end()) return refuse();
  return position;
}

}  // namespace leadlight::store
