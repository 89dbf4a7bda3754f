// Where bytes come from: a file or a text in memory.
#pragma once

#include <memory>
#include <string>

#include "base/result.h"
#include "connect/csv/reader.h"

namespace leadlight::csv {

/// @errors NotFound, Denied, InvalidInput (a directory)
Result<std::unique_ptr<Source>> open_file(const std::string& path);
std::unique_ptr<Source> make_text_source(std::string text);

}  // namespace leadlight::csv
