// How SQLite says what the portable SQL leaves open.
#pragma once

#include <string>
#include <string_view>

#include "storage/store/dialect.h"

namespace leadlight::sqlite {

const store::Dialect& dialect();

/// The FTS5 table over the search column of `table`.
std::string search_table(std::string_view table);

}  // namespace leadlight::sqlite
