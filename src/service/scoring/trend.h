// Whether a score goes up or down, told against an earlier line of the ledger.
#pragma once

#include <optional>
#include <vector>

#include "service/scoring/live_model.h"

namespace leadlight::scoring {

/// The stored code is the enum's value.
enum class Trend { Improving = 0, Steady = 1, Declining = 2, NotEnoughInfo = 3 };

/// One line of the ledger.
struct ScorePoint {
  Timestamp at;
  int score = 0;
  std::int64_t grade = 0;
  Uuid version;
};

/// What is compared with: the score in force `trend_days` ago, else the first one.
struct TrendBase {
  std::optional<ScorePoint> point;  ///< Absent: never scored before.
  std::optional<ScorePoint> last;   ///< The line in force until now.
};
/// Reads the ledger of one record.
Result<TrendBase> find_trend_base(store::Snapshot& snapshot, const ScoredTable& scored, int trend_days,
                                  const Uuid& record, Timestamp now);

/// A change of scores as a trend.
Trend trend_of_change(int change, int steady_points);

/// Improving or declining beyond the dead band. Where another version wrote the reference, that moment is scored again
/// with this one from the record as it was then, so that a new model is no trend.
Result<Trend> trend_of(store::Snapshot& snapshot, const LiveModel& live, const record::Record& record, int score,
                       const TrendBase& base);

}  // namespace leadlight::scoring
