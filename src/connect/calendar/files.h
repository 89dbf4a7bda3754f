// Files of a folder, and their bytes.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"

namespace leadlight::calendar {

/// The file itself, or the calendar files below a folder, ascending.
/// @errors NotFound, Denied
Result<std::vector<std::string>> list_files(const std::string& path);

/// @errors NotFound, Denied, InvalidInput (not a file), TooLarge, Unavailable
Result<std::string> read_file(const std::string& path, std::size_t max_bytes);

}  // namespace leadlight::calendar
