// Was it right? What was promised of records against what became of them, and whether the records of today are still
// like those that were learned from.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "service/scoring/live_model.h"
#include "service/scoring/trend.h"

namespace leadlight::scoring {

/// A closed record and what had been promised of it. The score just before the close is left out: it knows too much.
struct Promise {
  Uuid record;
  bool success = false;
  Timestamp closed;
  std::optional<ScorePoint> at_creation;   ///< absent: it was not scored when it was made
  std::optional<ScorePoint> month_before;  ///< in force 30 days before the close
  std::string team;                        ///< name of the business unit
  std::string group;                       ///< shown value of the column asked for
};

/// Of the records that closed from a moment on and that the caller may see, oldest close first. `by`: a choice column
/// of the table; empty: none.
/// @errors InvalidInput: there is no such column
Result<std::vector<Promise>> read_promises(store::Snapshot& snapshot, const ScoredTable& scored, Timestamp from,
                                           std::string_view by, const store::Caller& caller);

/// How the values of an attribute moved: the population stability index of records made lately against those made
/// before, both as they were when they were made, less what chance alone brings.
struct InputShift {
  size_t attribute = 0;
  double index = 0;
};
/// From this index on a shift is an alarm (common practice: 0.1 small, 0.25 large).
inline constexpr double kLargeShift = 0.25;
/// Of the record's own attributes, largest first; empty when too few records were made lately.
Result<std::vector<InputShift>> input_shifts(store::Snapshot& snapshot, const LiveModel& live, Timestamp now);

/// Population stability index of two sets of counts over the same values, less its expectation when nothing moved.
double stability_index(const std::vector<double>& before, const std::vector<double>& after);

}  // namespace leadlight::scoring
