// The query options of a read to a query::Query: `$select $filter $orderby $top $count $expand $search $skiptoken`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "core/query/query.h"
#include "core/record/schema.h"
#include "server/odata/url.h"

namespace leadlight::odata {

/// Rows that an expanded collection brings at most, unless its own `$top` says less.
inline constexpr int kMaxExpandedRows = 1000;
inline constexpr int kMaxExpands = 20;

enum class Shape { Collection, SingleRow };

struct ReadOptions {
  query::Query query;  ///< Without `limit`, which is the caller's to set.
  std::optional<std::int64_t> top;
};

/// @errors InvalidInput: what is wrong, and where; Unsupported: an option of OData that is not offered, by name
Result<ReadOptions> parse_read_options(std::span<const QueryOption> options, const record::Schema& schema,
                                       const record::TableSchema& table, Shape shape);

/// The column that a part of `$select` names; a lookup also without its `_` and `_value`, as some clients write it.
/// @errors InvalidInput: there is none, with the nearest name
Result<const record::Field*> find_selected(std::string_view text, const record::TableSchema& table);

/// Adds to the query what formatted values of lookups need: the names of the rows they point to, under navigations
/// that begin with `~` and are no part of the answer.
void expand_lookup_names(query::Query& query, const record::Schema& schema, const record::TableSchema& table);

/// `~ownerid~team`
std::string name_navigation(const record::Field& lookup, std::string_view target);

}  // namespace leadlight::odata
