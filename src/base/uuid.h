// Record ids: 16 bytes, time-ordered when we make them (RFC 9562, version 7), any UUID when imported.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/random.h"
#include "base/time.h"

namespace leadlight::base {

struct Uuid {
  std::array<std::uint8_t, 16> bytes{};

  bool is_nil() const { return *this == Uuid{}; }
  std::string to_string() const;       ///< Lower case, with dashes.
  std::string_view as_bytes() const {  ///< The 16 bytes, for storage; lives as long as the value.
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
  }
  /// 32 hexadecimal digits with or without dashes and braces; nullopt for anything else.
  static std::optional<Uuid> parse(std::string_view text);
  static std::optional<Uuid> from_bytes(std::string_view sixteen_bytes);
  /// Version 7: sorts by `now`, unique by 74 random bits.
  static Uuid make(Timestamp now, Random& random);
  /// Version 8: the same id for the same name, for seeded and imported data.
  static Uuid from_name(std::string_view name);

  friend auto operator<=>(const Uuid&, const Uuid&) = default;
};

}  // namespace leadlight::base

namespace leadlight {
using base::Uuid;
}

template <>
struct std::hash<leadlight::base::Uuid> {
  size_t operator()(const leadlight::base::Uuid& id) const noexcept {
    return std::hash<std::string_view>{}(id.as_bytes());
  }
};
