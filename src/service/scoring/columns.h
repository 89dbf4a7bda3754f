// Which columns of a table a model may look at, and their values as the feature layer reads them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/feature/frame.h"
#include "core/record/record.h"
#include "core/record/schema.h"

namespace leadlight::scoring {

/// Every column that may become a factor: not ids, not computed or internal ones, not bookkeeping, not who handles the
/// record. Columns of the outcome (kOutcome) are left out too unless named in `keep`.
std::vector<const record::Field*> factor_columns(const record::TableSchema& table, std::span<const std::string> keep);

/// A column a reader would look for among the factors, and why it is not there.
struct LeftOut {
  const record::Field* field;
  std::string_view key;  ///< Stable, worded by the web application.
  std::string_view reason;
};
std::vector<LeftOut> left_out_columns(const record::TableSchema& table, std::span<const std::string> keep);

/// How a column's values are offered. Text that repeats becomes Category only when the rows show it (see
/// training_rows.cc); what says who a person is stays Text, of which only derived facts are used.
feature::ColumnKind column_kind(const record::Field& field);

/// A value as a cell. Options and flags are given by number (`8`, `1`), so that their labels may change; of a lookup or
/// a memo only that it is there. The view points into `value` or `buffer`.
feature::Cell to_cell(const record::Field& field, const record::Value& value, std::string& buffer);

/// What a person reads for a category's level: an option's English label, `Yes`, the text itself.
std::string shown_level(const record::Field& field, std::string_view level);

}  // namespace leadlight::scoring
