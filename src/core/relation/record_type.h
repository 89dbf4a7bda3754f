// The records that have relationships.
#pragma once

#include <cstdint>

namespace leadlight::relation {

enum class RecordType : std::uint8_t { Account, Contact, Lead, Opportunity };

/// Some of the four.
struct RecordTypes {
  std::uint8_t bits;
  constexpr bool contain(RecordType type) const { return (bits >> static_cast<int>(type) & 1) != 0; }
};
constexpr RecordTypes operator|(RecordType a, RecordType b) {
  return {static_cast<std::uint8_t>(1 << static_cast<int>(a) | 1 << static_cast<int>(b))};
}
constexpr RecordTypes operator|(RecordTypes a, RecordType b) {
  return {static_cast<std::uint8_t>(a.bits | 1 << static_cast<int>(b))};
}
inline constexpr RecordTypes kAllTypes =
    RecordType::Account | RecordType::Contact | RecordType::Lead | RecordType::Opportunity;

}  // namespace leadlight::relation
