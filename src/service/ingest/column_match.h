// Which column of a table a file's column belongs to, and how its cells become values.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/feature/infer.h"
#include "core/record/schema.h"
#include "core/record/value.h"

namespace leadlight::ingest {

/// What becomes of one column of the file.
struct ColumnPlan {
  enum class Use { Column, NewColumn, Outcome, LeftOut };

  std::string header;
  Use use = Use::LeftOut;
  std::string target;  ///< Column of the table (also the name a new one will have); empty when left out.
  std::string how;     ///< "by name", "by label", "as told", or why it is left out.
  record::FieldType type = record::FieldType::Text;
  feature::ColumnFormat format;  ///< How the cells are written.
};

/// Rows looked at before anything is decided.
using Sample = std::vector<std::vector<std::string>>;

struct MatchOptions {
  /// File column to table column; an empty target leaves the column out.
  std::map<std::string, std::string> told;
  std::string outcome_column;
};

/// One plan a column, in the file's order. A file column belongs to a table column of the same name or label (in any of
/// the five languages) when nine of ten sample cells are values of it; otherwise it becomes a column of its own, of the
/// type its cells show. Each table column is used once.
/// @errors InvalidInput: `told` names a column that the file or the table lacks
Result<std::vector<ColumnPlan>> match_columns(const record::TableSchema& table, const std::vector<std::string>& headers,
                                              const Sample& sample, const MatchOptions& options);

/// The cell as a value of the plan's target; null when it says nothing.
/// @errors InvalidInput: not a value of that type
Result<record::Value> read_value(const ColumnPlan& plan, const record::Field& field, std::string_view cell);

}  // namespace leadlight::ingest
