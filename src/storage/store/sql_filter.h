// A filter as a SQL condition. core/query/evaluate.cc says what each node means; the contract tests compare the two.
#pragma once

#include "storage/store/sql_scope.h"

namespace leadlight::store {

/// The condition for rows of `scope`; empty for no filter. Joins that its paths need are added to the scope.
/// @errors InvalidInput: unknown column, a value of the wrong type; Unsupported; TooLarge: nested or listed too much
Result<Sql> filter_condition(Scope& scope, const query::FilterPtr& filter);

/// The smallest text after every text that starts with `folded` (in byte order); empty when there is none.
std::string after_prefix(std::string_view folded);

}  // namespace leadlight::store
