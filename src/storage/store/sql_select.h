// A query as a SELECT. Pages are found by keyset: the row after (order columns, id), never by counting rows.
#pragma once

#include "core/record/record.h"
#include "storage/store/connection.h"
#include "storage/store/sql_filter.h"

namespace leadlight::store {

/// The columns to read of a row: id and version always, then `fields`.
struct RowPlan {
  const record::TableSchema* table = nullptr;
  std::vector<const record::Field*> fields;  ///< By name.
  bool with_nulls = true;                    ///< Whether columns without a value are in the record, as null.

  /// `a1."leadid", a1."versionnumber", a1."subject"`
  std::string select_list(std::string_view alias) const;
  /// Reads what select_list() asked for; `column` moves on.
  Result<record::Record> read(const Rows& rows, int& column) const;
};

/// The named columns; all that are not internal when none are named (all of them for `everything`).
/// @errors InvalidInput: unknown column
Result<RowPlan> plan_row(const SqlContext& context, const record::TableSchema& table,
                         const std::vector<std::string>& columns);
/// Every column, of which the record gets those with a value.
RowPlan plan_whole_row(const record::TableSchema& table);

struct SelectPlan {
  RowPlan row;
  /// Types of the order columns that stand after the row's own, the id last. Empty without a limit.
  std::vector<CellType> position;
  Sql shape;  ///< What was asked, for the cursor.
  /// One, or two to be read one after the other: rows with a value in a descending first column, then those without.
  /// Apart, each can start in an index where the page starts; together, none can.
  std::vector<Statement> statements;
};

enum class Paging {
  Page,  ///< One row more than the limit is asked for, and the order columns.
  Scan,  ///< Just the rows.
};

/// What a page starts from where it searches for words: the rows that have them, or the order, until it is full.
/// Nothing: no row has them all, so there is nothing to read.
enum class SearchBy { Order, Words, Nothing };

/// @errors as Snapshot::select
Result<SelectPlan> plan_select(SqlContext& context, const query::Query& query, Paging paging,
                               SearchBy search = SearchBy::Order);
Result<Statement> plan_count(SqlContext& context, std::string_view table, const query::FilterPtr& filter);

/// The rows of a collection that belong to one of `owners` (all of `owner_table`), at most `limit` for each of them,
/// by owner and then in order. The owner's id is the first column, then the row's.
struct CollectionPlan {
  RowPlan row;
  Statement statement;
};
Result<CollectionPlan> plan_collection(SqlContext& context, const query::Expand& expand, std::string_view owner_table,
                                       const std::vector<Uuid>& owners, int limit);

}  // namespace leadlight::store
