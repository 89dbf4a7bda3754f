// Taking a job from the queue and writing to it while it is ours.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/jobs/jobs.h"

namespace leadlight::jobs {

/// How long a worker that falls silent keeps its job.
inline constexpr auto kLease = std::chrono::seconds(30);

struct Claim {
  Uuid id;
  std::string kind, payload;
  std::string key;            ///< The row carries it as long as the job is ours.
  std::int64_t attempts = 0;  ///< This one included.
};

/// Takes one job of these kinds; nullopt when none waits.
Result<std::optional<Claim>> claim(store::Store& store, const Clock& clock, const std::vector<std::string>& kinds);

/// Changes the job only while it is ours; false when it is not any more (cancelled, or taken over).
Result<bool> update_if_ours(store::Store& store, const Claim& job, const record::Values& changes);

}  // namespace leadlight::jobs
