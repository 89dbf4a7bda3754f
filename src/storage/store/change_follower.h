// Follows the field history without losing a line.
//
// Lines are numbered when they are written and seen when they are committed, and with many writers a lower number may
// be committed after a higher one (PostgreSQL). So a number that is missing is a gap which is asked for again, until
// it is there or so old that its transaction must have been undone.
#pragma once

#include <cstdint>
#include <vector>

#include "storage/store/store.h"

namespace leadlight::store {

class ChangeFollower {
 public:
  /// Begins after what is there now.
  Result<void> start(Snapshot& snapshot, Timestamp now);
  /// At most `limit` new lines, each once.
  Result<std::vector<Change>> next(Snapshot& snapshot, Timestamp now, int limit);

  std::size_t gaps() const { return gaps_.size(); }

 private:
  struct Gap {
    SequenceRange range;
    Timestamp since;
  };
  void see(std::int64_t sequence, Timestamp now);

  std::int64_t high_ = 0;
  std::vector<Gap> gaps_;  ///< In order.
};

}  // namespace leadlight::store
