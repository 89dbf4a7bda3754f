// Where a page ended, as an opaque text that the next request brings back.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "storage/store/sql.h"

namespace leadlight::store {

/// `position` (the order columns of the last row, its id last) with a checksum over it and `shape`, the text that
/// says what was asked. A cursor is no secret and no right: whoever makes one up still reads only readable rows.
std::string make_cursor(const Sql& shape, const std::vector<Cell>& position);

/// @errors InvalidInput: damaged, or from another query
Result<std::vector<Cell>> read_cursor(std::string_view cursor, const Sql& shape, const std::vector<CellType>& types);

}  // namespace leadlight::store
