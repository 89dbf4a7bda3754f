// Names as mail programs write them -> what of them tells one person from another.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace leadlight::capture {

/// `Wysocki, Rafael J. (Intel)` -> rafael, wysocki. Folded; without titles, initials and what stands in brackets.
struct PersonName {
  std::string first, last;
  bool is_common = false;  ///< Both parts are so frequent that many share the name.

  friend bool operator==(const PersonName& a, const PersonName& b) { return a.first == b.first && a.last == b.last; }
};

/// nullopt when it is no full name of a person: one word, an address, a role (`Sales Team`), a program.
std::optional<PersonName> person_name(std::string_view written);

/// How the part of an address before the @ goes with a name.
enum class LocalPart {
  Other,    ///< `sjg` for Simon Glass.
  Partial,  ///< `ann`, `alee`, `lee.a`: also somebody else's.
  Full,     ///< `ann.lee`, `lee_ann`.
};
LocalPart local_part_for(const PersonName& name, std::string_view local);

/// Whether it names a function in place of a person: `info`, `sales`, `no-reply`.
bool is_role(std::string_view local);

}  // namespace leadlight::capture
