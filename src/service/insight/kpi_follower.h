// Follows whose list columns were worked out, for those who look at lists.
//
// The rows have no history: their own stamp says when they were worked out. Whoever works out a row stamps it before
// the row is committed, so that the look goes a little back each time and leaves out what it has seen.
#pragma once

#include <array>
#include <set>
#include <utility>
#include <vector>

#include "storage/store/store.h"

namespace leadlight::insight {

class KpiFollower {
 public:
  /// Begins with what is worked out from now on.
  Result<void> start(store::Snapshot& snapshot, Timestamp now);
  /// The records whose rows were worked out since the last look, each once; of each table at most `limit`, the others
  /// at the next look. What rebuild() works out it may leave out: that is told by its job.
  Result<std::vector<record::Reference>> next(store::Snapshot& snapshot, Timestamp now, int limit);

 private:
  using Seen = std::set<std::pair<Uuid, Timestamp>>;  ///< rows by id and stamp
  struct Place {
    Timestamp from;
    Seen seen;
  };
  std::array<Place, 4> places_;  ///< in the order of kRecordTypes
};

}  // namespace leadlight::insight
