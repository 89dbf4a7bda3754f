// The tables and columns in force: the built-in field table plus this database's custom columns.
#pragma once

#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/result.h"
#include "core/record/field.h"

namespace leadlight::record {

/// A column added at run time. Its physical name never changes; renaming changes the label, retiring hides it.
struct CustomColumn {
  std::string table;
  std::string name;  ///< `ll_` + slug, see custom_column_name().
  std::string label;
  FieldType type = FieldType::Text;
  bool retired = false;
  unsigned extra_flags = 0;  ///< kPersonal, kOutcome, ... as decided at import.
};

/// One table with all its columns: own, standard (created, modified, owner, state, version) and custom.
class TableSchema {
 public:
  const Table& table() const { return *table_; }
  std::string_view name() const { return table_->name; }
  /// In a stable order: id first, own, standard, custom by age.
  const std::vector<const Field*>& fields() const { return fields_; }
  /// nullptr when there is no such column (or it is retired).
  const Field* find(std::string_view name) const;
  /// Whether a new column could not be called so: also true for retired ones, whose SQL column is still there.
  bool is_taken(std::string_view name) const { return by_name_.contains(name) || custom_names_.contains(name); }
  /// Whether rows have ownerid and owningbusinessunit.
  bool is_owned() const { return table_->ownership == Ownership::User; }

 private:
  friend class Schema;
  void add(const Field& field);
  const Table* table_ = nullptr;
  std::vector<const Field*> fields_;
  std::unordered_map<std::string_view, const Field*> by_name_;
  std::unordered_set<std::string_view> custom_names_;  ///< Retired ones too.
};

/// Immutable; held as shared_ptr<const Schema> while a newer one takes its place.
class Schema {
 public:
  /// The built-in tables and the given custom columns.
  /// @errors InvalidInput: unknown table, name taken, more than 500 custom columns on a table
  static Result<std::shared_ptr<const Schema>> make(std::vector<CustomColumn> custom, std::int64_t version);
  static std::shared_ptr<const Schema> built_in();

  const TableSchema* find(std::string_view table) const;
  const TableSchema* find_by_entity_set(std::string_view entity_set) const;
  /// In the order of the field table.
  const std::vector<const TableSchema*>& tables() const { return tables_; }
  const std::vector<CustomColumn>& custom_columns() const { return custom_; }
  /// Grows with every change of custom columns; caches are keyed by it.
  std::int64_t version() const { return version_; }

 private:
  Schema() = default;
  void add_built_in_tables();
  Result<void> add_custom_column(const CustomColumn& column);
  std::vector<CustomColumn> custom_;
  std::deque<Field> own_fields_;  ///< Ids and custom columns; the others are the field table's.
  std::deque<TableSchema> storage_;
  std::vector<const TableSchema*> tables_;
  std::unordered_map<std::string_view, const TableSchema*> by_name_;
  std::unordered_map<std::string_view, const TableSchema*> by_entity_set_;
  std::int64_t version_ = 0;
};

/// The target tables of a lookup, in order.
std::vector<std::string_view> lookup_targets(const Field& field);
/// `ll_` + slug of a label (a-z, 0-9, _; at most 50 bytes), made unique against `taken` with a number.
std::string custom_column_name(std::string_view label, const TableSchema& taken);

}  // namespace leadlight::record
