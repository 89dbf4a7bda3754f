#include "service/access/roles.h"

#include <array>

#include "base/json.h"
#include "core/record/field_table.h"

namespace leadlight::access {
namespace {

using record::Ownership;
using store::Depth;
using store::Verb;

constexpr std::array<std::string_view, store::kVerbCount> kVerbNames = {"create", "read", "write", "delete", "assign"};
constexpr std::array<std::string_view, 4> kDepthNames = {"none", "own", "businessunit", "organisation"};

/// How far a role reaches: into rows that somebody owns, and into the organisation's own rows.
struct Reach {
  std::string_view role;
  std::array<Depth, store::kVerbCount> owned;
  std::array<Depth, store::kVerbCount> shared;
};

constexpr auto kAll = Depth::Organisation;
constexpr auto kUnit = Depth::BusinessUnit;
constexpr auto kOwn = Depth::Own;
constexpr auto kNone = Depth::None;

// Columns: create, read, write, delete, assign.
constexpr Reach kReaches[] = {
    {kAdministrator, {kAll, kAll, kAll, kAll, kAll}, {kAll, kAll, kAll, kAll, kAll}},
    {kSalesManager, {kUnit, kUnit, kUnit, kUnit, kUnit}, {kNone, kAll, kNone, kNone, kNone}},
    {kSalesperson, {kOwn, kOwn, kOwn, kOwn, kOwn}, {kNone, kAll, kNone, kNone, kNone}},
};

/// What differs from the reach of a table's ownership.
struct Exception {
  std::string_view role, table;
  std::array<Depth, store::kVerbCount> depths;
};
constexpr std::array kNothing = {kNone, kNone, kNone, kNone, kNone};
constexpr Exception kExceptions[] = {
    // Shared views are for managers to keep.
    {kSalesManager, "savedquery", {kAll, kAll, kAll, kAll, kNone}},
    // Who may do what, and who came in when, is nobody else's business.
    {kSalesManager, "role", kNothing},
    {kSalesManager, "systemuserroles", kNothing},
    {kSalesManager, "ll_signin", kNothing},
    {kSalesperson, "role", kNothing},
    {kSalesperson, "systemuserroles", kNothing},
    {kSalesperson, "ll_signin", kNothing},
    // Whom somebody writes with is known from mailboxes, private ones too: only those who tend it see it.
    {kSalesManager, "ll_person", kNothing},
    {kSalesManager, "ll_personaddress", kNothing},
    {kSalesManager, "ll_peopledecision", kNothing},
    {kSalesperson, "ll_person", kNothing},
    {kSalesperson, "ll_personaddress", kNothing},
    {kSalesperson, "ll_peopledecision", kNothing},
    // One's own views and files stay one's own.
    // Jobs are made by what starts them; who started one may see it.
    {kSalesManager, "ll_job", {kNone, kOwn, kNone, kNone, kNone}},
    {kSalesperson, "ll_job", {kNone, kOwn, kNone, kNone, kNone}},
    {kSalesManager, "userquery", {kOwn, kOwn, kOwn, kOwn, kOwn}},
    {kSalesManager, "ll_upload", {kOwn, kOwn, kOwn, kOwn, kNone}},
    {kSalesManager, "ll_uploadpart", {kOwn, kOwn, kOwn, kOwn, kNone}},
};

std::array<Depth, store::kVerbCount> depths_of(const Reach& reach, const record::Table& table) {
  for (const Exception& exception : kExceptions) {
    if (exception.role == reach.role && exception.table == table.name) return exception.depths;
  }
  return table.ownership == Ownership::Organisation ? reach.shared : reach.owned;
}

}  // namespace

std::vector<std::string_view> built_in_roles() {
  return {kAdministrator, kSalesManager, kSalesperson};
}

store::Privileges built_in_privileges(std::string_view role) {
  store::Privileges privileges;
  for (const Reach& reach : kReaches) {
    if (reach.role != role) continue;
    for (const record::Table& table : record::built_in_tables()) {
      if (table.ownership == Ownership::System) continue;
      const auto depths = depths_of(reach, table);
      for (int verb = 0; verb < store::kVerbCount; ++verb) {
        privileges.grant(table.name, static_cast<Verb>(verb), depths[verb]);
      }
    }
  }
  return privileges;
}

std::string to_json_text(const store::Privileges& privileges) {
  Json json = Json::object();
  for (const auto& [table, depths] : privileges.by_table()) {
    for (int verb = 0; verb < store::kVerbCount; ++verb) {
      json[table][std::string(kVerbNames[verb])] = kDepthNames[static_cast<int>(depths[verb])];
    }
  }
  return base::to_text(json);
}

Result<store::Privileges> privileges_from_json(std::string_view text) {
  const Json json = TRY(base::parse_json(text, 3));
  store::Privileges privileges;
  for (const auto& [table, verbs] : json.items()) {
    for (int verb = 0; verb < store::kVerbCount; ++verb) {
      const std::string name = verbs.is_object() ? verbs.value(std::string(kVerbNames[verb]), "none") : "";
      for (size_t depth = 0; depth < kDepthNames.size(); ++depth) {
        if (name == kDepthNames[depth]) privileges.grant(table, static_cast<Verb>(verb), static_cast<Depth>(depth));
      }
    }
  }
  return privileges;
}

}  // namespace leadlight::access
