// Checks and converts values against the field table, the one door through which foreign data becomes a record.
#pragma once

#include <string_view>

#include "base/result.h"
#include "core/record/record.h"
#include "core/record/schema.h"

namespace leadlight::record {

/// Text as a person or a file writes it, to the field's type: `1,234.50` (see number_text.h), `yes`, an option's
/// label in any of the five languages or its number, an ISO date, `31.12.2026`, an id. Blank is null. A lookup with
/// several targets takes `table(id)`.
/// @errors InvalidInput naming the column, the value and what would be accepted
Result<Value> parse_value(const Field& field, std::string_view text);

/// A value of any type to exactly the field's type and limits (lengths in characters, integer ranges, known
/// options, finite numbers, valid UTF-8, lookup targets). Dates, ids and lookups may come as text; empty text is null.
/// @errors InvalidInput naming the column, the value and what would be accepted
Result<Value> check_value(const Field& field, Value value);

enum class ChangeKind { Create, Update };
/// The program itself may write computed and internal columns; clients may not.
enum class Writer { Client, Program };

/// Checks a whole change: every column known, writable and of its type; on Create the required ones present.
/// Sets statecode from statuscode and the reverse (the state's first reason) where only one of them is given, both
/// to their first option on Create; fills `fullname` from its parts when they are given and it is not.
/// The id column is allowed on Create and stays in the values; the caller moves it to where the store wants it.
Result<Values> check_change(const TableSchema& table, Values values, ChangeKind kind, Writer writer = Writer::Client);

/// First, middle and last name of a row as one text, null when all are empty. For an update the caller passes the
/// row as it will be.
Value full_name(const Values& row);

}  // namespace leadlight::record
