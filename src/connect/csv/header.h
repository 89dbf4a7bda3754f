// The first record -> names of the columns.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace leadlight::csv {

struct Header {
  std::vector<std::string> columns;
  std::string note;  ///< Which columns had no name; empty when all had one.
};

/// @shape  cells: as they stand in the file
/// @errors InvalidInput when two names are the same after folding
Result<Header> name_columns(const std::vector<std::string>& cells);

}  // namespace leadlight::csv
