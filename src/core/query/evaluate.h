// The in-memory meaning of a filter: the oracle that every store's SQL is tested against.
#pragma once

#include <functional>

#include "core/query/query.h"
#include "core/record/record.h"
#include "core/record/schema.h"

namespace leadlight::query {

/// Finds the row a lookup points to; nullptr when there is none or the viewer may not see it (reads as null).
using Resolve = std::function<const record::Record*(const record::Reference&)>;

/// Whether `row` matches. Semantics as written at each node in query.h.
bool matches(const Filter& filter, const record::Record& row, const record::TableSchema& table, const Resolve& resolve);

/// The value that a path has for `row`: null also where the related row is not there for the viewer.
record::Value value_at(const Path& path, const record::Record& row, const Resolve& resolve);

/// -1, 0, 1: nulls first, text folded, numbers of different types by their value. Values of types that cannot be
/// compared count as equal.
int order_values(const record::Value& a, const record::Value& b);

/// -1, 0, 1 by `orders` and last by id, as the stores order.
int compare_rows(const record::Record& a, const record::Record& b, const std::vector<Order>& orders,
                 const Resolve& resolve);

}  // namespace leadlight::query
