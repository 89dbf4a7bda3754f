// A filter as a SQL condition. core/query/evaluate.cc says what each node means; the contract tests compare the two.
#pragma once

#include <string>
#include <vector>

#include "storage/store/sql_scope.h"

namespace leadlight::store {

/// The condition for rows of `scope`; empty for no filter. Joins that its paths need are added to the scope.
/// @errors InvalidInput: unknown column, a value of the wrong type; Unsupported; TooLarge: nested or listed too much
Result<Sql> filter_condition(Scope& scope, const query::FilterPtr& filter);

/// What every row of the filter must have in its search text, as far as an index can tell: folded words of three
/// characters or more.
std::vector<std::string> indexed_words(const record::TableSchema& table, const query::FilterPtr& filter);

/// Whether the filter lets through one owner's or one business unit's rows only.
bool names_owner(const query::FilterPtr& filter);

/// The smallest text after every text that starts with `folded` (in byte order); empty when there is none.
std::string after_prefix(std::string_view folded);

}  // namespace leadlight::store
