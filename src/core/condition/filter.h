// The text of a condition to a query::Filter: what the API calls `$filter`, and models keep.
//
//   statecode eq 0 and (contains(companyname,'ltd') or ownerid/fullname eq 'Mia') and _ownerid_value ne null
//
//   filter     = and { "or" and }
//   and        = unary { "and" unary }
//   unary      = "not" unary | "(" filter ")" | call | comparison
//   call       = ("contains" | "startswith" | "endswith") "(" path "," text ")" [ ("eq" | "ne") ("true" | "false") ]
//   comparison = path ( op literal | "in" "(" literal { "," literal } ")" | nothing, for a yes/no column )
//   path       = property | navigation "/" property
//
// What OData knows and we do not (lambda, arithmetic, other functions, columns against columns) is Unsupported and
// named; what nobody knows is InvalidInput with its position.
#pragma once

#include <functional>
#include <string_view>

#include "base/result.h"
#include "core/condition/path.h"
#include "core/query/query.h"
#include "core/record/schema.h"

namespace leadlight::condition {

/// Deepest nesting of parentheses and `not`.
inline constexpr int kMaxFilterDepth = 100;
/// Most comparisons in one filter. Databases limit the depth of an expression, and a chain of `or` is one for them.
inline constexpr int kMaxFilterTerms = 500;

Result<query::FilterPtr> parse_filter(std::string_view text, const record::Schema& schema,
                                      const record::TableSchema& table);

/// `createdon desc,ownerid/fullname`.
Result<std::vector<query::Order>> parse_orderby(std::string_view text, const record::Schema& schema,
                                                const record::TableSchema& table);

/// What a name in a condition stands for; reads the rest of a path from the lexer.
using ResolveColumn = std::function<Result<ResolvedPath>(const Token& first, Lexer& lexer)>;

/// The same for rows that are no table's: the result of `$apply`. `table` only names itself in messages.
Result<query::FilterPtr> parse_filter_of(std::string_view text, const ResolveColumn& resolve,
                                         const record::TableSchema& table);
Result<std::vector<query::Order>> parse_orderby_of(std::string_view text, const ResolveColumn& resolve);

}  // namespace leadlight::condition
