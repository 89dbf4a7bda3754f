// Constants in an expression, and what they mean for a column.
#pragma once

#include <optional>
#include <string>

#include "base/result.h"
#include "core/condition/lexer.h"
#include "core/record/schema.h"
#include "core/record/value.h"

namespace leadlight::condition {

/// Whether a token can only be a constant: a text, a number, a date, an id, `null`, `true`, `false`.
bool is_literal(const Token& token);

/// The constant as the column's type. Ids may be quoted or not.
/// @errors InvalidInput naming position, column, what stands there and what the column takes
Result<record::Value> to_value(const Token& token, const record::TableSchema& table, const record::Field& field);

/// What a column takes, in words with an example: `a whole number: 0 (Open), 1 (Qualified), 2 (Disqualified)`.
std::string accepted(const record::Field& field);

}  // namespace leadlight::condition
