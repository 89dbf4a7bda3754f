// How long deals that succeeded stood in a stage of their process: against which the time of an open one is told
// (spec/predictive-scoring.md 5.7).
#pragma once

#include <optional>

#include "base/json.h"
#include "service/scoring/definition.h"
#include "service/scoring/subject.h"
#include "storage/store/store.h"

namespace leadlight::scoring {

struct StageTimes {
  std::int64_t successes = 0;  ///< that went through the stage; the newest thousand at most
  double median_days = 0;
};

/// Fewer successes say nothing.
inline constexpr std::int64_t kFewestInStage = 5;

/// nullopt where fewer than kFewestInStage successes left the stage.
Result<std::optional<StageTimes>> successes_in_stage(store::Snapshot& snapshot, const ScoredTable& scored,
                                                     const Outcome& outcome, const Uuid& stage);

/// Where a record stands, for how long, and how long the successes stood there: `{"name","days","usual_days",
/// "successes"}`; null when it is in no process.
Result<OrderedJson> stage_json(store::Snapshot& snapshot, const ScoredTable& scored, const Outcome& outcome,
                               const Subject& subject);

}  // namespace leadlight::scoring
