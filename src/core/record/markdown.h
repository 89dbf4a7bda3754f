// The field table as reference documentation.
#pragma once

#include <string>

#include "core/record/schema.h"

namespace leadlight::record {

/// Every table of the API: its entity set, who may see its rows, its columns, and the values of all choice sets.
std::string to_markdown(const Schema& schema);

}  // namespace leadlight::record
