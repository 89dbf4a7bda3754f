// One cell of a record: the values that every store, the API and the models exchange.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>

#include "base/money.h"
#include "base/time.h"
#include "base/uuid.h"

namespace leadlight::record {

/// A lookup's value: which row of which table.
struct Reference {
  std::string table;
  Uuid id;
  friend bool operator==(const Reference&, const Reference&) = default;
};

/// Opaque bytes (a model file); never text.
struct Bytes {
  std::string data;
  friend bool operator==(const Bytes&, const Bytes&) = default;
};

/// monostate is null. Choices, states and whole numbers are int64; which one it is, the field table says.
using Value = std::variant<std::monostate, bool, std::int64_t, double, Amount, std::string, Timestamp, Date, Uuid,
                           Reference, Bytes>;

inline bool is_null(const Value& value) {
  return std::holds_alternative<std::monostate>(value);
}

/// The value if it is of type T, else nullptr: `if (const auto* text = as<std::string>(value))`.
template <class T>
const T* as(const Value& value) {
  return std::get_if<T>(&value);
}

/// Short text for people and logs: `null`, `true`, `12.5`, `2026-11-22T10:00:00Z`, the id of a reference.
std::string to_string(const Value& value);

}  // namespace leadlight::record
