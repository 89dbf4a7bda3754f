// One table of a statement together with the tables that paths of a filter or an order reach from it.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/query/query.h"
#include "storage/store/sql_access.h"

namespace leadlight::store {

/// A column as a statement refers to it.
struct ColumnRef {
  const record::TableSchema* table;
  const record::Field* field;
  std::string alias;

  std::string value() const { return quoted(alias, field->name); }
  /// What it is ordered and compared by: the folded text, else the value.
  std::string sort_key() const;
  CellType sort_type() const;
};

/// A table in FROM. Paths through its lookups add LEFT JOINs that see only rows the caller may read, so a row that
/// may not be read is as null as one that is not there.
class Scope {
 public:
  Scope(SqlContext& context, const record::TableSchema& table)
      : context_(context), table_(table), alias_(context.next_alias()) {}

  const record::TableSchema& table() const { return table_; }
  const std::string& alias() const { return alias_; }
  SqlContext& context() const { return context_; }

  /// @errors InvalidInput: no such column; Unsupported: a path of more than one step
  Result<ColumnRef> column(const query::Path& path);
  /// Rows come in an order that has its own index, or none: half of all leads are open, so looking them up by their
  /// state and sorting them costs more than any other way.
  void order_decides_index() { order_decides_index_ = true; }
  /// Few rows match what is searched for: they are looked up by that, whatever else is asked of them.
  void search_decides_index() { search_decides_index_ = true; }
  bool is_search_first() const { return search_decides_index_; }
  /// What a condition on the column compares.
  std::string condition_key(const ColumnRef& column) const;

  /// `"lead" a1 LEFT JOIN ...`, with what column() has needed so far.
  Sql from() const;

 private:
  struct Join {
    const record::Field* lookup;
    const record::TableSchema* table;
    std::string alias;
    Sql sql;
  };
  Result<const Join*> join(const record::Field& lookup, std::string_view target);

  SqlContext& context_;
  const record::TableSchema& table_;
  std::string alias_;
  std::vector<std::unique_ptr<Join>> joins_;
  bool order_decides_index_ = false;
  bool search_decides_index_ = false;
};

/// The column of this name, as this caller may know it.
/// @errors InvalidInput
Result<const record::Field*> find_field(const SqlContext& context, const record::TableSchema& table,
                                        std::string_view name);
/// @errors InvalidInput
Result<const record::TableSchema*> find_table(const record::Schema& schema, std::string_view name);

}  // namespace leadlight::store
