// `$apply` to a query::Aggregate, and `$filter $orderby $top $count` on its result.
//
//   apply     = { "filter(" filter ")/" } ( groupby | aggregate ) [ "/filter(" condition ")" ]
//   groupby   = "groupby((" column { "," column } ")" [ "," aggregate ] ")"
//   column    = path | ("year" | "month" | "day") "(" path ")" [ "as" name ]
//   aggregate = "aggregate(" measure { "," measure } ")"
//   measure   = "$count as" name | path "with" ("sum" | "average" | "min" | "max" | "countdistinct") "as" name
//
// A path of the row is named in the answer as it is asked for (`statecode`, `_ownerid_value`); that of a row one lookup
// away stands inside an object (`{"ownerid":{"fullname":...}}`); a part of a date without a name of its own is called
// `createdon_year`.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "core/condition/filter.h"
#include "core/query/aggregate.h"
#include "server/odata/url.h"

namespace leadlight::odata {

/// One column of the answer.
struct ApplyColumn {
  std::string name;     ///< In aggregate and in conditions on the result: `ownerid/fullname`.
  std::string outer;    ///< The object it stands in, `ownerid`; empty for most.
  std::string inner;    ///< Its name there, or `name`.
  record::Field field;  ///< Type (and choices) of its values.
};

struct ApplyOptions {
  query::Aggregate aggregate;
  std::vector<ApplyColumn> columns;  ///< Keys, then measures.
  query::FilterPtr having;           ///< On the result, as query::as_row makes it; may be null.
  std::vector<query::Order> order;   ///< Of the result.
  std::optional<std::int64_t> top;
  bool count = false;

  /// The columns as conditions and orders on the result may name them.
  std::shared_ptr<const std::vector<ApplyColumn>> result;
};

bool asks_to_apply(std::span<const QueryOption> options);

/// @errors InvalidInput: what is wrong, and where; Unsupported: an option or step that is not offered, by name
Result<ApplyOptions> parse_apply_options(std::span<const QueryOption> options, const record::Schema& schema,
                                         const record::TableSchema& table);

}  // namespace leadlight::odata
