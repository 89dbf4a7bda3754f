// Checks and converts values against the field table, the one door through which foreign data becomes a record.
#pragma once

#include <string_view>

#include "base/result.h"
#include "core/record/record.h"
#include "core/record/schema.h"

namespace leadlight::record {

/// Text as a person or a file writes it, to the field's type: `1,234.50`, `yes`, an option's label in any of the
/// five languages or its number, an ISO date. Blank is null.
/// @errors InvalidInput naming the column, the value and what would be accepted
Result<Value> parse_value(const Field& field, std::string_view text);

/// A value of any type to exactly the field's type and limits (lengths in characters, integer ranges, known
/// options, finite numbers, valid UTF-8, lookup targets).
/// @errors InvalidInput naming the column, the value and what would be accepted
Result<Value> check_value(const Field& field, Value value);

enum class ChangeKind { Create, Update };

/// Checks a whole change: every column known, writable and of its type; on Create the required ones present.
/// Sets statecode from statuscode and the reverse where only one of them is given.
Result<Values> check_change(const TableSchema& table, Values values, ChangeKind kind);

}  // namespace leadlight::record
