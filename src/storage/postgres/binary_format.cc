#include "storage/postgres/binary_format.h"

#include <bit>

namespace leadlight::postgres {
namespace {

// From the server's catalogue pg_type; they never change.
enum Oid : unsigned {
  kBool = 16,
  kBytea = 17,
  kInt8 = 20,
  kInt4 = 23,
  kText = 25,
  kFloat4 = 700,
  kFloat8 = 701,
  kDate = 1082,
  kTimestampTz = 1184,
  kUuid = 2950,
};

/// PostgreSQL counts days and microseconds from 2000-01-01.
constexpr std::int64_t kEpochDays = 10'957;
constexpr std::int64_t kEpochMicros = kEpochDays * 86'400'000'000;

template <class T>
void append_big_endian(std::string& bytes, T number) {
  for (int shift = static_cast<int>(sizeof(T) - 1) * 8; shift >= 0; shift -= 8) {
    bytes.push_back(static_cast<char>(number >> shift & 0xFF));
  }
}

std::uint64_t read_big_endian(std::string_view bytes) {
  std::uint64_t number = 0;
  for (const unsigned char byte : bytes) number = number << 8 | byte;
  return number;
}

std::int64_t read_signed(std::string_view bytes) {
  const std::uint64_t raw = read_big_endian(bytes);
  if (bytes.size() == 4) return static_cast<std::int32_t>(raw);
  if (bytes.size() == 2) return static_cast<std::int16_t>(raw);
  return static_cast<std::int64_t>(raw);
}

void append_integer(std::string& bytes, store::CellType type, std::int64_t number) {
  switch (type) {
    case store::CellType::Boolean:
      bytes.push_back(number != 0 ? '\1' : '\0');
      return;
    case store::CellType::Date:
      append_int32(bytes, static_cast<std::int32_t>(number - kEpochDays));
      return;
    case store::CellType::Timestamp:
      number -= kEpochMicros;
      break;
    default:
      break;
  }
  append_big_endian(bytes, static_cast<std::uint64_t>(number));
}

}  // namespace

unsigned type_oid(store::CellType type) {
  switch (type) {
    case store::CellType::Integer:
      return kInt8;
    case store::CellType::Real:
      return kFloat8;
    case store::CellType::Text:
      return kText;
    case store::CellType::Bytes:
      return kBytea;
    case store::CellType::Uuid:
      return kUuid;
    case store::CellType::Boolean:
      return kBool;
    case store::CellType::Timestamp:
      return kTimestampTz;
    case store::CellType::Date:
      return kDate;
  }
  return kText;
}

void append_int16(std::string& bytes, std::int16_t number) {
  append_big_endian(bytes, static_cast<std::uint16_t>(number));
}

void append_int32(std::string& bytes, std::int32_t number) {
  append_big_endian(bytes, static_cast<std::uint32_t>(number));
}

void append_binary(std::string& bytes, const store::Cell& cell) {
  if (const auto* whole = std::get_if<std::int64_t>(&cell.value)) append_integer(bytes, cell.type, *whole);
  if (const auto* real = std::get_if<double>(&cell.value))
    append_big_endian(bytes, std::bit_cast<std::uint64_t>(*real));
  if (const auto* text = std::get_if<std::string>(&cell.value)) bytes.append(*text);
  if (const auto* id = std::get_if<Uuid>(&cell.value)) bytes.append(id->as_bytes());
}

std::int64_t read_integer(unsigned oid, std::string_view bytes) {
  const std::int64_t number = read_signed(bytes);
  if (oid == kDate) return number + kEpochDays;
  if (oid == kTimestampTz) return number + kEpochMicros;
  return number;
}

double read_real(unsigned oid, std::string_view bytes) {
  if (oid == kFloat8) return std::bit_cast<double>(read_big_endian(bytes));
  if (oid == kFloat4) return std::bit_cast<float>(static_cast<std::uint32_t>(read_big_endian(bytes)));
  return static_cast<double>(read_signed(bytes));
}

}  // namespace leadlight::postgres
