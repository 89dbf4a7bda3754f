// Import options as JSON: what the API takes, a job's payload carries and a saved mapping keeps (docs/api.md,
// "Importing files").
#pragma once

#include "base/json.h"
#include "service/ingest/import.h"

namespace leadlight::ingest {

/// @errors InvalidInput: a member of another type, an unknown mode
Result<ImportOptions> import_options(const Json& json);

}  // namespace leadlight::ingest
