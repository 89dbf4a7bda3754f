// The field table as TypeScript source, so that the web application and the program cannot disagree.
#pragma once

#include <string>

#include "core/record/schema.h"

namespace leadlight::record {

/// Types, choice sets and the tables of the API with their columns and labels, as `schema.generated.ts`. Internal
/// columns are left out.
std::string to_typescript(const Schema& schema);

}  // namespace leadlight::record
