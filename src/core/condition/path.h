// A column named in an expression: of the row itself, or of the row one lookup away.
#pragma once

#include "core/condition/lexer.h"
#include "core/query/query.h"
#include "core/record/schema.h"

namespace leadlight::condition {

struct ResolvedPath {
  query::Path path;
  const record::TableSchema* table = nullptr;  ///< Where the column stands.
  const record::Field* field = nullptr;
};

/// Reads the rest of a path whose first word has been read.
/// @errors InvalidInput: no such column; Unsupported: more than one step, a collection
Result<ResolvedPath> parse_path_from(const Token& first, Lexer& lexer, const record::Schema& schema,
                                     const record::TableSchema& table);

}  // namespace leadlight::condition
