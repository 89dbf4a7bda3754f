// Who asks, and what they may do. Every call to a store carries one; the store adds the matching row predicate
// to every table reference, so there is no query without it.
#pragma once

#include <array>
#include <map>
#include <string>
#include <vector>

#include "base/uuid.h"

namespace leadlight::store {

enum class Verb { Create, Read, Write, Delete, Assign };
inline constexpr int kVerbCount = 5;

/// How far a privilege reaches, widest last.
enum class Depth { None, Own, BusinessUnit, Organisation };

/// What one role, or all roles of a user together (the widest wins), allow per table and verb.
class Privileges {
 public:
  Depth depth(std::string_view table, Verb verb) const;
  void grant(std::string_view table, Verb verb, Depth depth);  ///< Widens, never narrows.
  void merge(const Privileges& other);
  /// Takes every table that `other` names as it stands there.
  void replace(const Privileges& other);
  const std::map<std::string, std::array<Depth, kVerbCount>, std::less<>>& by_table() const { return by_table_; }

 private:
  std::map<std::string, std::array<Depth, kVerbCount>, std::less<>> by_table_;
};

/// The one who acts. `system()` is the program itself: migrations, jobs, sign-in; never a request's user.
struct Caller {
  Uuid user;
  Uuid business_unit;
  std::vector<Uuid> teams;
  Privileges privileges;
  bool is_system = false;

  static Caller system();
};

}  // namespace leadlight::store
