// Training in a process of its own: it can be cancelled, cannot starve requests, and its memory goes back.
#pragma once

#include "app/database.h"
#include "base/json.h"
#include "service/jobs/jobs.h"

namespace leadlight::app {

/// Runs `leadlight train` at low priority for a job's payload `{"model","keep":[],"drop":[]}` and answers
/// `{"model_version"}`.
/// @errors InvalidInput with what the training said; Unavailable when cancelled
Result<Json> train_in_process(const DatabaseOptions& database, const Json& payload, jobs::Progress& progress);

}  // namespace leadlight::app
