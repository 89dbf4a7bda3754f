// The three roles the product starts with, and their privileges as data.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/store/access.h"

namespace leadlight::access {

inline constexpr std::string_view kAdministrator = "Administrator";
inline constexpr std::string_view kSalesManager = "Sales manager";
inline constexpr std::string_view kSalesperson = "Salesperson";

std::vector<std::string_view> built_in_roles();

/// What a built-in role may do, per table and verb; nothing for an unknown name.
store::Privileges built_in_privileges(std::string_view role);

/// As kept in role.privileges: `{"lead":{"read":"organisation","write":"own",...},...}`.
std::string to_json_text(const store::Privileges& privileges);
/// @errors Corrupt
Result<store::Privileges> privileges_from_json(std::string_view text);

}  // namespace leadlight::access
