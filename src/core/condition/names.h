// What columns and relations are called in conditions, and in the API. Internal columns and tables without an entity
// set do not exist here.
//
//   column `subject`            property `subject`
//   lookup `ownerid`            property `_ownerid_value` (the id) and navigation `ownerid` (the row, of its first
//                               target table); with several targets also one navigation each: `ownerid_systemuser`,
//                               `ownerid_team`
//   rows that point here        collection `<table>_<lookup>` on the target: `lead_parentaccountid` on account
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "core/record/schema.h"

namespace leadlight::condition {

/// The column behind a property name; nullptr when there is none. A lookup answers to `_ownerid_value` only.
const record::Field* find_property(const record::TableSchema& table, std::string_view name);
/// `subject`, `_ownerid_value`.
std::string property_name(const record::Field& field);
/// The columns that the API shows, in the schema's order.
std::vector<const record::Field*> visible_fields(const record::TableSchema& table);
bool has_entity_set(const record::TableSchema& table);

struct Navigation {
  std::string name;
  bool collection = false;
  const record::TableSchema* target = nullptr;  ///< Of the rows it leads to.
  const record::Field* lookup = nullptr;        ///< On this table, or for a collection on the target.
  std::string partner;                          ///< The way back; empty where another navigation has it.
};

/// Every navigation of a table: single-valued ones in the order of its columns, then collections.
std::vector<Navigation> navigations(const record::Schema& schema, const record::TableSchema& table);
/// nullopt when there is none.
std::optional<Navigation> find_navigation(const record::Schema& schema, const record::TableSchema& table,
                                          std::string_view name);

/// The refusal of a name that is no property, with the nearest one that is.
Error unknown_property(const record::TableSchema& table, std::string_view name);

}  // namespace leadlight::condition
